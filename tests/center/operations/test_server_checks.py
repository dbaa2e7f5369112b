"""What `check --deploy --database default` says about the database, on a real one that is right but for one thing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.checks import CheckMessage, Tags, run_checks
from django.core.checks.registry import registry
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from center.checks import server
from center.models import User

pytestmark = pytest.mark.django_db
# The role of the tests owns its tables, as it makes them; there is no worker, and no backup (`test_backup_watch.py`).
ALWAYS = {"center.W001", "center.W011", "center.W042"}


def found() -> list[CheckMessage]:
    messages = run_checks(tags=[Tags.database], include_deployment_checks=True, databases=["default"])
    ours = [message for message in messages if str(message.id).startswith("center.")]
    return [message for message in ours if message.id not in ALWAYS]


def ids() -> set[str]:
    return {str(message.id) for message in found()}


@contextmanager
def put_instead(statement: str, *values: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    yield


@pytest.fixture
def production(settings: Settings, tmp_path: Path) -> None:
    """Folders of the machine are asked about in another test; this one is its own, as others read pages meanwhile."""
    settings.DEMO = False
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()


def test_a_database_as_it_should_be_is_not_complained_about(production: None) -> None:
    assert found() == []


def test_a_missing_worker_and_a_role_that_owns_the_tables_are_named(production: None) -> None:
    messages = run_checks(tags=[Tags.database], include_deployment_checks=True, databases=["default"])
    assert {str(message.id) for message in messages} >= ALWAYS


def test_a_migration_that_was_not_applied_is_named(production: None) -> None:
    with put_instead("DELETE FROM django_migrations WHERE app = %s", "events"):
        assert "center.E026" in ids()


def test_another_time_zone_of_the_connection_is_named(production: None) -> None:
    with put_instead("SET LOCAL TimeZone = 'Europe/Belgrade'"):
        # Moments are read as if they were UTC, so the clocks seem to differ too.
        assert ids() == {"center.E025", "center.W010"}


def test_clocks_that_differ_are_named(production: None) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        assert ids() == {"center.W010"}


def test_accounts_of_the_demo_are_named(production: None) -> None:
    User.objects.create_user("somebody@demo.example", "a long password for tests", name="Марија")
    assert ids() == {"center.E027"}


def test_an_administrator_of_the_server_is_named(production: None) -> None:
    answers = {"SELECT bool_or(rolsuper)": True}
    assert [each.id for each in _asked(server.application_is_no_administrator, answers)] == ["center.E024"]


@pytest.mark.each
@pytest.mark.parametrize(
    ("question", "answers", "identifier", "fix"),
    [
        (server.server_is_new_enough, {"SHOW server_version_num": "140012"}, "E021", "docs/upgrading.md"),
        (server.text_is_unicode, {"SHOW server_encoding": "LATIN2"}, "E022", "ENCODING 'UTF8'"),
        (server.extensions_are_there, {"SELECT count(*) FROM pg_available": 0}, "E023", "postgresql-contrib"),
    ],
)
def test_a_server_on_which_nothing_can_be_built_is_named(
    question: server.Question, answers: dict[str, Any], identifier: str, fix: str
) -> None:
    """A server of that kind is not at hand: what it would answer is put in its place, the rest is asked of ours."""
    said = _asked(question, answers)
    assert {message.id for message in said} == {f"center.{identifier}"}
    assert all(fix in str(message.hint) for message in said)


def _asked(question: server.Question, answers: dict[str, Any]) -> list[CheckMessage]:
    real: Callable[..., Any] = server.one

    def one(alias: str, asked: str, *values: str) -> Any:
        known = [answer for beginning, answer in answers.items() if asked.startswith(beginning)]
        return known[0] if known else real(alias, asked, *values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "one", one)
        return list(question("default"))


def test_a_database_without_tables_is_told_in_a_sentence_without_its_address(production: None) -> None:
    with put_instead("ALTER TABLE center_user RENAME TO nobody"):
        message = next(message for message in found() if message.id == "center.E020")
    assert message.msg == "The database does not answer as it should (ProgrammingError)."
    assert "manage.py migrate" in str(message.hint)


def test_migrate_asks_before_it_makes_tables_whether_they_can_be_made() -> None:
    messages = run_checks(tags=[Tags.database], databases=["default"])
    assert [message.id for message in messages if str(message.id).startswith("center.E02")] == []
    names = {getattr(check, "__name__", "") for check in registry.get_checks(include_deployment_checks=False)}
    assert {"server_is_new_enough", "text_is_unicode", "extensions_are_there"} <= names
    assert names.isdisjoint({"tables_are_current", "uploads_can_be_stored"})
