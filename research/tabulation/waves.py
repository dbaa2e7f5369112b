"""The results of an earlier wave beside those of this one, made of published figures alone.

Both sides come from tables that are protected already, so a comparison tells nothing new of anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from research.definition import Texts
from research.statistics import CountedShare, Design, Difference, Method, StatisticsRefused, compare_shares
from research.study import WITHHELD, Cell, Head, Line, Shown, Statistic, Study, Table, TableKind
from research.tabulation.words import both, insert, sentences


@dataclass(frozen=True)
class EarlierWave:
    """The published study of the earlier wave, how its answers came about, and what corresponds (VersionMapping)."""

    study: Study
    design: Design
    label: Texts
    mapping: Mapping[str, Mapping[str, Any]]


def wave_of(
    table: Table, wave: EarlierWave, *, design: Design, effective: float | None, label: Texts
) -> Table | None:
    """Return the comparison of a table of one or several answers; None where the earlier wave has no such question."""
    mapped = wave.mapping.get(table.name)
    before = next((each for each in wave.study.tables if mapped and each.name == mapped["from"]), None)
    if mapped is None or before is None or {table.kind, before.kind} != {TableKind.FREQUENCY}:
        return None
    if table.heads[0].code != before.heads[0].code:
        return None
    sides = (
        _Side(before, wave.design, wave.study.design.effective_n),
        _Side(table, design, effective),
    )
    codes = mapped.get("codes", {})
    known = [line for line in table.lines if line.code in codes]
    used = [codes[line.code] for line in known]
    # An answer that stands for two of this wave cannot be divided.
    lines = [line for line in known if used.count(codes[line.code]) == 1]
    if not lines:
        return None
    found = [_compared(sides[0].share(codes[line.code]), sides[1].share(line.code)) for line in lines]
    words = Method()
    for difference in found:
        words += difference.method if difference is not None else Method()
    return Table(
        f"{table.name}_waves",
        TableKind.WAVES,
        both(lambda language: _("%(question)s — two waves") % {"question": insert(table.title, language)}),
        heads=(
            Head("earlier", wave.label, before.heads[0].base),
            Head("now", label, table.heads[0].base),
            Head("difference", both(lambda _language: _("Difference in percentage points"))),
        ),
        lines=tuple(
            Line(line.code, line.label, (before_cell, line.cells[0], _difference(difference)))
            for line, before_cell, difference in zip(
                lines, [_line(before, codes[line.code]).cells[0] for line in lines], found, strict=True
            )
        ),
        method=sentences(words),
        statistics=_smallest(found),
        variables=table.variables,
        measure=table.measure,
    )


@dataclass(frozen=True)
class _Side:
    table: Table
    design: Design
    effective: float | None

    def share(self, code: str) -> CountedShare | None:
        """Return a published share; None where it is withheld or nobody answered."""
        base, line = self.table.heads[0].base, _line(self.table, code)
        cell = line.cells[0]
        if not isinstance(base, int) or not base or cell is WITHHELD or cell.percent is None:
            return None
        if self.effective is None and cell.n is not None:
            return CountedShare(cell.n / base, base, self.design)
        return CountedShare(cell.percent / 100, base, self.design, self.effective)


def _line(table: Table, code: str) -> Line:
    return next((line for line in table.lines if line.code == code), Line(code, {}, (WITHHELD,)))


def _compared(first: CountedShare | None, second: CountedShare | None) -> Difference | None:
    if first is None or second is None:
        return None
    try:
        return compare_shares(first, second)
    except StatisticsRefused:
        return None


def _difference(found: Difference | None) -> Cell:
    if found is None:
        return WITHHELD
    ends = (
        (None, None)
        if found.interval is None
        else (round(found.interval.low * 100, 1), round(found.interval.high * 100, 1))
    )
    return Shown(value=round(found.difference * 100, 1), low=ends[0], high=ends[1])


def _smallest(found: Sequence[Difference | None]) -> tuple[Statistic, ...]:
    """Return the smallest p with Bonferroni's correction for the answers that were looked at."""
    values = [each.p for each in found if each is not None and each.p is not None]
    if not values:
        return ()
    return (
        Statistic(
            "p",
            both(lambda _language: _("Smallest p, corrected for the number of answers (Bonferroni)")),
            round(min(1.0, min(values) * len(values)), 4),
            4,
        ),
    )
