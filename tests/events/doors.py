"""The door of an event for tests, in the fewest words."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from events.models import DoorPass, Event, Registration
from events.services.door_answers import Answer
from events.services.door_passes import make_pass
from events.services.doors import arrive, walk_in
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff

# An hour before the workshops of the tests begin.
AT_THE_DOOR = local(SATURDAY, 16)


def make_door(event: Event, label: str = "Главни улаз", **fields: Any) -> tuple[DoorPass, str]:
    """Make a pass for the days of the event; returns it with its code."""
    return make_pass(event=event, label=label, submission=uuid.uuid4(), by=make_staff(), **fields)


def come(event: Event, code: str, **how: Any) -> Answer:
    """Note an arrival as staff do without a pass, now."""
    return arrive(event=event, **{"code": code, "action": uuid.uuid4(), "by": make_staff(), **how})


def drop_in(event: Event, people: int = 1, **how: Any) -> Answer:
    return walk_in(event=event, **{"action": uuid.uuid4(), "by": make_staff(), "people": people, **how})


def day_after(day: date = SATURDAY) -> date:
    return day + timedelta(days=1)


def event_now(capacity: int | None = 20, **fields: Any) -> Event:
    """Plan an event that has just begun, by the real clock, as threads and browsers have it; never on a day to come."""
    return make_event(capacity, starts_at=timezone.now() - timedelta(minutes=10), **fields)


def put_on_list(event: Event, number: int = 1, **wish: Any) -> Registration:
    """Register somebody after registration has closed, as staff do on the phone."""
    return enter(event, number, by=make_staff(), **wish)
