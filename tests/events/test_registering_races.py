"""Many people at the last places of an event at the same instant, in real threads on the real database."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection

from center.models import StoredMail
from events.choices import RegistrationState
from events.errors import ChangeRefused, ItemFull, NoPlaceLeft
from events.models import Event, Place, ProgrammeItem, Registration
from events.services import events, items, places, registrations, waiting_list
from tests.events.factories import enter, make_event, make_item, make_staff, numbers, states
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("monday_morning", "office"),
]
WAITING, OFFERED, SIGNED_UP, CANCELLED = (
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.SIGNED_UP,
    RegistrationState.CANCELLED,
)
PEOPLE = 24
ROUNDS = [1, *seldom(range(2, 8))]


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody count the places at the same time."""

    def unlocked(event: Event) -> Event:
        return Event.objects.with_details().get(pk=event.pk)

    for module in (places, waiting_list, registrations, events):
        monkeypatch.setattr(module, "locked_event", unlocked)


@pytest.fixture
def without_guard(db: None) -> Iterator[None]:
    """Take the rules of the places away for one test."""
    rules = [
        rule
        for rule in Place._meta.constraints
        if rule.name in {"event_place_once", "programme_item_place_once"}
    ]
    with connection.schema_editor() as editor:
        for rule in rules:
            editor.remove_constraint(Place, rule)
    yield
    Place.objects.all().delete()
    with connection.schema_editor() as editor:
        for rule in rules:
            editor.add_constraint(Place, rule)


def wish(event: Event, number: int, **more: object) -> Callable[[], Registration]:
    return lambda: enter(event, number, **more)


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


@pytest.mark.always
@pytest.mark.parametrize("_round", ROUNDS)
def test_of_many_people_five_get_a_place_and_the_others_wait_in_their_order(_round: int) -> None:
    event = make_event(5)
    outcomes = at_the_same_time([wish(event, number) for number in range(PEOPLE)])
    assert tally(outcomes) == {"Registration": PEOPLE}
    assert (states(event), numbers(event)) == (
        [SIGNED_UP] * 5 + [WAITING] * (PEOPLE - 5),
        [1, 2, 3, 4, 5],
    )


@pytest.mark.long
def test_of_two_hundred_people_exactly_five_get_a_place() -> None:
    event = make_event(5)
    outcomes: list[Any] = []

    def ten(first: int) -> None:
        for number in range(first, first + 10):
            try:
                outcomes.append(enter(event, number, may_wait=False))
            except NoPlaceLeft as full:
                outcomes.append(full)

    # As many connections as a server has, each with ten people one after the other.
    at_the_same_time([partial(ten, 10 * number) for number in range(20)])
    assert tally(outcomes) == {"Registration": 5, "NoPlaceLeft": 195}
    assert numbers(event) == [1, 2, 3, 4, 5]


@pytest.mark.long
@pytest.mark.usefixtures("without_lock", "without_guard")
def test_without_lock_and_guard_more_people_are_registered_than_there_are_places() -> None:
    """Prove that the race above can be lost, so that winning it says something."""
    event = make_event(5)
    at_the_same_time([wish(event, number) for number in range(PEOPLE)])
    assert Place.objects.count() > 5


@pytest.mark.long
@pytest.mark.usefixtures("without_lock")
def test_the_guard_of_the_database_alone_overbooks_nothing() -> None:
    event = make_event(5)
    outcomes = at_the_same_time([wish(event, number) for number in range(PEOPLE)])
    assert tally(outcomes).keys() <= {"Registration", "IntegrityError"}
    assert Place.objects.count() <= 5


def test_groups_at_the_same_time_fill_no_more_than_there_is() -> None:
    event = make_event(10)
    outcomes = at_the_same_time([wish(event, number, size=3, may_wait=False) for number in range(8)])
    assert tally(outcomes) == {"Registration": 3, "NoPlaceLeft": 5}
    assert {error.free for error in outcomes if isinstance(error, NoPlaceLeft)} == {1}
    assert numbers(event) == list(range(1, 10))


def test_an_item_of_the_programme_is_exact_too() -> None:
    event = make_event(None)
    item = make_item(event, capacity=3)
    outcomes = at_the_same_time([wish(event, number, items=[item]) for number in range(12)])
    assert tally(outcomes) == {"Registration": 3, "ItemFull": 9}
    assert list(Place.objects.filter(item=item).order_by("number").values_list("number", flat=True)) == [
        1,
        2,
        3,
    ]


def test_choosing_an_item_later_is_exact_too() -> None:
    event = make_event(None)
    item: ProgrammeItem = make_item(event, capacity=3)
    people = [enter(event, number) for number in range(10)]
    outcomes = at_the_same_time(
        [partial(items.choose_items, registration=each, items=[item]) for each in people]
    )
    assert tally(outcomes) == {"list": 3, "ItemFull": 7}
    assert [type(error) for error in outcomes if isinstance(error, ItemFull)] == [ItemFull] * 7


def test_the_same_form_pressed_many_times_at_once_is_one_registration_and_one_letter() -> None:
    event, form = make_event(5), uuid.uuid4()
    outcomes = at_the_same_time([wish(event, 1, submission=form) for _press in range(8)])
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert (Registration.objects.count(), StoredMail.objects.count()) == (1, 1)


def test_one_cancels_and_many_register_and_nobody_overtakes_who_waited() -> None:
    event = make_event(1)
    first, second = enter(event, 1), enter(event, 2)
    at_the_same_time(
        [
            lambda: registrations.cancel_registration(registration=first),
            *(wish(event, number) for number in range(3, 9)),
        ]
    )
    second.refresh_from_db()
    assert (second.state, numbers(event)) == (OFFERED, [1])
    assert states(event)[2:] == [WAITING] * 6


def test_fewer_places_and_a_registration_at_the_same_time_fit_together() -> None:
    event = make_event(3)
    enter(event, 1)
    outcomes = at_the_same_time(
        [
            lambda: events.change_event(event=event, by=make_staff(), capacity=1),
            wish(event, 2, may_wait=False),
        ]
    )
    event.refresh_from_db()
    assert event.capacity is not None
    assert len(numbers(event)) <= event.capacity
    assert sum(isinstance(outcome, ChangeRefused) for outcome in outcomes) == 1


def test_an_offer_is_accepted_and_declined_at_the_same_time_and_one_of_both_counts() -> None:
    event = make_event(1)
    first, second, third = (enter(event, number) for number in range(3))
    registrations.cancel_registration(registration=first)
    at_the_same_time(
        [
            lambda: waiting_list.accept_offer(registration=second),
            lambda: waiting_list.decline_offer(registration=second),
        ]
    )
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) in {(SIGNED_UP, WAITING), (CANCELLED, OFFERED)}
    assert numbers(event) == [1]
