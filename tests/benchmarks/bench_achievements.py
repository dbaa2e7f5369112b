"""Grants: what a report counts, its PDF, and the public page; `pytest -n 0 -m benchmark tests/benchmarks`.

1000 people with two visits each in the year of a grant with 30 indicators, which all have four approved quarters.
"""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from center.base.measures import Scope, measures
from center.base.references import REFERENCE_ALPHABET
from center.models import Grant, GrantReport, ReportSection, User
from center.services import reports
from center.services.achievements import standings
from center.services.reports.files import written
from consultations.models import Consultation
from tests.center.frameworks import (
    FIRST,
    LAST,
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
)
from tests.consultations.factories import make_advisor, make_past_visit, make_topic

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.django_db,
    pytest.mark.time_machine("2027-01-10 09:00:00+00:00"),
]

PEOPLE, RESULTS, INDICATORS = 1000, 6, 5
_QUARTERS = [
    (date(2026, month, 1), date(2026, month + 2, last))
    for month, last in ((1, 31), (4, 30), (7, 30), (10, 31))
]
# The digits of a number as letters of a reference.
_LETTERS = str.maketrans("0123456789", REFERENCE_ALPHABET[-10:])
_STORY = "Канцеларија је примала људе сваког радног дана.\n\n" * 8


@pytest.fixture
def grant(office: Any, coordinator: User) -> Grant:
    """Return a grant with its indicators and their values."""
    second = User.objects.create_user("second@example.org", "x", name="Друга", is_staff=True)
    found = make_grant(budget=Decimal(90000))
    for number in range(RESULTS):
        result = make_result(found)
        for place in range(INDICATORS):
            indicator = make_indicator(result, f"{number}.{place}")
            for first, last in _QUARTERS:
                make_approved(make_period(indicator, first=first, last=last), coordinator, second)
    return found


@pytest.fixture
def visited(grant: Grant) -> Grant:
    """Let people come twice in the year of the grant; the rows are copies of one visit."""
    topic = make_topic()
    advisor = make_advisor(topic)
    begin = timezone.make_aware(datetime(2026, 1, 5, 9))  # noqa: DTZ001 -- made aware here
    one = make_past_visit(
        advisor, topic, begin, state="done", closed_by=advisor.user, closed_at=begin + timedelta(hours=1)
    )
    person = one.entrepreneur
    assert person is not None
    people = [_copy(person, phone=f"+38164{number:07d}") for number in range(PEOPLE - 1)]
    visits = []
    for number, each in enumerate([person, *type(person).objects.bulk_create(people)]):
        for turn in range(2):
            # One after the other, so that no two meet.
            start = begin + timedelta(minutes=200 * (2 * number + turn + 1))
            end = start + (one.ends_at - one.starts_at)
            visits.append(
                _copy(
                    one,
                    entrepreneur=each,
                    reference=f"{2 * number + turn:08d}".translate(_LETTERS),
                    submission=uuid.uuid4(),
                    starts_at=start,
                    ends_at=end,
                    closed_at=end,
                )
            )
    Consultation.objects.bulk_create(visits)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return grant


def _copy(row: Any, **changes: Any) -> Any:
    """Return an unsaved row like this one but for some columns."""
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    made = type(row)(**{name: getattr(row, name) for name in columns})
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def drafted(grant: Grant, by: User) -> GrantReport:
    report = reports.begin(grant=grant, first=FIRST, last=LAST, title_sr="Извештај", by=by)
    for number in range(5):
        ReportSection.objects.create(
            report=report, position=number, heading_sr=f"Део {number}", text_sr=_STORY
        )
    return report


def test_the_measures_of_a_report_are_counted(benchmark: Any, visited: Grant) -> None:
    scope = Scope(FIRST, LAST, visited.pk)

    def run() -> int:
        found = {each.code: each.count(scope).value for each in measures().values() if each.depends_on_grant}
        return int(found["consultations.people_advised"] or 0)

    assert benchmark.pedantic(run, rounds=5) == PEOPLE


def test_a_narrative_report_becomes_a_pdf(benchmark: Any, grant: Grant, coordinator: User) -> None:
    document = reports.issue(report=drafted(grant, coordinator), by=coordinator).document
    assert document is not None
    assert benchmark.pedantic(written, args=(document, "pdf", "sr"), rounds=5)[:5] == b"%PDF-"


def test_where_a_grant_stands(benchmark: Any, grant: Grant) -> None:
    (found,) = benchmark(standings, [grant], public=True)
    assert len(found.indicators) == RESULTS * INDICATORS


def test_the_public_page_of_a_grant(benchmark: Any, grant: Grant) -> None:
    client = Client()
    assert benchmark(lambda: client.get("/sr/indicators/reload2/").status_code) == 200
