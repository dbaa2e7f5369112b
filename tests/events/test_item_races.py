"""Many people on the last places of an item, and two coordinators on one programme, in real threads."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from events.models import Event, Place, ProgrammeItem, ProgrammeRelease, Registration
from events.services import items, programme_items, programmes
from events.services.items import choose_items
from events.services.programmes import release_programme
from tests.events.factories import enter, make_event, make_item, make_staff
from tests.events.released import release
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("monday_morning", "office")]
PEOPLE, PLACES = 40, 3
ROUNDS = [1, *seldom(range(2, 6))]


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody count the places at the same time."""

    def unlocked(registration: Registration) -> tuple[Event, Registration]:
        found = Registration.objects.select_related("event").get(pk=registration.pk)
        return found.event, found

    def unlocked_items(event: Event, wanted: Any) -> list[ProgrammeItem]:
        keys = [item.pk for item in wanted]
        return list(ProgrammeItem.objects.filter(event=event, pk__in=keys, is_dropped=False).order_by("pk"))

    monkeypatch.setattr(items, "locked_registration", unlocked)
    monkeypatch.setattr(items, "locked_items", unlocked_items)


@pytest.fixture
def without_guard(db: None) -> Iterator[None]:
    """Take the rule that each number is given once away for one test."""
    rule = next(each for each in Place._meta.constraints if each.name == "programme_item_place_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Place, rule)
    yield
    Place.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Place, rule)


def choice(registration: Registration, item: ProgrammeItem) -> Callable[[], list[ProgrammeItem]]:
    return lambda: choose_items(registration=registration, items=[item])


def rush() -> tuple[ProgrammeItem, list[Any]]:
    """Let forty people with a place in the event choose an item with three places at the same moment."""
    event = make_event(PEOPLE)
    item = make_item(event, capacity=PLACES)
    people = [enter(event, number) for number in range(PEOPLE)]
    return item, at_the_same_time([choice(one, item) for one in people])


def held(item: ProgrammeItem) -> list[int]:
    return sorted(Place.objects.filter(item=item).values_list("number", flat=True))


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_forty_people_three_get_a_place_in_the_item(_round: int) -> None:
    item, outcomes = rush()
    assert tally(outcomes) == {"list": PLACES, "ItemFull": PEOPLE - PLACES}
    assert held(item) == [1, 2, 3]


@pytest.mark.long
@pytest.mark.usefixtures("without_lock", "without_guard")
def test_without_lock_and_guard_more_people_are_in_than_there_are_places() -> None:
    """Prove that the race above can be lost, so that winning it says something."""
    item, _outcomes = rush()
    assert len(held(item)) > PLACES


@pytest.mark.long
@pytest.mark.usefixtures("without_lock")
def test_the_guard_of_the_database_alone_gives_no_place_twice() -> None:
    item, outcomes = rush()
    assert tally(outcomes).keys() <= {"list", "ItemFull", "IntegrityError"}
    assert set(held(item)) <= {1, 2, 3}
    assert len(held(item)) <= PLACES


@pytest.mark.long
@pytest.mark.usefixtures("without_guard")
def test_the_lock_alone_gives_no_place_twice() -> None:
    item, outcomes = rush()
    assert tally(outcomes) == {"list": PLACES, "ItemFull": PEOPLE - PLACES}
    assert held(item) == [1, 2, 3]


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_place_given_back_while_others_ask_goes_to_one_of_them(_round: int) -> None:
    event = make_event(20)
    item = make_item(event, capacity=1)
    first, *others = [enter(event, number) for number in range(10)]
    choose_items(registration=first, items=[item])
    outcomes = at_the_same_time(
        [
            lambda: choose_items(registration=first, items=[]),
            *[choice(one, item) for one in others],
        ]
    )
    got = [each for each in outcomes[1:] if isinstance(each, list)]
    assert len(got) <= 1
    assert len(held(item)) == len(got)


@pytest.mark.parametrize("_round", ROUNDS)
def test_fewer_places_while_people_choose_never_leaves_anybody_beyond_them(_round: int) -> None:
    event = make_event(20)
    item = make_item(event, capacity=5)
    people = [enter(event, number) for number in range(10)]
    outcomes = at_the_same_time(
        [
            lambda: programme_items.change_item(item=item, capacity=2),
            *[choice(one, item) for one in people],
        ]
    )
    item.refresh_from_db()
    assert tally(outcomes[1:]) == {"list": item.capacity, "ItemFull": 10 - (item.capacity or 0)}
    assert held(item) == list(range(1, (item.capacity or 0) + 1))


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_coordinators_who_release_at_once_make_one_version(_round: int) -> None:
    event = make_event()
    make_item(event)
    by = make_staff()
    outcomes = at_the_same_time([lambda: release_programme(event=event, by=by)] * 6)
    assert tally(outcomes) == {"ProgrammeRelease": 1, "ChangeRefused": 5}
    assert list(ProgrammeRelease.objects.values_list("number", flat=True)) == [1]


@pytest.mark.long
def test_without_the_lock_the_database_still_makes_no_number_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programmes, "locked_event", lambda event: Event.objects.get(pk=event.pk))
    event = make_event()
    make_item(event)
    by = make_staff()
    outcomes = at_the_same_time([lambda: release_programme(event=event, by=by)] * 6)
    assert tally(outcomes).keys() <= {"ProgrammeRelease", "ChangeRefused", "IntegrityError"}
    numbers = list(ProgrammeRelease.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("_round", ROUNDS)
def test_dropping_and_choosing_at_once_leaves_nobody_a_place_in_what_was_dropped(_round: int) -> None:
    event = make_event(20)
    item = make_item(event, capacity=5)
    make_item(event, 18)
    release(event)
    people = [enter(event, number) for number in range(5)]

    def drop() -> ProgrammeRelease:
        programme_items.drop_item(item=item)
        return release(event)

    outcomes = at_the_same_time([drop, *[choice(one, item) for one in people]])
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert held(item) == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_item_moved_and_dropped_by_two_coordinators_at_once_is_both(_round: int) -> None:
    event = make_event()
    item = make_item(event)
    later = item.ends_at + timedelta(hours=1)
    at_the_same_time(
        [
            lambda: programme_items.change_item(item=item, ends_at=later),
            lambda: programme_items.drop_item(item=item),
        ]
    )
    item.refresh_from_db()
    assert (item.ends_at, item.is_dropped) == (later, True)
