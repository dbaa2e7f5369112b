"""What the events tell the grant report, and what everybody may read of a finished event."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from center.base.indicators import Period
from events.choices import HeadKind
from events.indicators import events_held
from events.models import Event, Feedback
from events.services import events
from events.services.counting import count_people
from events.services.doors import arrive
from tests.events.factories import SATURDAY, enter, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]
Clock = time_machine.Traveller
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def figures(period: Period = SEPTEMBER) -> dict[str, Any]:
    return {str(figure.label): figure.value for figure in events_held(period).figures}


def say(event: Event, *scores: int) -> None:
    Feedback.objects.bulk_create(
        Feedback(event=event, score=score, day=SATURDAY, submission=uuid.uuid4()) for score in scores
    )


@pytest.fixture
def held(clock: Clock) -> Event:
    """A workshop at which six people of two registrations and seven without one were."""
    event = make_event(20)
    groups = [enter(event, 1, size=4), enter(event, 2, size=2)]
    enter(event, 3)
    clock.move_to(event.starts_at, tick=False)
    for group in groups:
        arrive(event=event, code=group.reference, action=uuid.uuid4(), by=make_staff())
    for _stroke in range(7):
        count_people(event=event, action=uuid.uuid4(), kind=HeadKind.VISITOR, by=make_staff())
    clock.move_to(event.ends_at + timedelta(days=1), tick=False)
    return event


def test_people_noted_and_people_counted_stand_apart(held: Event) -> None:
    told = figures()
    assert (
        told["Events held"],
        told["Visitors noted by registration"],
        told["Visitors counted at the door"],
    ) == (
        1,
        6,
        7,
    )


def test_nothing_of_another_month_or_of_a_cancelled_event_is_counted(held: Event) -> None:
    cancelled = make_event(starts_at=held.starts_at + timedelta(days=7))
    events.cancel_event(event=cancelled, by=make_staff())
    assert figures()["Events held"] == 1
    october = figures(Period(date(2026, 10, 1), date(2026, 10, 31)))
    assert (october["Events held"], october["Visitors noted by registration"]) == (0, 0)


def test_an_event_to_come_is_not_held_yet() -> None:
    make_event()
    assert figures()["Events held"] == 0


def test_few_people_are_withheld_and_the_average_of_few_answers_too(held: Event, clock: Clock) -> None:
    small = make_event(starts_at=held.starts_at + timedelta(days=14))
    clock.move_to(small.starts_at, tick=False)
    arrive(event=small, code=enter_late(small).reference, action=uuid.uuid4(), by=make_staff())
    clock.move_to(small.ends_at + timedelta(days=1), tick=False)
    say(small, 5, 5, 1, 5)
    october = figures(Period(small.starts_at.date(), small.starts_at.date()))
    assert (october["Visitors noted by registration"], october["Average mark, 1 to 5"]) == (None, None)
    say(small, 4)
    assert figures(Period(small.starts_at.date(), small.starts_at.date()))["Average mark, 1 to 5"] == 4


def enter_late(event: Event) -> Any:
    return enter(event, 9, by=make_staff())


def test_a_finished_event_shows_its_figures_to_everybody_and_one_that_is_not_finished_none(
    held: Event,
) -> None:
    say(held, 5, 4, 4, 5, 5)
    path = f"/en/events/{held.slug}/"
    assert "What came of it" not in Client().get(path).content.decode()
    events.finish_event(event=held, by=make_staff())
    text = Client().get(path).content.decode()
    assert [part in text for part in ("<strong>7</strong> visitors", "<strong>6</strong> people", "4.6")] == [
        True,
        True,
        True,
    ]
