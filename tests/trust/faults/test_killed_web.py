"""The web server is killed while people book: each has a visit or knows that they have none, and one letter."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from tests.center.smtp import MailServer
from tests.trust.faults.running import Web, Worker, production, this_database, wait_for
from tests.trust.faults.visitors import After, Visitor, letters, tally, together, visitors, visits, wrong

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("something_to_book")]


def book_while_it_is_killed(
    number: int, letter_box: MailServer, logs: Path, *, only_one: bool
) -> list[Visitor]:
    database = this_database()
    environment = production(database, mail_port=letter_box.port)
    with Web(environment, logs / "web") as web, Worker(environment, logs / "worker") as worker:
        people = visitors(web.port, number, wanting=2)

        def kill() -> None:
            if only_one:
                os.kill(web.children[0], signal.SIGKILL)
            else:
                web.kill()

        killing = After(number // 4, kill)

        def press(person: Visitor) -> None:
            person.press()
            killing.answered()

        together([partial(press, person) for person in people])
        confirmed = {person.email: person.reference for person in people if person.outcome == "confirmed"}
        lost = [person for person in people if person.outcome == "lost"]
        seen = tally(people)
        assert len(lost) > 0
        assert (wrong(database), {email: visits(database)[email] for email in confirmed}) == ({}, confirmed)
        stored_unseen = sum(person.email in visits(database) for person in lost)

        if not only_one:
            web.start()
        together([person.press for person in lost])
        print(f"{number} people, first {seen}; of the lost {stored_unseen} were stored; then {tally(people)}")  # noqa: T201 -- figures for who runs it

        assert set(tally(people)) <= {"confirmed", "taken"}
        assert visits(database) == {
            person.email: person.reference for person in people if person.outcome == "confirmed"
        }
        assert wrong(database) == {}
        # Two wanted each time, and all who lost it were told.
        assert tally(people)["confirmed"] == number // 2
        wait_for(lambda: set(letters(database).values()) == {"sent"}, "the worker sends all letters")
        worker.kill()
    arrived = sorted(message["Message-ID"] for message in letter_box.inbox.messages)
    assert arrived == sorted(letters(database))
    assert "@visitors.example" not in (logs / "web").read_text() + (logs / "worker").read_text()
    return people


@pytest.mark.always
def test_of_twelve_people_who_book_while_the_server_is_killed_each_knows_where_they_stand(
    letter_box: MailServer, logs: Path
) -> None:
    book_while_it_is_killed(12, letter_box, logs, only_one=False)


@pytest.mark.long
def test_of_fifty_people_who_book_while_the_server_is_killed_each_knows_where_they_stand(
    letter_box: MailServer, logs: Path
) -> None:
    book_while_it_is_killed(50, letter_box, logs, only_one=False)


@pytest.mark.long
def test_a_killed_process_of_the_server_is_replaced_while_fifty_people_book(
    letter_box: MailServer, logs: Path
) -> None:
    book_while_it_is_killed(50, letter_box, logs, only_one=True)
