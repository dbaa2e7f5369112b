"""Pages of events that are kept for strangers for a minute: whatever changes shows at once all the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from center.models import User
from events.models import Event, Venue
from events.services import events, plans, registrations, stands
from tests.events.factories import enter, make_event, make_item, make_staff
from tests.events.fair_plans import exhibitor, make_fair, make_plan, withdraw
from tests.events.released import release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
# What a page asks for that is kept already: one mark of all that is on it.
QUERIES = 1


@pytest.fixture(autouse=True)
def clock(monday_morning: time_machine.Traveller) -> time_machine.Traveller:
    return monday_morning


@pytest.fixture
def fair(coordinator: User) -> Event:
    fair = make_fair(coordinator)
    plan = make_plan(coordinator, event=fair)
    plans.show_plan(plan=plan, by=coordinator)
    one = exhibitor(fair, coordinator, "Мед са брда", "Багремов мед")
    stands.assign(application=one, stand=plan.stands.get(number="4"), by=coordinator)
    Event.objects.filter(pk=fair.pk).update(
        state="published",
        published_at=fair.starts_at,
        published_by=coordinator,
        online_link="https://a.example",
    )
    return fair


def page(event: Event, part: str = "", client: Client | None = None) -> str:
    return (client or Client()).get(f"/en/events/{event.slug}/{part}").content.decode()


def words(event: Event) -> str:
    Event.objects.filter(pk=event.pk).update(about_sr="Понесите кесе", about_en="Bring bags")
    return "Bring bags"


def venue(event: Event) -> str:
    Venue.objects.filter(hosted=event).update(name_en="The old hall")
    return "The old hall"


def full(event: Event) -> str:
    for number in range(2, 6):
        enter(event, number, size=5)
    return "Join the waiting list"


def cancelled(event: Event) -> str:
    events.cancel_event(event=event, reason="Снег", by=make_staff())
    return "This event does not take place"


@pytest.mark.each
@pytest.mark.parametrize("change", [words, venue, full, cancelled])
def test_what_changes_about_an_event_shows_at_once(change: Callable[[Event], str]) -> None:
    event = make_event(20)
    before = page(event)
    assert page(event) == before
    said = change(event)
    assert [said in each for each in (before, page(event))] == [False, True]


def test_what_the_clock_changes_shows_at_once(clock: time_machine.Traveller) -> None:
    event = make_event(20)
    assert "This event is over" not in page(event)
    clock.move_to(event.ends_at + timedelta(seconds=1), tick=False)
    assert "This event is over" in page(event)


def test_a_place_that_is_given_back_shows_at_once() -> None:
    event = make_event(5)
    group = enter(event, size=5)
    assert "Join the waiting list" in page(event)
    registrations.cancel_registration(registration=group)
    assert "Join the waiting list" not in page(event)


@pytest.mark.parametrize("part", ["", "exhibitors/"])
def test_exhibitors_and_their_stands_show_at_once(fair: Event, coordinator: User, part: str) -> None:
    first = page(fair, part)
    other = exhibitor(fair, coordinator, "Нит и игла", "Чарапе")
    second = page(fair, part)
    stands.assign(application=other, stand=fair.plan.stands.get(number="2"), by=coordinator)
    third = page(fair, part)
    withdraw(other)
    fourth = page(fair, part)
    name = "Nit i igla"
    assert [name in each for each in (first, second, third, fourth)] == [False, True, True, False]
    assert second != third


@pytest.mark.parametrize("part", ["", "exhibitors/"])
def test_a_plan_that_is_hidden_again_is_gone_at_once(fair: Event, coordinator: User, part: str) -> None:
    assert "fair-stand" in page(fair, part)
    plans.hide_plan(plan=fair.plan, by=coordinator)
    assert "fair-stand" not in page(fair, part)


def test_a_programme_shows_as_soon_as_it_is_released() -> None:
    event = make_event(20)
    make_item(event, title_en="All about honey")
    assert "All about honey" not in page(event)
    release(event)
    assert "All about honey" in page(event)


@pytest.mark.parametrize("part", ["", "exhibitors/"])
def test_a_kept_page_asks_little_however_many_exhibit(fair: Event, coordinator: User, part: str) -> None:
    counted = []
    for number in (1, 3):
        while fair.applications.count() < number:
            exhibitor(fair, coordinator, f"Предузеће {fair.applications.count()}")
        page(fair, part)
        with CaptureQueriesContext(connection) as asked:
            page(fair, part)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= QUERIES


def test_languages_and_questions_have_pages_of_their_own_and_none_is_stored_on_the_way(fair: Event) -> None:
    path = f"/events/{fair.slug}/exhibitors/"
    everybody = Client().get(f"/en{path}")
    assert "Exhibitors" in everybody.content.decode()
    assert "Излагачи" in Client().get(f"/sr{path}").content.decode()
    assert "Nobody brings that" in Client().get(f"/en{path}?q=rocket").content.decode()
    assert [
        directive in everybody["Cache-Control"] for directive in ("private", "no-cache", "max-age=0")
    ] == [True] * 3


def test_who_is_signed_in_gets_a_page_made_for_them(fair: Event, make_user: Any, as_user: Any) -> None:
    page(fair)
    member = as_user(make_user(language="en"))
    assert "My account" in page(fair, client=member)
    assert "My account" not in page(fair)
