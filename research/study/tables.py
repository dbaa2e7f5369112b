"""Frozen results. A table has heads (its columns), lines (its rows) and a cell where they meet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final

from research.definition import Texts
from research.study.variables import Measure


class Withheld(Enum):
    """The mark in place of a figure that may not be published; it cannot carry the figure."""

    WITHHELD = "withheld"


WITHHELD: Final = Withheld.WITHHELD


@dataclass(frozen=True)
class Shown:
    """The figures of a cell: `n` people (never weighted), `percent` 0 to 100 (weighted where the study is).

    `value` is what is not a share: a mean, an alpha, a difference in points. `low` and `high` are the ends of the
    interval of the percent, or else of the value. `residual` is the adjusted one of a cross-tab.
    """

    n: int | None = None
    percent: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    residual: float | None = None


Cell = Shown | Withheld
Figure = int | Withheld | None


class TableKind(StrEnum):
    """What a table answers."""

    FREQUENCY = "frequency"
    SUMMARY = "summary"
    CROSSTAB = "crosstab"
    SCALE = "scale"
    WAVES = "waves"


@dataclass(frozen=True)
class Head:
    """A column; `base` is the number of people behind it. `is_total` marks the sum of the other columns."""

    code: str
    label: Texts
    base: Figure = None
    is_total: bool = False


@dataclass(frozen=True)
class Line:
    """A row: one answer, or one item of a scale. `is_missing`: an answer that says nothing, outside the base."""

    code: str
    label: Texts
    cells: tuple[Cell, ...]
    is_missing: bool = False


@dataclass(frozen=True)
class Statistic:
    """One number about the whole table, such as Cramér's V; `value` None where it could not be computed."""

    code: str
    label: Texts
    value: float | None
    decimals: int = 3


@dataclass(frozen=True)
class Table:
    """One result. `sentence` is the answer in words, `method` how it was found, a sentence each.

    `is_whole` says that the lines of a column add up to its base, and the columns of a line to its total: then one
    withheld cell alone would be known by subtraction. Several answers a person do not add up. `group` names the
    list of questions in which this one stands, for a common chart. Raises ValueError for a table that does not fit
    together or that gives away a withheld cell.
    """

    name: str
    kind: TableKind
    title: Texts
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    question: Texts = field(default_factory=dict)
    sentence: Texts = field(default_factory=dict)
    method: tuple[Texts, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    variables: tuple[str, ...] = ()
    missing: Figure = None
    measure: Measure = Measure.NOMINAL
    group: str = ""
    is_whole: bool = False

    def __post_init__(self) -> None:
        if any(len(line.cells) != len(self.heads) for line in self.lines):
            raise ValueError(f"{self.name}: a line has not a cell for each head")
        if self.is_whole:
            self._refuse_lone_withheld()

    def _refuse_lone_withheld(self) -> None:
        """Refuse what could be subtracted from a shown base, down a column or along a line with its total."""
        inside = [line for line in self.lines if not line.is_missing]
        for number, head in enumerate(self.heads):
            if isinstance(head.base, int) and _is_lone(line.cells[number] for line in inside):
                raise ValueError(f"{self.name}: a withheld cell of {head.code} can be computed")
        totals = [number for number, head in enumerate(self.heads) if head.is_total]
        for line in self.lines if totals else ():
            parts = (cell for number, cell in enumerate(line.cells) if number not in totals)
            if line.cells[totals[0]] is not WITHHELD and _is_lone(parts):
                raise ValueError(f"{self.name}: a withheld cell of {line.code} can be computed")
        bases = [head.base for head in self.heads if not head.is_total]
        if totals and isinstance(self.heads[totals[0]].base, int) and bases.count(WITHHELD) == 1:
            raise ValueError(f"{self.name}: a withheld base can be computed")

    @property
    def has_withheld(self) -> bool:
        """Whether any figure is withheld."""
        cells = [cell for line in self.lines for cell in line.cells]
        return WITHHELD in {self.missing, *(head.base for head in self.heads)} or WITHHELD in cells


def _is_lone(cells: Iterable[Cell]) -> bool:
    return sum(cell is WITHHELD for cell in cells) == 1
