"""What to withhold of all the tables of a release together, so that no small number follows from any of them.

The design's rule ("Small cells"): numbers of one to four respondents are withheld, and enough others with them. Readers
know all that is shown, how it adds up, and that zeros are shown. For such a reader every withheld number has at least
four possible values, as many as there are from one to four; this is proved for each, by other tables of whole people
that would show the same (`freedom`).
The numbers that are withheld in addition say the least: counts of open answers, then cells, then margins, then bases.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.protection.counts import Counts, Level, counted
from research.protection.freedom import Freedom

_WIDTH: Final = FEWEST_PEOPLE - 2
# A number that says more is withheld only when many of those that say less would have to be.
_PRICES: Final = {Level.MISSING: 0, Level.CELL: 100, Level.MARGIN: 2_000, Level.BASE: 100_000}


@dataclass(frozen=True)
class LineProtection:
    """What a question's own table must not show: codes, the base, the number of open answers; or nothing at all of it.

    With `whole` zeros are withheld too, so that nobody can tell which answers were given.
    """

    codes: frozenset[str]
    base: bool
    missing: bool
    whole: bool


@dataclass(frozen=True)
class TableProtection:
    """What a cross-table must not show: cells, bases of rows and of columns, the base; or nothing at all of it."""

    cells: frozenset[tuple[str, str]]
    rows: frozenset[str]
    columns: frozenset[str]
    base: bool
    whole: bool

    @property
    def hides_anything(self) -> bool:
        return bool(self.cells or self.rows or self.columns or self.base or self.whole)


class ToldBeforeError(ValueError):
    """What earlier releases showed tells, together with these tables, numbers that must not be told."""


@dataclass(frozen=True)
class Protection:
    """By question, and by (rows, columns). `everything`: fewer than five people answered, so nothing may be shown."""

    lines: Mapping[str, LineProtection]
    tables: Mapping[tuple[str, str], TableProtection]
    everything: bool = False


def protect(
    columns: Mapping[str, Sequence[Any]],
    *,
    several: Collection[str] = (),
    lines: Collection[str] | None = None,
    tables: Sequence[tuple[str, str]] = (),
    earlier: Sequence[Protection] = (),
) -> Protection:
    """Return what to withhold of a release.

    `columns` are the answers by question, of all respondents in the same order: a code, None where it was left open,
    NOT_ASKED where it was not asked; lists of codes for the questions in `several` (those that were ranked as well).
    `lines` are the questions with a table of their own, None: all; `tables` pairs of questions (rows, columns), of
    which only the second may be in `several`. All tables of a release must be given at once: apart they protect
    nothing.
    `earlier` are those of releases of the same answers that people have read: what these showed cannot be withheld any
    more. Their questions must be among `lines`, their pairs among `tables`.
    Raises ToldBeforeError, ValueError for columns of different length and for rows with several answers.
    """
    if len({len(values) for values in columns.values()}) > 1:
        raise ValueError("Every question must have one value for each respondent.")
    counts = counted(columns, several, columns if lines is None else lines, tables)
    work = _Work(counts, {number for each in earlier for number in _told(counts, each)})
    everything = counts.counts[0].people < FEWEST_PEOPLE
    if everything:
        work.hide_all()
    else:
        work.run()
    return Protection(
        {name: work.line(name) for name in (columns if lines is None else lines)},
        {pair: work.table(pair) for pair in tables},
        everything,
    )


def _told(counts: Counts, release: Protection) -> Iterator[int]:
    """Yield the numbers that readers of a release know."""
    for name, hidden in release.lines.items():
        line = counts.lines[name]
        if not hidden.whole:
            yield from (number for code, number in line.codes.items() if code not in hidden.codes)
        yield from [line.base] * (not hidden.base)
        yield from [line.missing] * (not hidden.missing)
    for pair, veil in release.tables.items():
        table = counts.tables[pair]
        if not veil.whole:
            yield from (number for cell, number in table.cells.items() if cell not in veil.cells)
            yield from (number for code, number in table.rows.items() if code not in veil.rows)
            yield from (number for code, number in table.columns.items() if code not in veil.columns)
        yield from [table.base] * (not veil.base)


class _Work:
    def __init__(self, counts: Counts, told: set[int]) -> None:
        self.counts = counts
        self.told = told
        self.hidden = {
            number
            for number, count in enumerate(counts.counts)
            if count.is_small and count.level is not Level.UNPRINTED and number not in told
        }
        self.freedom = Freedom(counts)
        self.whole_lines: set[str] = set()
        self.whole_tables: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Withhold more and more until every withheld number is free enough; all withheld is the end of it."""
        while True:
            self._follow()
            self.freedom.update(self.hidden, self._unknown_zeros())
            tight = next(
                (each for each in self._guarded() if not self.freedom.is_as_wide(each, _WIDTH)), None
            )
            if tight is None:
                return
            before = len(self.hidden), len(self.whole_lines), len(self.whole_tables)
            self._free(tight)
            if before == (len(self.hidden), len(self.whole_lines), len(self.whole_tables)):
                self.hide_all()
                return

    def hide_all(self) -> None:
        """Withhold everything; raises ToldBeforeError when that is not enough, since readers know the rest."""
        self._hide(range(len(self.counts.counts)))
        self.whole_lines |= set(self.counts.lines)
        self.whole_tables |= set(self.counts.tables)
        if self.told:
            self.freedom.update(self.hidden, self._unknown_zeros())
            if not all(self.freedom.is_as_wide(each, _WIDTH) for each in self._guarded()):
                raise ToldBeforeError("an earlier release tells too much")

    def line(self, name: str) -> LineProtection:
        line, whole = self.counts.lines[name], name in self.whole_lines
        return LineProtection(
            frozenset(code for code, number in line.codes.items() if whole or number in self.hidden),
            line.base in self.hidden,
            line.missing in self.hidden,
            whole,
        )

    def table(self, pair: tuple[str, str]) -> TableProtection:
        table, whole = self.counts.tables[pair], pair in self.whole_tables
        return TableProtection(
            frozenset(cell for cell, number in table.cells.items() if whole or number in self.hidden),
            frozenset(code for code, number in table.rows.items() if whole or number in self.hidden),
            frozenset(code for code, number in table.columns.items() if whole or number in self.hidden),
            table.base in self.hidden,
            whole,
        )

    def _guarded(self) -> list[int]:
        """Return all that readers must not learn: what is withheld, and what is small and merely not printed."""
        small = {number for number, count in enumerate(self.counts.counts) if count.is_small}
        return sorted(self.hidden | small, key=lambda number: (self.counts.counts[number].people, number))

    def _free(self, number: int) -> None:
        """Withhold what says least of all that must change when this number is another one."""
        span = self.freedom.spans[number]
        for top in (Level.BASE, Level.TOTAL):
            # All of the width above what is known to be possible, or below; else one by one to either side.
            for step in (_WIDTH - (span.high - span.low), 1):
                values = [value for value in (span.high + step, span.low - step) if value >= 0]
                tried = [self.freedom.cheapest(number, value, self._prices(top)) for value in values]
                ways = [way for way in tried if way is not None]
                if ways:
                    found = min(ways, key=lambda way: way[0])[1]
                    people = self.counts.counts
                    self.hidden |= {
                        each
                        for each, value in found.items()
                        if value != people[each].people
                        and people[each].people
                        and each not in self.told
                        and people[each].level is not Level.UNPRINTED
                    }
                    self.freedom.remember(found)
                    return
        self._withhold_tables(number)

    def _withhold_tables(self, number: int) -> None:
        """Withhold all of the tables that tell of this number, so that not even zeros are known."""
        near = {
            number,
            *(each for place in self.freedom.sums_of.get(number, ()) for each in self._of_sum(place)),
        }
        lines = {name for name, line in self.counts.lines.items() if near & set(line.codes.values())}
        tables = {pair for pair, table in self.counts.tables.items() if near & set(table.cells.values())}
        if lines <= self.whole_lines and tables <= self.whole_tables:
            lines, tables = set(self.counts.lines), set(self.counts.tables)
        self.whole_lines |= lines
        self.whole_tables |= tables
        for name in self.whole_lines:
            self._hide(self.counts.lines[name].codes.values())
        for pair in self.whole_tables:
            table = self.counts.tables[pair]
            self._hide([*table.cells.values(), *table.rows.values(), *table.columns.values()])

    def _of_sum(self, place: int) -> tuple[int, ...]:
        whole, parts = self.counts.sums[place]
        return (whole, *parts)

    def _prices(self, top: Level) -> dict[int, int]:
        """Return what it costs to withhold a number, by unit of its change, of those that may be withheld."""
        return {
            number: _PRICES[count.level] + count.people
            for number, count in enumerate(self.counts.counts)
            if count.people
            and number not in self.freedom.unknown
            and number not in self.told
            and count.level < top
        }

    def _follow(self) -> None:
        """Withhold what goes with it: of a base all its parts, of an answer its rows and columns in every table."""
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for line in self.counts.lines.values():
                if line.base in self.hidden:
                    self._hide(line.codes.values())
            for (row, column), table in self.counts.tables.items():
                if table.base in self.hidden:
                    self._hide([*table.rows.values(), *table.columns.values(), *table.cells.values()])
                for name, margin in ((row, table.rows), (column, table.columns)):
                    of_line = self.counts.lines[name].codes
                    self._hide(margin[code] for code in margin if of_line[code] in self.hidden)
                # Shares of a row tell its base.
                self._hide(
                    number for (one, _other), number in table.cells.items() if table.rows[one] in self.hidden
                )

    def _hide(self, numbers: Iterable[int]) -> None:
        counts = self.counts.counts
        self.hidden |= {
            number
            for number in numbers
            if counts[number].people
            and number not in self.told
            and Level.UNPRINTED < counts[number].level < Level.TOTAL
        }

    def _unknown_zeros(self) -> set[int]:
        """Return what may be zero for all that readers know: the cells of tables of which nothing is shown.

        Never what is shown elsewhere, such as the number of all where everybody gave the same answer, or was before.
        """
        found: set[int] = set()
        for name in self.whole_lines:
            found |= set(self.counts.lines[name].codes.values())
        for pair in self.whole_tables:
            found |= set(self.counts.tables[pair].cells.values())
        shown = {
            number
            for name, line in self.counts.lines.items()
            if name not in self.whole_lines
            for number in line.codes.values()
        } | {
            number
            for pair, table in self.counts.tables.items()
            if pair not in self.whole_tables
            for number in table.cells.values()
        }
        withheld = {each for each in found if each in self.hidden or not self.counts.counts[each].people}
        return withheld - shown - self.told
