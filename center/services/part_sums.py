"""Whether the parts of a value add up to it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from center.base.shown_text import ShownText
from center.choices.indicators import IndicatorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from center.models import Measurement, MeasurementPart


class Sum(StrEnum):
    """What comes of adding the parts of one dimension."""

    FITS = "fits"
    DIFFERS = "differs"
    # A part or the value itself is withheld.
    UNKNOWN = "unknown"
    # A record may stand in several parts, or the value is no number of things.
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class PartTable:
    """The parts of a value by one dimension, and whether they add up."""

    dimension: str
    title: ShownText
    parts: "tuple[MeasurementPart, ...]"
    outcome: Sum
    total: Decimal | None

    @property
    def is_flagged(self) -> bool:
        return self.outcome == Sum.DIFFERS

    @property
    def has_withheld(self) -> bool:
        return any(part.value is None for part in self.parts)


def part_tables(measurement: "Measurement") -> list[PartTable]:
    """Return the parts of a value by dimension (of loaded `parts` no query is made)."""
    return [
        _table(measurement, tuple(parts))
        for _dimension, parts in groupby(_in_order(measurement.parts.all()), lambda part: part.dimension)
    ]


def is_flagged(measurement: "Measurement") -> bool:
    """Tell whether parts that should add up to the value do not."""
    return any(table.is_flagged for table in part_tables(measurement))


def _in_order(parts: "Iterable[MeasurementPart]") -> "list[MeasurementPart]":
    found = list(parts)
    first: dict[str, int] = {}
    for part in found:
        first.setdefault(part.dimension, part.position)
    return sorted(found, key=lambda part: (first[part.dimension], part.position, part.pk))


def _table(measurement: "Measurement", parts: "tuple[MeasurementPart, ...]") -> PartTable:
    outcome, total = Sum.NOT_ASKED, None
    if measurement.kind == IndicatorKind.NUMBER and all(part.is_exclusive for part in parts):
        numbers = [part.value for part in parts]
        if measurement.value is None or any(number is None for number in numbers):
            outcome = Sum.UNKNOWN
        else:
            total = sum((number for number in numbers if number is not None), Decimal(0))
            outcome = Sum.FITS if total == measurement.value else Sum.DIFFERS
    return PartTable(parts[0].dimension, parts[0].dimension_title, parts, outcome, total)
