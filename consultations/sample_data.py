"""Any number of made-up visits of the past three years and the coming weeks, for measuring."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

import pgtrigger
from django.db import transaction
from django.utils import timezone

from center.base.references import REFERENCE_ALPHABET, REFERENCE_LENGTH
from center.models import User
from consultations import slots
from consultations.choices import Mode, State
from consultations.models import Advisor, Allocation, Consultation, OpeningHours, Topic
from consultations.services.holding import as_range
from consultations.spans import instant
from entrepreneurs.models import Entrepreneur

ADVISORS: Final = 10
_FIRST_HOUR, _LAST_HOUR = 8, 16
_DAYS_AHEAD: Final = 90
_BATCH: Final = 2000
_MAIL: Final = "uzorak-%d@demo.example"
_SLUG: Final = "uzorak"


@transaction.atomic
def load_visits(number: int) -> int:
    """Fill up to so many sample visits with ten sample advisors, and return how many were made.

    Three of four hours are taken, from some weeks ahead back into the past; what is past took place. Other visits of
    the demo are left alone.
    """
    topic = _topic()
    advisors = [_advisor(topic, each) for each in range(ADVISORS)]
    existing = Consultation.objects.filter(topic=topic).count()
    person = Entrepreneur.objects.get_or_create(name="Узорак (демо)", phone="+381600000099")[0]
    shape, now = slots.Shape.of(topic), timezone.now()
    times = islice(_times(timezone.localdate(now), advisors), existing, number)
    made = 0
    with pgtrigger.ignore():
        while batch := list(islice(times, _BATCH)):
            visits = Consultation.objects.bulk_create(
                _visit(existing + made + place, start, topic=topic, advisor=advisor, person=person, now=now)
                for place, (start, advisor) in enumerate(batch)
            )
            Allocation.objects.bulk_create(
                Allocation(
                    resource_id=visit.advisor.resource_id,
                    consultation=visit,
                    busy=as_range(shape.busy(visit.starts_at)),
                    live=visit.is_live,
                )
                for visit in visits
            )
            made += len(batch)
    return made


def _topic() -> Topic:
    return Topic.objects.get_or_create(
        slug=_SLUG,
        defaults={
            "name_sr": "Узорак (демо)",
            "name_en": "Sample (demo)",
            "summary_sr": "За мерење брзине.",
            "summary_en": "For measuring speed.",
            "length": 60,
            "notice_amount": 0,
            "horizon_days": 60,
            "modes": [Mode.OFFICE],
            "is_published": True,
            "position": 99,
        },
    )[0]


def _advisor(topic: Topic, number: int) -> Advisor:
    user = User.objects.get_or_create(
        email=_MAIL % number, defaults={"name": f"Узорак {number}", "is_staff": True}
    )[0]
    advisor = Advisor.objects.filter(user=user).first()
    if advisor is None:
        advisor = Advisor.objects.create(user=user, name_sr=f"Узорак {number} (демо)")
        advisor.topics.set([topic])
        OpeningHours.objects.bulk_create(
            OpeningHours(advisor=advisor, weekday=day, opens=time(_FIRST_HOUR), closes=time(_LAST_HOUR))
            for day in range(1, 6)
        )
    return advisor


def _times(today: date, advisors: list[Advisor]) -> Iterator[tuple[datetime, Advisor]]:
    """Yield three of four hours of every working day and every advisor, backwards without an end."""
    day = today + timedelta(days=_DAYS_AHEAD)
    while True:
        if day.isoweekday() <= 5:  # noqa: PLR2004 -- Friday
            for hour in range(_FIRST_HOUR, _LAST_HOUR):
                for place, advisor in enumerate(advisors):
                    if (day.toordinal() + hour + place) % 4:
                        yield instant(day, time(hour)), advisor
        day -= timedelta(days=1)


def _visit(
    number: int, start: datetime, *, topic: Topic, advisor: Advisor, person: Entrepreneur, now: datetime
) -> Consultation:
    ends = start + timedelta(minutes=topic.length)
    over = ends < now
    return Consultation(
        reference=_reference(number),
        topic=topic,
        advisor=advisor,
        entrepreneur=person,
        starts_at=start,
        ends_at=ends,
        mode=Mode.OFFICE,
        state=State.DONE if over else State.CONFIRMED,
        contact_name=person.name,
        contact_phone=person.phone,
        language=person.language,
        submission=uuid.uuid5(uuid.NAMESPACE_URL, f"sample-visit-{number}"),
        created_at=min(now, start) - timedelta(days=3),
        confirmed_at=min(now, start) - timedelta(days=3),
        closed_at=ends if over else None,
        closed_by=advisor.user if over else None,
    )


def _reference(number: int) -> str:
    letters = []
    for _place in range(REFERENCE_LENGTH - 2):
        number, rest = divmod(number, len(REFERENCE_ALPHABET))
        letters.append(REFERENCE_ALPHABET[rest])
    return "TT" + "".join(reversed(letters))


SAMPLES: dict[str, Callable[[int], int]] = {"consultations": load_visits}
