"""The migrations of the next release have run, and this code still does its work: a rolling upgrade."""

from collections.abc import Callable

import pytest
from django.db import connection

from center.models import User
from tests.trust.faults.test_between_two_lines import VERBS, Verb, state

pytestmark = [
    pytest.mark.django_db,
    # Before any row: a table whose triggers wait for the end of the transaction cannot be changed.
    pytest.mark.usefixtures(
        "one_release_ahead", "monday_morning", "private_media", "no_tasks_of_stages", "office"
    ),
]
# Tables of packages, which nobody changes but their own releases.
OF_PACKAGES = ("procrastinate_", "django_", "auth_", "account_", "mfa_", "usersessions_")


@pytest.fixture
def one_release_ahead(db: None) -> None:
    """Give each table of ours what an additive migration may give it."""
    with connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names(cursor) if not name.startswith(OF_PACKAGES)
        ]
        for table in tables:
            cursor.execute(
                f"ALTER TABLE {connection.ops.quote_name(table)} ADD of_the_next_release text,"
                " ADD counted_by_the_next_release integer NOT NULL DEFAULT 1"
            )
    assert len(tables) > 150


@pytest.mark.parametrize("prepare", VERBS, ids=lambda verb: verb.__name__)
def test_a_verb_works_on_the_tables_of_the_next_release(
    prepare: Callable[[User], Verb], coordinator: User
) -> None:
    verb = prepare(coordinator)
    before = state()
    verb()
    assert state() != before
