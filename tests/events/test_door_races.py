"""Two doors and many phones at once, in real threads on the real database: everybody is counted once."""

import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from events.door_codes import pass_code
from events.errors import ChangeRefused
from events.models import CheckIn, Event, HeadCount, Registration
from events.services import doors
from events.services.counting import count_people
from events.services.door_answers import Answer, Outcome
from events.services.registrations import cancel_registration
from tests.events.doors import come, drop_in, event_now, make_door, put_on_list
from tests.events.factories import make_staff, numbers
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
PHONES = 12


@pytest.fixture
def event(office: object) -> Event:
    """Return an event whose doors are open now: threads have the real clock."""
    return event_now()


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every phone look who is here before any has noted somebody, as without a lock it may."""

    def unlocked(registration: Registration) -> Registration:
        return Registration.objects.get(pk=registration.pk)

    monkeypatch.setattr(doors, "_locked", unlocked)


@pytest.fixture
def without_guard(db: None) -> None:
    """Take the rule of the database away for one test."""
    rule = next(each for each in CheckIn._meta.constraints if each.name == "check_in_person_once_a_day")
    with connection.schema_editor() as editor:
        editor.remove_constraint(CheckIn, rule)


def scan(event: Event, code: str, **how: Any) -> Callable[[], Answer]:
    return lambda: come(event, code, **how)


def tally(answers: list[Any]) -> dict[Any, int]:
    return dict(Counter(getattr(answer, "outcome", answer) for answer in answers))


def here(event: Event) -> int:
    return CheckIn.objects.filter(registration__event=event, undone_at=None).count()


def test_one_pass_at_many_phones_at_once_is_noted_once(event: Event) -> None:
    code = pass_code(put_on_list(event, size=3))
    answers = at_the_same_time([scan(event, code) for _phone in range(PHONES)])
    assert tally(answers) == {Outcome.NOTED: 1, Outcome.HERE: PHONES - 1}
    assert (sum(answer.noted for answer in answers), here(event)) == (3, 3)


@pytest.mark.usefixtures("without_lock")
def test_the_guard_of_the_database_alone_notes_nobody_twice(event: Event) -> None:
    code = pass_code(put_on_list(event, size=3))
    answers = at_the_same_time([scan(event, code) for _phone in range(PHONES)])
    assert tally(answers) == {Outcome.NOTED: 1, Outcome.HERE: PHONES - 1}
    assert here(event) == 3


@pytest.mark.usefixtures("without_guard")
def test_the_lock_alone_notes_nobody_twice(event: Event) -> None:
    code = pass_code(put_on_list(event, size=3))
    at_the_same_time([scan(event, code) for _phone in range(PHONES)])
    assert here(event) == 3


@pytest.mark.usefixtures("without_lock", "without_guard")
def test_without_lock_and_guard_people_are_noted_twice(event: Event) -> None:
    """Prove that the race above can be lost, so that winning it says something."""
    code = pass_code(put_on_list(event, size=3))
    for _round in range(10):
        at_the_same_time([scan(event, code) for _phone in range(PHONES)])
        if here(event) > 3:
            break
    assert here(event) > 3


def test_one_action_sent_by_many_requests_at_once_is_done_once(event: Event) -> None:
    code, action = pass_code(put_on_list(event, size=5)), uuid.uuid4()
    answers = at_the_same_time([scan(event, code, people=2, action=action) for _copy in range(PHONES)])
    assert tally(answers) == {Outcome.NOTED: PHONES}
    assert here(event) == 2


def test_parts_of_a_group_at_two_doors_add_up_to_the_group(event: Event) -> None:
    code = pass_code(put_on_list(event, size=5))
    answers = at_the_same_time([scan(event, code, people=2) for _door in range(4)])
    assert tally(answers) == {Outcome.NOTED: 2, Outcome.PARTLY: 1, Outcome.HERE: 1}
    assert here(event) == 5


def test_the_last_places_go_to_as_many_as_there_are() -> None:
    event = event_now(5)
    answers = at_the_same_time([lambda: drop_in(event) for _phone in range(PHONES)])
    assert tally(answers) == {Outcome.NOTED: 5, Outcome.FULL: PHONES - 5}
    assert (numbers(event), here(event)) == ([1, 2, 3, 4, 5], 5)


def test_one_stroke_sent_by_many_requests_at_once_counts_once_and_the_last_one_goes_once(
    event: Event,
) -> None:
    action, by = uuid.uuid4(), make_staff()
    at_the_same_time([lambda: count_people(event=event, action=action, by=by) for _copy in range(PHONES)])
    back = at_the_same_time(
        [lambda: count_people(event=event, action=uuid.uuid4(), number=-1, by=by) for _phone in range(PHONES)]
    )
    assert tally(back) == {Outcome.COUNTED: 1, Outcome.NOTHING: PHONES - 1}
    assert sum(HeadCount.objects.values_list("number", flat=True)) == 0


def test_who_cancels_at_the_very_moment_is_here_or_not_and_nobody_waits_for_ever(event: Event) -> None:
    people = [put_on_list(event, number) for number in range(6)]
    (door, _code), by = make_door(event), make_staff()
    calls: list[Callable[[], Any]] = []
    for person in people:
        calls.append(scan(event, pass_code(person), door=door, by=None))
        calls.append(lambda person=person: cancel_registration(registration=person, by=by))  # type: ignore[misc]
    outcomes = at_the_same_time(calls)
    # Each is here and stays on the list, or is off it and was not let in.
    pairs = {
        (scanned.outcome, type(cancelled))
        for scanned, cancelled in zip(outcomes[::2], outcomes[1::2], strict=True)
    }
    assert pairs <= {(Outcome.NOTED, ChangeRefused), (Outcome.CANCELLED, Registration)}
    connections.close_all()
