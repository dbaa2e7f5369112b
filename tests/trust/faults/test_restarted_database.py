"""PostgreSQL is restarted while people book: the portal goes on by itself, and nobody has to type anything twice."""

import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from center.base.local.postgres import OWNER, LocalPostgres
from center.base.local.state import LocalFolder
from tests.center.smtp import MailServer
from tests.plugin import in_memory
from tests.trust.faults.running import (
    CHECKOUT,
    PATIENCE,
    Web,
    Worker,
    copy_database,
    production,
    wait_for,
)
from tests.trust.faults.visitors import After, Visitor, letters, tally, together, visitors, visits, wrong

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("something_to_book")]
SECONDS_AWAY = 3


@pytest.fixture
def server(something_to_book: None) -> Iterator[LocalPostgres]:
    """A PostgreSQL of its own that keeps what it promised, with a copy of the database of this test."""
    with tempfile.TemporaryDirectory(prefix="center-portal-faults-", dir=in_memory()) as name:
        Path(name).chmod(0o711)
        folder = LocalFolder(Path(name) / "local")
        folder.create()
        with LocalPostgres(CHECKOUT, folder, durable=True) as own:
            copy_database(own.url(OWNER))
            yield own


def kill_it(server: LocalPostgres) -> None:
    server.process.kill()
    server.process.wait()


def stop_it(server: LocalPostgres) -> None:
    """As `pg_ctl stop -m fast` does."""
    server.stop()


def book_while_it_is_restarted(
    number: int,
    end: Callable[[LocalPostgres], None],
    server: LocalPostgres,
    letter_box: MailServer,
    logs: Path,
) -> None:
    database = server.url(OWNER)
    environment = production(database, mail_port=letter_box.port)
    with Web(environment, logs / "web") as web, Worker(environment, logs / "worker") as worker:
        people = visitors(web.port, number, wanting=2)
        before = web.pid

        def restart() -> None:
            end(server)
            time.sleep(SECONDS_AWAY)
            server.start()

        some_answered = Event()
        counting = After(number // 4, some_answered.set)

        def press(person: Visitor) -> None:
            person.press()
            counting.answered()

        with ThreadPoolExecutor(1) as aside:
            pressing = aside.submit(together, [partial(press, person) for person in people])
            # The kernel ends the server with the thread that started it, so this one does.
            assert some_answered.wait(PATIENCE)
            restart()
            pressing.result()
        first = tally(people)
        assert set(first) <= {"confirmed", "taken", "interrupted"}
        assert first.get("interrupted", 0) > 0
        confirmed = {person.email: person.reference for person in people if person.outcome == "confirmed"}
        assert {email: visits(database).get(email) for email in confirmed} == confirmed
        assert wrong(database) == {}

        tries, last = 0, time.monotonic() + PATIENCE
        while waiting := [person for person in people if person.outcome == "interrupted"]:
            assert time.monotonic() < last, tally(people)
            tries += 1
            together([person.press for person in waiting])
        print(f"{number} people, first {first}; after pressing again ({tries}) {tally(people)}")  # noqa: T201 -- figures for who runs it
        assert tally(people) == {"confirmed": number // 2, "taken": number // 2}
        assert visits(database) == {
            person.email: person.reference for person in people if person.outcome == "confirmed"
        }
        assert wrong(database) == {}
        assert web.pid == before

        def all_are_sent() -> bool:
            # It ends when its listening connection does, after the jobs in hand; systemd starts it again.
            worker.start_again_if_it_ended()
            return set(letters(database).values()) == {"sent"}

        wait_for(all_are_sent, "the worker sends all letters")
    arrived = sorted(message["Message-ID"] for message in letter_box.inbox.messages)
    assert sorted(set(arrived)) == sorted(letters(database))
    assert "@visitors.example" not in (logs / "web").read_text() + (logs / "worker").read_text()


@pytest.mark.always
def test_twelve_people_book_while_the_database_is_killed_and_started(
    server: LocalPostgres, letter_box: MailServer, logs: Path
) -> None:
    book_while_it_is_restarted(12, kill_it, server, letter_box, logs)


@pytest.mark.long
@pytest.mark.each
@pytest.mark.parametrize("end", [kill_it, stop_it])
def test_fifty_people_book_while_the_database_is_restarted(
    end: Callable[[LocalPostgres], None], server: LocalPostgres, letter_box: MailServer, logs: Path
) -> None:
    book_while_it_is_restarted(50, end, server, letter_box, logs)
