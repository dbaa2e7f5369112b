"""Topics, advisors and visits for tests, in the fewest words."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from center.base.references import REFERENCE_ALPHABET
from center.models import User
from consultations.choices import Mode, State
from consultations.models import Advisor, Allocation, Consultation, OpeningHours, Topic
from consultations.services import book
from consultations.slots import Shape
from consultations.spans import instant
from entrepreneurs.models import Entrepreneur

# Clocks of tests stand here, on a Monday, 8 h local time (summer, +2): no holiday for two weeks around.
NOW = "2026-09-07T06:00:00Z"
MONDAY = date(2026, 9, 7)


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant at which the office's clock shows this."""
    return instant(day, time(hour, minute))


def make_topic(slug: str = "", **fields: Any) -> Topic:
    number = Topic.objects.count() + 1
    defaults: dict[str, Any] = {
        "name_sr": f"Тема {number}",
        "name_en": f"Topic {number}",
        "summary_sr": "О чему разговарамо.",
        "summary_en": "What we talk about.",
        "length": 60,
        "notice_amount": 0,
        "horizon_days": 60,
        "modes": [Mode.OFFICE, Mode.PHONE],
        "is_published": True,
        "position": number,
    }
    return Topic.objects.create(slug=slug or f"topic-{number}", **{**defaults, **fields})


def make_advisor(
    *topics: Topic, days: range = range(1, 6), opens: time = time(9), closes: time = time(13), **fields: Any
) -> Advisor:
    """Save an advisor with a login, the topics and the same hours on each of the days."""
    number = Advisor.objects.count() + 1
    user = fields.pop("user", None) or User.objects.create_user(
        f"advisor{number}@office.example",
        None,
        name=f"Саветник {number}",
        is_staff=True,
    )
    advisor = Advisor.objects.create(user=user, **{"name_sr": f"Саветник {number}", **fields})
    advisor.topics.set(topics)
    OpeningHours.objects.bulk_create(
        OpeningHours(advisor=advisor, weekday=day, opens=opens, closes=closes) for day in days
    )
    return advisor


def make_visit(topic: Topic, start: datetime, **wish: Any) -> Consultation:
    """Book through the service, as a visitor with a phone unless told otherwise."""
    contact = {} if {"phone", "email", "entrepreneur"} & wish.keys() else {"phone": "064 1234567"}
    defaults = {"mode": Mode.OFFICE, "name": "Петар Петровић", "language": "sr", "submission": uuid.uuid4()}
    return book(topic=topic, start=start, **{**defaults, **contact, **wish})


def make_past_visit(advisor: Advisor, topic: Topic, start: datetime, **fields: Any) -> Consultation:
    """Write the rows of a confirmed visit past every rule of booking: for visits that already took place."""
    number = Consultation.objects.count()
    reference = "".join(
        REFERENCE_ALPHABET[number // len(REFERENCE_ALPHABET) ** place % len(REFERENCE_ALPHABET)]
        for place in range(8)
    )
    person = fields.pop("entrepreneur", None) or Entrepreneur.objects.create(
        name="Петар Петровић", phone="+381641234567"
    )
    visit = Consultation.objects.create(
        **{
            "reference": reference,
            "topic": topic,
            "advisor": advisor,
            "entrepreneur": person,
            "starts_at": start,
            "ends_at": start + timedelta(minutes=topic.length),
            "mode": Mode.OFFICE,
            "state": State.CONFIRMED,
            "confirmed_at": start - timedelta(days=1),
            "contact_name": person.name,
            "contact_phone": "+381641234567",
            "language": "sr",
            "submission": uuid.uuid4(),
            **fields,
        }
    )
    busy = Shape.of(topic).busy(start)
    Allocation.objects.create(
        resource=advisor.resource, consultation=visit, busy=DateTimeTZRange(busy.start, busy.end, "[)")
    )
    return visit
