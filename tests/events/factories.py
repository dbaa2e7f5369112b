"""Events and the people who come, for tests, in the fewest words."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from center.models import User
from entrepreneurs.models import Settlement
from events.choices import Answer, RegistrationState
from events.models import Event, ProgrammeItem, Registration, Venue
from events.services import events, registrations

# Clocks of tests stand here, on a Monday, 8 h local time (summer, +2).
NOW = "2026-09-07T06:00:00Z"
MONDAY = date(2026, 9, 7)
SATURDAY = date(2026, 9, 19)
NAMES = ("Ана", "Бане", "Вера", "Гоца", "Дара", "Ђура", "Ена", "Жика", "Зоја", "Илија")


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant at which the office's clock shows this."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def make_staff() -> User:
    """Return a colleague who plans events in tests; one for all."""
    user, _made = User.objects.get_or_create(
        email="planner@office.example", defaults={"name": "Планерка", "is_staff": True}
    )
    return user


def make_venue(**fields: Any) -> Venue:
    number = Venue.objects.count() + 1
    defaults: dict[str, Any] = {
        "name_sr": f"Сала {number}",
        "name_en": f"Hall {number}",
        "street_sr": "Улица 1",
        "street_en": "Street 1",
        "step_free": Answer.YES,
        "settlement": fields.pop("settlement", None) or Settlement.objects.earliest("pk"),
    }
    return Venue.objects.create(**{**defaults, **fields})


def make_event(capacity: int | None = 5, *, published: bool = True, **fields: Any) -> Event:
    """Plan a workshop of two hours on the second Saturday at 17 h local time, and publish it."""
    number = Event.objects.count() + 1
    by = fields.pop("by", None) or make_staff()
    starts_at = fields.pop("starts_at", None) or local(SATURDAY, 17)
    values: dict[str, Any] = {
        "kind": "workshop",
        "slug": f"event-{number}",
        "title_sr": f"Радионица {number}",
        "title_en": f"Workshop {number}",
        "summary_sr": "Учимо заједно.",
        "summary_en": "We learn together.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "venue": fields.pop("venue", None) or make_venue(),
        "capacity": capacity,
    }
    event = events.plan_event(by=by, **{**values, **fields})
    return events.publish_event(event=event, by=by) if published else event


def enter(event: Event, number: int = 1, **wish: Any) -> Registration:
    """Register somebody on the public pages, with the waiting list if need be; the number makes the person."""
    contact = {} if {"phone", "email"} & wish.keys() else {"email": f"person{number}@example.org"}
    defaults = {
        "name": f"{NAMES[number % len(NAMES)]} {number}",
        "language": "en",
        "submission": uuid.uuid4(),
        "may_wait": True,
    }
    return registrations.register(event=event, **{**defaults, **contact, **wish})


def make_item(event: Event, hour: int = 17, **fields: Any) -> ProgrammeItem:
    """Add an item of an hour to the draft of a programme."""
    number = event.items.count() + 1
    start = fields.pop("starts_at", None) or event.starts_at + timedelta(hours=hour - 17)
    defaults = {
        "title_sr": f"Разговор {number}",
        "title_en": f"Talk {number}",
        "starts_at": start,
        "ends_at": start + timedelta(hours=1),
    }
    return ProgrammeItem.objects.create(event=event, **{**defaults, **fields})


def states(event: Event) -> list[RegistrationState]:
    """Return the state of everybody, in the order in which they came."""
    return [
        RegistrationState(state)
        for state in event.registrations.order_by("pk").values_list("state", flat=True)
    ]


def numbers(event: Event) -> list[int]:
    """Return the numbers of the places that are held, in their order."""
    return list(event.held_places.filter(item=None).order_by("number").values_list("number", flat=True))
