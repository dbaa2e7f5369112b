"""Made-up group sessions: one with free places, and one that is full, with people who wait."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from center.base.references import REFERENCE_ALPHABET
from center.choices import Language
from consultations.choices import PlaceState
from consultations.models import Advisor, GroupSession, Participation, Topic
from consultations.services import sessions
from consultations.spans import instant
from entrepreneurs.models import Entrepreneur


def load(topics: list[Topic], advisors: list[Advisor], people: list[Entrepreneur], now: datetime) -> None:
    """Plan two group sessions on evenings of the next week: one with free places, one that is full."""
    monday = timezone.localdate(now) + timedelta(days=7 - timezone.localdate(now).weekday())
    for number, plan in enumerate(_SESSIONS):
        advisor, start = advisors[number], instant(monday + timedelta(days=plan["weekday"]), time(17))
        session = sessions.plan_session(
            by=advisor.user,
            topic=topics[plan["topic"]],
            advisor=advisor,
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            places=plan["places"],
            note_sr=plan["note_sr"],
            note_en=plan["note_en"],
        )
        sessions.publish_session(session=session, by=advisor.user)
        for place in range(plan["people"]):
            _participation(session, number, place, people[(place + number) % len(people)])


def _participation(session: GroupSession, number: int, place: int, person: Entrepreneur) -> None:
    """Write the row of somebody who signed up; nobody of the demo gets letters."""
    at, has_place = session.starts_at - timedelta(days=14 - place), place < session.places
    at = min(at, timezone.now())
    Participation.objects.create(
        session=session,
        entrepreneur=person,
        reference=_reference(number, place),
        state=PlaceState.SIGNED_UP if has_place else PlaceState.WAITING,
        seat=place + 1 if has_place else None,
        contact_name=person.name,
        contact_phone=person.phone,
        contact_email=person.email,
        language=Language.SERBIAN_CYRILLIC,
        submission=uuid.uuid5(uuid.NAMESPACE_URL, f"demo-place-{number}-{place}"),
        created_at=at,
        placed_at=at if has_place else None,
    )


def _reference(number: int, place: int) -> str:
    return f"DMFRDM{REFERENCE_ALPHABET[number]}{REFERENCE_ALPHABET[place]}"


_SESSIONS: list[dict[str, Any]] = [
    {
        "topic": 0,
        "weekday": 2,
        "places": 10,
        "people": 4,
        "note_sr": "Седимо у кругу и причамо. Улаз је без степеница.",
        "note_en": "We sit in a circle and talk. The entrance has no steps.",
    },
    {
        "topic": 1,
        "weekday": 3,
        "places": 4,
        "people": 7,
        "note_sr": "Понесите нацрт оснивачког акта, ако га имате.",
        "note_en": "Bring a draft of the founding act, if you have one.",
    },
]
