"""Measures of the indicators: numbers counted from records, each app's registered in its own `measures.py`.

A measure counts within a `Scope`: days of the office, and the records of one grant where one is named (design, "Money
and donors"). It tells the parts by which the number is reported (sex, age, settlement) and leads to the records
behind it. Counts of one to four people are withheld by the app that gives them, and enough others with them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.base.indicators import Number, Text

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from center.models import User


@dataclass(frozen=True)
class Scope:
    """What is counted: local days of the office, both included; `grant` is the key of a grant, None for all."""

    first: date
    last: date
    grant: int | None = None


@dataclass(frozen=True)
class Part:
    """One number of those into which the whole falls: `dimension` "sex", `key` "female", `label` for people."""

    dimension: str
    key: str
    label: Text
    value: Number


@dataclass(frozen=True)
class Counted:
    """What a measure found. A share keeps what it is computed of; then `value` is per cent, rounded to a tenth."""

    value: Number
    numerator: Number = None
    denominator: Number = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """A way of parting a number. Of an exclusive one the parts add up; of others a record may stand in several."""

    code: str
    title: Text
    is_exclusive: bool = True


@dataclass(frozen=True)
class Measure:
    """A number that the portal can count by itself.

    `code` is stored with indicators and never changes ("consultations.people_advised"). `how` says in a sentence what
    counts. `unit` is what is counted ("people", "visits", "percent"), for people. `records` returns those records
    behind the number that a user may see, in lists of one model each; `is_of_people` says that small counts are
    withheld. `depends_on_grant` is false where records do not carry grants, so that a scope's grant changes nothing.
    `adds_up` is false where the numbers of two periods must not be added: the same person, or what is there on a day,
    would count twice.
    """

    code: str
    title: Text
    unit: Text
    how: Text
    count: Callable[[Scope], Counted]
    records: "Callable[[Scope, User], list[QuerySet[Any]]]"
    dimensions: tuple[Dimension, ...] = ()
    is_of_people: bool = False
    is_share: bool = False
    depends_on_grant: bool = True
    adds_up: bool = True


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Add a measure; raises ValueError for a code that is taken."""
    if measure.code in _measures:
        msg = f"The measure {measure.code} is registered twice."
        raise ValueError(msg)
    _measures[measure.code] = measure
    return measure


def measures() -> dict[str, Measure]:
    """Return all measures by code, in the order in which the apps are installed."""
    return dict(_measures)
