"""Public pages for strangers come from the copy of the database, where there is one; everything else does not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, router
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from center.base import reading
from center.base.local import ports
from center.models import User

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", reading.READER]),
    pytest.mark.usefixtures("office"),
]
PAGE = "/en/enterprises/"


@pytest.fixture(autouse=True, scope="module")
def second_connection(django_db_setup: None) -> Iterator[None]:
    """Name a copy: the same database, by a connection of its own."""
    settings.DATABASES[reading.READER] = dict(settings.DATABASES["default"])
    yield
    connections[reading.READER].close()
    del connections[reading.READER]
    del settings.DATABASES[reading.READER]


@pytest.fixture(autouse=True)
def copy(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(reading, "copy", reading.Copy())
    monkeypatch.setattr(router, "routers", [reading.ReaderRouter()])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now()])
    port = settings.DATABASES[reading.READER]["PORT"]
    yield
    # A test may have broken it.
    connections[reading.READER].close()
    connections[reading.READER].settings_dict["PORT"] = port


def read_from(client: Client, address: str = PAGE) -> tuple[int, bool, bool]:
    """Return the answer's status and whether the copy and the database itself were asked for it."""
    with (
        CaptureQueriesContext(connections[reading.READER]) as copy,
        CaptureQueriesContext(connection) as itself,
    ):
        status = client.get(address).status_code
    asked = [query for query in copy.captured_queries if "last_heartbeat" not in query["sql"]]
    return status, bool(asked), bool(itself.captured_queries)


@pytest.mark.always
def test_a_stranger_reads_a_public_page_from_the_copy_alone() -> None:
    assert read_from(Client()) == (200, True, False)


def test_whoever_has_a_session_reads_the_database_itself(make_user: Any) -> None:
    client = Client()
    client.force_login(make_user(None), backend="django.contrib.auth.backends.ModelBackend")
    assert read_from(client) == (200, False, True)


def test_a_page_that_follows_a_form_is_not_read_from_the_copy() -> None:
    assert read_from(Client(), "/en/consultations/") == (200, False, True)


def test_a_copy_that_does_not_answer_is_passed_over_and_the_page_is_shown() -> None:
    connections[reading.READER].settings_dict["PORT"] = str(ports.choose(0))
    assert Client().get(PAGE).status_code == 200
    assert not reading.copy.may_be_read()


def test_a_copy_that_breaks_in_the_middle_is_passed_over_and_the_page_is_made_once_more() -> None:
    assert reading.copy.may_be_read()
    connections[reading.READER].close()
    connections[reading.READER].settings_dict["PORT"] = str(ports.choose(0))
    assert Client().get(PAGE).status_code == 200
    assert not reading.copy.may_be_read()


def test_a_copy_that_was_left_behind_is_not_read() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds'")
    assert read_from(Client()) == (200, False, True)


def test_the_copy_is_asked_again_after_ten_seconds() -> None:
    clock = [0.0]
    copy = reading.Copy(lambda: clock[0])
    assert copy.may_be_read()
    copy.pass_over()
    clock[0] = 9.9
    assert not copy.may_be_read()
    clock[0] = 10.0
    assert copy.may_be_read()


def test_what_was_read_from_the_copy_is_written_to_the_database_itself() -> None:
    User.objects.create_user("ana@office.example", None, name="Ана")
    with reading.from_copy():
        user = User.objects.get(email="ana@office.example")
    assert user._state.db == reading.READER
    with CaptureQueriesContext(connections[reading.READER]) as copy:
        user.name = "Ана Анић"
        user.save()
    assert (len(copy), User.objects.get(pk=user.pk).name) == (0, "Ана Анић")
