"""Choosing parts of the programme on the own page, without scripts."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.errors import ItemsAtOnce
from events.models import Event, ProgrammeItem, Registration
from events.services import events, programme_items
from events.services.items import choose_items, chosen_items
from events.views.addresses import registration_address
from tests.events.factories import enter, make_event, make_item, make_staff
from tests.events.released import release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def path_of(registration: Registration, name: str = "registration_programme") -> str:
    with translation.override("en"):
        return registration_address(registration, name)


def with_workshops(**fields: Any) -> tuple[Event, ProgrammeItem, ProgrammeItem]:
    """Return an event with two workshops of two places, one after the other, released."""
    event = make_event(20, **fields)
    items = [
        make_item(event, hour, capacity=2, title_en=f"Workshop {title}")
        for hour, title in ((17, "A"), (18, "B"))
    ]
    release(event)
    return event, items[0], items[1]


def tick(registration: Registration, *items: ProgrammeItem) -> Any:
    return Client().post(path_of(registration), {"item": [item.pk for item in items]})


def test_what_is_ticked_is_held_and_what_is_not_is_given_back() -> None:
    event, first, second = with_workshops()
    person = enter(event, 1, size=2)
    assert tick(person, first)["Location"] == path_of(person, "registration")
    assert chosen_items(person) == [first]
    tick(person, second)
    assert chosen_items(person) == [second]
    tick(person)
    assert chosen_items(person) == []


def test_the_page_says_what_is_free_and_what_is_too_little() -> None:
    event, first, second = with_workshops()
    enter(event, 1, items=[first])
    enter(event, 2, size=2, items=[second])
    group = enter(event, 3, size=2)
    shown = Client().get(path_of(group)).content.decode()
    assert "1 free place, too few for all of you" in shown
    assert "no place left" in shown
    assert shown.count(" disabled") == 2
    assert "Choose workshops" in Client().get(path_of(group, "registration")).content.decode()


def test_a_place_that_was_taken_meanwhile_is_refused_and_the_ticks_stay() -> None:
    event, first, second = with_workshops()
    late = enter(event, 1)
    enter(event, 2, size=2, items=[first])
    response = tick(late, first, second)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "No places are left in: Workshop A." in shown
    assert shown.count(" checked") == 2
    assert chosen_items(late) == []


def test_two_items_at_the_same_time_cannot_both_be_chosen() -> None:
    event = make_event(20)
    one, other = (make_item(event, 17, capacity=5, title_en=title) for title in ("Wax", "Wood"))
    release(event)
    person = enter(event, 1)
    response = tick(person, one, other)
    assert "These are at the same time, so choose one of them: Wax, Wood." in response.content.decode()
    with pytest.raises(ItemsAtOnce):
        enter(event, 2, items=[one, other])
    tick(person, one)
    programme_items.change_item(item=other, starts_at=one.ends_at, ends_at=one.ends_at + timedelta(hours=1))
    tick(person, one, other)
    programme_items.change_item(item=other, starts_at=one.starts_at, ends_at=one.ends_at)
    assert choose_items(registration=person, items=[one, other]) == [one, other]


def test_what_the_public_has_not_read_of_cannot_be_chosen() -> None:
    event, _first, _second = with_workshops()
    draft = make_item(event, 17, capacity=5)
    person = enter(event, 1)
    tick(person, draft)
    assert chosen_items(person) == []


def test_an_item_that_is_open_to_everybody_by_now_is_not_given_back_by_choosing_another() -> None:
    event, first, second = with_workshops()
    person = enter(event, 1, items=[first])
    programme_items.change_item(item=first, capacity=None)
    tick(person, second)
    assert chosen_items(person) == [first, second]


@pytest.mark.parametrize("key", ["", "wrong"])
def test_without_the_key_nobody_learns_or_changes_anything(key: str) -> None:
    event, first, _second = with_workshops()
    person = enter(event, 1)
    address = path_of(person).partition("?")[0] + (f"?key={key}" if key else "")
    for response in (Client().get(address), Client().post(address, {"item": first.pk})):
        assert "Workshop A" not in response.content.decode()
    assert chosen_items(person) == []


def test_who_waits_and_whoever_comes_after_the_beginning_is_led_to_the_own_page(clock: Clock) -> None:
    event, first, _second = with_workshops()
    person = enter(event, 1)
    clock.move_to(event.starts_at)
    for response in (Client().get(path_of(person)), tick(person, first)):
        assert response["Location"] == path_of(person, "registration")
    assert chosen_items(person) == []


def test_nonsense_in_the_form_changes_nothing() -> None:
    event, first, _second = with_workshops()
    person = enter(event, 1, items=[first])
    response = Client().post(path_of(person), {"item": ["x", "-1", "9" * 40, str(first.pk)]})
    assert response.status_code == 302
    assert chosen_items(person) == [first]


def test_without_anything_to_choose_the_page_says_so() -> None:
    event = make_event()
    make_item(event)
    release(event)
    person = enter(event, 1)
    assert "Nothing of the programme has to be chosen" in Client().get(path_of(person)).content.decode()
    assert "Choose workshops" not in Client().get(path_of(person, "registration")).content.decode()


def test_a_cancelled_event_leaves_nothing_to_choose() -> None:
    event, _first, _second = with_workshops()
    person = enter(event, 1)
    events.cancel_event(event=event, by=make_staff())
    assert Client().get(path_of(person)).status_code == 302


def test_the_page_takes_the_same_queries_for_one_workshop_or_three() -> None:
    counted = []
    for many in (1, 3):
        event = make_event(20)
        for number in range(many):
            make_item(event, 17 + number, capacity=3)
        release(event)
        person = enter(event, 1)
        Client().get(path_of(person))
        with CaptureQueriesContext(connection) as asked:
            Client().get(path_of(person))
        counted.append(len(asked))
    assert counted[0] == counted[1]
