"""Figures of the grant report, counted from records: every app gives its section in its own `indicators.py`.

Nothing is typed in. Counts of people from 1 to 4 are withheld by the app that gives them, and enough others with
them (design, "Small cells"), so that a page or a file may show whatever it finds here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

Text = str | Promise
# None stands for a number that is withheld.
Number = int | Decimal | None


@dataclass(frozen=True)
class Period:
    """Local days of the office, both included; `grant` is the key of a grant whose records alone are counted."""

    first: date
    last: date
    grant: int | None = None


@dataclass(frozen=True)
class Figure:
    """One number and what it means; `how` says in a sentence how it is counted."""

    label: Text
    value: Number
    how: Text = ""


@dataclass(frozen=True)
class Breakdown:
    """Figures by one fact about the people behind them; each row has as many numbers as there are columns.

    `note` says what a reader must know to read it, such as that a person may stand in several rows.
    """

    title: Text
    columns: tuple[Text, ...]
    rows: list[tuple[Text, tuple[Number, ...]]]
    note: Text = ""


@dataclass(frozen=True)
class Section:
    """What one app has to tell of a period."""

    title: Text
    figures: list[Figure]
    breakdowns: list[Breakdown] = field(default_factory=list)


_sections: list[Callable[[Period], Section]] = []


def register(section: Callable[[Period], Section]) -> Callable[[Period], Section]:
    """Add a section; it is counted each time it is asked for, in a fixed number of queries."""
    _sections.append(section)
    return section


def counted(period: Period) -> list[Section]:
    """Return the sections of all apps, in the order in which the apps are installed."""
    return [section(period) for section in _sections]
