"""The breakdowns of a census as tables: a row for each part, a column for each day, and the change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from center.base.scripts.sorting import sort_key
from research.census import NOT_KNOWN, Breakdown, Census, Dimension
from research.census.names import Names
from research.views.census_words import difference, written

_MOST_ROWS: Final = 12
# Long lists are cut to the largest; the file has them all.
_CUT: Final = (Dimension.DIVISION, Dimension.SETTLEMENT)
Number = int | None


@dataclass(frozen=True)
class Line:
    """One part: its numbers by day as written (None: withheld), the change, and its bar in per cent of the longest."""

    label: str
    cells: list[str | None]
    change: str | None
    width: float
    is_unknown: bool = False


@dataclass(frozen=True)
class Table:
    """One fact; `note` says what a reader must know to read it."""

    slug: str
    heading: str
    note: str
    lines: list[Line]


def table(dimension: Dimension, censuses: Sequence[Census], names: Names, language: str) -> Table:
    """Make the table of one fact on the days of these censuses, each of which must have it."""
    told = [census.breakdowns[dimension] for census in censuses]
    rows = [
        (names.label(dimension, code), numbers)
        for code, numbers in _in_order(dimension, told, names, language)
    ]
    if dimension in _CUT and len(rows) > _MOST_ROWS + 1:
        rest = [numbers for _label, numbers in rows[_MOST_ROWS:]]
        rows = [*rows[:_MOST_ROWS], (_("All others"), [_sum(column) for column in zip(*rest, strict=True)])]
    unknown = [each.unknown for each in told]
    most = max([*(numbers[-1] or 0 for _label, numbers in rows), unknown[-1] or 0, 1])
    lines = [_line(label, numbers, most) for label, numbers in rows]
    lines.append(_line(names.label(dimension, NOT_KNOWN), unknown, most, is_unknown=True))
    return Table(str(dimension), str(dimension.label), _note(dimension), lines)


def _in_order(
    dimension: Dimension, told: Sequence[Breakdown], names: Names, language: str
) -> list[tuple[str, list[Number]]]:
    """Return codes with their numbers: in the order of the list where it has one, else the largest first, then by name.

    The numbers of the last day make the order.
    """
    codes = {code for each in told for code in each.parts}
    numbers: dict[str, list[Number]] = {code: [each.parts.get(code, 0) for each in told] for code in codes}
    fixed = names.in_order(dimension)
    if fixed:
        return [(code, numbers[code]) for code in fixed if code in codes]
    return sorted(
        numbers.items(),
        key=lambda pair: (-(pair[1][-1] or 0), sort_key(names.label(dimension, pair[0]), language)),
    )


def _sum(column: Sequence[Number]) -> Number:
    known = [number for number in column if number is not None]
    return sum(known) if len(known) == len(column) else None


def _line(label: str, numbers: Sequence[Number], most: int, *, is_unknown: bool = False) -> Line:
    first, last = numbers[0], numbers[-1]
    return Line(
        label=label,
        cells=[None if number is None else written(number) for number in numbers],
        change=None if first is None or last is None else difference(last - first),
        width=round(100 * (last or 0) / most, 1),
        is_unknown=is_unknown,
    )


def _note(dimension: Dimension) -> str:
    if dimension == Dimension.GROUP:
        return _(
            "An enterprise may serve several groups, so those numbers do not add up to the number of enterprises."
        )
    if dimension == Dimension.SIZE:
        return _(
            "People employed in that year, as the enterprise or its statement says; others are not known."
        )
    if dimension == Dimension.AGE:
        return _("The age that a person reaches in that year.")
    return ""
