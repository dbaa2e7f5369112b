"""Everybody waits in the same order: the form, the person, the visit, then calendars; so nobody waits in a circle."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations import services
from consultations.models import Consultation
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning")
NAMES = {
    "pg_advisory_xact_lock(2002": "form",
    'FROM "entrepreneurs_entrepreneur"': "person",
    'FROM "consultations_consultation"': "visit",
    "pg_advisory_xact_lock(2001": "calendar",
}
ORDER = ["form", "person", "visit", "calendar"]


def waits(action: Callable[[], object]) -> list[str]:
    """Return for what an action waits, in order, without what it has already."""
    with CaptureQueriesContext(connection) as captured:
        action()
    found: list[str] = []
    for query in captured.captured_queries:
        text = query["sql"]
        if "FOR UPDATE" not in text and "FOR NO KEY UPDATE" not in text and "advisory" not in text:
            continue
        name = next((name for part, name in NAMES.items() if part in text), "")
        if name and name not in found:
            found.append(name)
    return found


def known() -> Entrepreneur:
    return Entrepreneur.objects.create(name="Мира Мирић", phone="+381641234567")


def booking() -> Callable[[], Any]:
    topic, person = make_topic(), known()
    make_advisor(topic)
    return lambda: make_visit(topic, local(MONDAY, 9), entrepreneur=person)


def walking_in() -> Callable[[], Any]:
    topic, person = make_topic(), known()
    advisor = make_advisor(topic)
    return lambda: services.receive_walk_in(
        topic=topic,
        advisor=advisor,
        minutes=30,
        name="",
        language="sr",
        submission=uuid.uuid4(),
        entrepreneur=person,
        by=advisor.user,
    )


def booked() -> Consultation:
    topic = make_topic()
    make_advisor(topic)
    return make_visit(topic, local(MONDAY, 9), entrepreneur=known())


def going_on() -> Callable[[], Any]:
    visit = booked()
    return lambda: services.continue_as_series(
        consultation=visit,
        starts=[local(MONDAY + timedelta(days=7), 9)],
        submission=uuid.uuid4(),
        by=visit.advisor.user,
    )


def moving() -> Callable[[], Any]:
    visit = booked()
    return lambda: services.move(consultation=visit, start=local(MONDAY, 10))


def opening_a_case() -> Callable[[], Any]:
    visit = booked()
    return lambda: services.open_case(consultation=visit, by=visit.advisor.user)


@pytest.mark.parametrize(
    ("begin", "expected"),
    [
        (booking, ["form", "person", "calendar"]),
        (walking_in, ["form", "person", "calendar"]),
        # The further visits' own forms, which nobody else has, come after.
        (going_on, ["person", "visit", "form", "calendar"]),
        (moving, ["visit", "calendar"]),
        (opening_a_case, ["person", "visit"]),
    ],
)
def test_nobody_waits_in_a_circle(begin: Callable[[], Callable[[], Any]], expected: list[str]) -> None:
    assert waits(begin()) == expected
    shared = [name for name in expected if name != "form"]
    assert shared == sorted(shared, key=ORDER.index)
