"""Made-up grants with objectives, results and indicators, and measures that count what a test says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from center.base import measures as registry
from center.base.measures import Counted, Dimension, Measure, Part, Scope
from center.choices.indicators import EvidenceKind, IndicatorKind
from center.models import Grant, Indicator, IndicatorPeriod, Measurement, Objective, Question, Result, User
from center.services import measurements
from center.services.evidence import Proof

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
QUARTER = (date(2026, 1, 1), date(2026, 3, 31))
# A day on which the quarter is over.
APRIL = "2026-04-10 09:00:00+00:00"


def make_grant(code: str = "reload2", **fields: Any) -> Grant:
    """Return a grant over the year 2026."""
    values = {
        "title_sr": "Канцеларија за социјално предузетништво",
        "title_en": "Office for social entrepreneurship",
        "donor_sr": "Европска унија",
        "donor_en": "European Union",
        "first_day": FIRST,
        "last_day": LAST,
    }
    return Grant.objects.create(code=code, **{**values, **fields})


def make_result(grant: Grant | None = None, **fields: Any) -> Result:
    """Return a result under an objective of its own."""
    grant = grant or make_grant()
    number = grant.objectives.count() + 1
    objective = Objective.objects.create(
        grant=grant, position=number, title_sr=f"Циљ {number}", title_en=f"Objective {number}"
    )
    return Result.objects.create(
        objective=objective, **{"title_sr": "Људи добијају савет", "title_en": "People get advice", **fields}
    )


def make_indicator(result: Result | None = None, code: str = "1.1", **fields: Any) -> Indicator:
    """Return an indicator that counts people."""
    values = {
        "title_sr": "Саветовани људи",
        "title_en": "People advised",
        "unit_sr": "људи",
        "unit_en": "people",
        "target": Decimal(40),
    }
    return Indicator.objects.create(result=result or make_result(), code=code, **{**values, **fields})


def make_period(indicator: Indicator | None = None, **fields: Any) -> IndicatorPeriod:
    """Return the first quarter of an indicator."""
    values = {"first": QUARTER[0], "last": QUARTER[1], "target": Decimal(10)}
    return IndicatorPeriod.objects.create(indicator=indicator or make_indicator(), **{**values, **fields})


def link(title: str = "Чланак у новинама", **fields: Any) -> Proof:
    """Return the address of an article as a proof."""
    return Proof(
        kind=EvidenceKind.ARTICLE,
        **{"title_sr": title, "url": "https://news.example/advice", **fields},
    )


def make_value(period: IndicatorPeriod, by: User, value: int | None = 12, **fields: Any) -> Measurement:
    """Return a number entered by hand that waits."""
    number = None if value is None else Decimal(value)
    entry = fields.pop("entry", None) or measurements.Entry(value=number)
    return measurements.propose_by_hand(period=period, by=by, entry=entry, evidence=[link()], **fields)


def make_approved(
    period: IndicatorPeriod, by: User, second: User, value: int = 12, **fields: Any
) -> Measurement:
    """Return a number that two people agreed on."""
    return measurements.approve(measurement=make_value(period, by, value, **fields), by=second)


def qualitative(**fields: Any) -> dict[str, Any]:
    """Return the fields of an indicator in words."""
    return {"kind": IndicatorKind.QUALITATIVE, "target": None, **fields}


@contextmanager
def counting(count: Callable[[Scope], Counted], **fields: Any) -> Iterator[Measure]:
    """Let the portal count by a measure of the test's own; its records are the questions to the office."""
    values = {
        "title": "People asked",
        "unit": "people",
        "how": "Everybody who asked.",
        "records": lambda _scope, _user: [Question.objects.order_by("pk")],
    }
    measure = Measure(code="tests.people", count=count, **{**values, **fields})
    kept = registry.measures()
    registry.register(measure)
    try:
        yield measure
    finally:
        registry._measures.clear()
        registry._measures.update(kept)


SEX = Dimension("sex", "sex")


def by_sex(total: int | None, women: int | None, men: int | None) -> Counted:
    """Return people, parted by sex."""
    parts = (Part("sex", "female", "жене", women), Part("sex", "male", "мушкарци", men))
    return Counted(total, parts=parts)
