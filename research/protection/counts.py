"""Every number that a release tells, as the set of respondents it counts, and how these numbers add up.

Two numbers of the same respondents are one number, wherever they are printed: the base of a question that was asked
only of those who said yes is the number of those who said yes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING, Any, Final

from entrepreneurs.small_cells import FEWEST_PEOPLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]


class Absent(Enum):
    """What there is of a respondent in the place of an answer, other than None for a question left open."""

    NOT_ASKED = "not asked"
    # Not an absence: what is known of a question with several answers beside each of them.
    ANSWERED = "answered"


NOT_ASKED: Final = Absent.NOT_ASKED
ANSWERED: Final = Absent.ANSWERED
# An answer, or None: left open.
State = str | Absent | None

# Larger products of three questions' answers are not looked at together.
_LARGEST_CUBE: Final = 4000


class Level(IntEnum):
    """How much a number says, so that those that say least are withheld first."""

    UNPRINTED = 0
    MISSING = 1
    CELL = 2
    MARGIN = 3
    BASE = 4
    TOTAL = 5


@dataclass
class Count:
    """A number: of how many, how much it says, and whether one to four of them may be told."""

    people: int
    level: Level = Level.UNPRINTED
    is_sensitive: bool = False

    @property
    def is_small(self) -> bool:
        return self.is_sensitive and 0 < self.people < FEWEST_PEOPLE


@dataclass
class Line:
    """Numbers of a question by itself: `codes` by code, `base` of those who answered, `missing` left it open."""

    base: int
    missing: int
    not_asked: int
    codes: dict[str, int]

    def of_state(self, state: "State") -> int:
        """Return the number of those in this state."""
        if isinstance(state, str):
            return self.codes[state]
        return {None: self.missing, NOT_ASKED: self.not_asked, ANSWERED: self.base}[state]


@dataclass
class Table:
    """Numbers of two questions: cells, row bases, column bases, and the base of all."""

    base: int
    rows: dict[str, int]
    columns: dict[str, int]
    cells: dict[tuple[str, str], int]
    # With those who left one of the questions open or were not asked, by the state of both.
    grid: dict[tuple["State", "State"], int]


@dataclass
class Counts:
    """All numbers of a release by identity, and the sums: the first of each is the sum of the others."""

    counts: list[Count] = field(default_factory=list)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    tables: dict[tuple[str, str], Table] = field(default_factory=dict)
    _known: dict[bytes, int] = field(default_factory=dict)

    def count(self, mask: "Mask", level: Level, *, is_sensitive: bool = True) -> int:
        """Return the number of these respondents; nobody is a number of its own each time."""
        import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

        people = int(mask.sum())
        key = np.packbits(mask).tobytes()
        number = self._known.get(key) if people else None
        if number is None:
            number = len(self.counts)
            self.counts.append(Count(people))
            if people:
                self._known[key] = number
        found = self.counts[number]
        found.level = max(found.level, level)
        found.is_sensitive |= is_sensitive
        return number

    def add(self, whole: int, parts: Iterable[int]) -> None:
        """Say a sum. When one part is the whole itself, the others are nobody, and there is nothing to say."""
        listed = tuple(parts)
        if listed and whole not in listed:
            self.sums.append((whole, listed))


@dataclass(frozen=True)
class _Question:
    asked: "Mask"
    answered: "Mask"
    codes: "dict[str, Mask]"
    several: bool

    def states(self) -> "dict[State, Mask]":
        """Return the respondents by their state: each is in one."""
        given: dict[State, Mask] = {ANSWERED: self.answered} if self.several else dict(self.codes.items())
        return {**given, None: self.asked & ~self.answered, NOT_ASKED: ~self.asked}

    def is_impossible(self, state: State, others: "Mask") -> bool:
        """Whether readers of the questionnaire may know that none of the others is in this state.

        That nobody of them was asked, or everybody, may follow from what they answered.
        """
        if state is NOT_ASKED:
            return not (others & ~self.asked).any()
        return not (others & self.asked).any()


def counted(
    columns: Mapping[str, Sequence[Any]],
    several: Collection[str],
    lines: Collection[str],
    tables: Sequence[tuple[str, str]],
) -> Counts:
    """Return the numbers of a release. `columns` are aligned: one value for each respondent, NOT_ASKED among them."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    counts = Counts()
    questions = {name: _question(values, several=name in several) for name, values in columns.items()}
    total = counts.count(np.ones(len(next(iter(columns.values()), ())), dtype=bool), Level.TOTAL)
    for name, question in questions.items():
        if name in lines or any(name in pair for pair in tables):
            _count_line(counts, total, name, question, printed=name in lines)
    for pair in tables:
        _count_table(counts, pair, questions)
    _join_conditions(counts, questions)
    _join_finer(counts, questions)
    _join_three(counts, questions, tables)
    return counts


def _question(values: Sequence[Any], *, several: bool) -> _Question:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    asked = np.array([value is not NOT_ASKED for value in values], dtype=bool)
    chosen: dict[str, list[int]] = {}
    for who, value in enumerate(values):
        if value is None or value is NOT_ASKED or value != value:  # noqa: PLR0124 -- NaN differs from itself
            continue
        for code in dict.fromkeys(value) if several else (value,):
            chosen.setdefault(str(code), []).append(who)
    codes = {}
    answered = np.zeros(len(values), dtype=bool)
    for code in sorted(chosen):
        codes[code] = np.zeros(len(values), dtype=bool)
        codes[code][chosen[code]] = True
        answered |= codes[code]
    return _Question(asked, answered, codes, several)


def _count_line(counts: Counts, total: int, name: str, question: _Question, *, printed: bool) -> None:
    def level(of: Level) -> Level:
        return of if printed else Level.UNPRINTED

    base = counts.count(question.answered, level(Level.BASE), is_sensitive=printed)
    # Who left a question open told nothing of himself; who was not asked told it before, by another answer.
    missing = counts.count(question.asked & ~question.answered, level(Level.MISSING), is_sensitive=False)
    asked = counts.count(question.asked, Level.UNPRINTED, is_sensitive=False)
    counts.add(asked, (base, missing))
    not_asked = counts.count(~question.asked, Level.UNPRINTED)
    counts.add(total, (asked, not_asked))
    codes = {
        code: counts.count(mask, level(Level.MARGIN), is_sensitive=printed)
        for code, mask in question.codes.items()
    }
    if question.several:
        for code, mask in question.codes.items():
            # Beside its base a count also tells how many did not choose it.
            counts.add(
                base,
                (codes[code], counts.count(question.answered & ~mask, Level.UNPRINTED, is_sensitive=printed)),
            )
        if printed:
            # Shares of all answers tell their number.
            answers = len(counts.counts)
            counts.counts.append(
                Count(sum(counts.counts[number].people for number in codes.values()), Level.TOTAL)
            )
            counts.add(answers, codes.values())
    else:
        counts.add(base, codes.values())
    counts.lines[name] = Line(base, missing, not_asked, codes)


def _count_table(counts: Counts, pair: tuple[str, str], questions: Mapping[str, _Question]) -> None:
    row, column = (questions[name] for name in pair)
    if row.several:
        raise ValueError("A question with several answers can only be the columns of a table.")
    both = row.answered & column.answered
    base = counts.count(both, Level.BASE)
    rows = {code: counts.count(mask & both, Level.MARGIN) for code, mask in row.codes.items()}
    columns = {code: counts.count(mask & both, Level.MARGIN) for code, mask in column.codes.items()}
    cells = {
        (one, other): counts.count(mask & across, Level.CELL)
        for one, mask in row.codes.items()
        for other, across in column.codes.items()
    }
    counts.add(base, rows.values())
    for other, across in column.codes.items():
        counts.add(columns[other], (cells[one, other] for one in row.codes))
        if column.several:
            counts.add(base, (columns[other], counts.count(both & ~across, Level.UNPRINTED)))
            beside = counts.count(across & ~both, Level.UNPRINTED, is_sensitive=False)
            counts.add(counts.lines[pair[1]].codes[other], (columns[other], beside))
            for one, mask in row.codes.items():
                counts.add(
                    rows[one], (cells[one, other], counts.count(mask & both & ~across, Level.UNPRINTED))
                )
    if not column.several:
        counts.add(base, columns.values())
        for one in row.codes:
            counts.add(rows[one], (cells[one, other] for other in column.codes))
    grid: dict[tuple[State, State], int] = {(one, ANSWERED): number for one, number in rows.items()}
    grid = _grid(counts, row, column, grid if column.several else dict(cells.items()))
    for name, question, place in ((pair[0], row, 0), (pair[1], column, 1)):
        for state in question.states():
            whole = counts.lines[name].of_state(state)
            counts.add(whole, (number for states, number in grid.items() if states[place] == state))
    counts.tables[pair] = Table(base, rows, columns, cells, grid)


def _grid(
    counts: Counts, row: _Question, column: _Question, inside: dict[tuple[State, State], int]
) -> dict[tuple[State, State], int]:
    """Return all of the table, with those who are not inside of it; what is known to be impossible is left out."""
    grid = dict(inside)
    for (one, mask), (other, across) in product(row.states().items(), column.states().items()):
        if (one, other) in grid or any(
            not isinstance(state, str) and state is not ANSWERED and question.is_impossible(state, others)
            for state, question, others in ((other, column, mask), (one, row, across))
        ):
            continue
        # Who was not asked told why by another answer, who left a question open told nothing.
        is_told = (other is NOT_ASKED and isinstance(one, str)) or (
            one is NOT_ASKED and isinstance(other, str)
        )
        grid[one, other] = counts.count(mask & across, Level.UNPRINTED, is_sensitive=is_told)
    return grid


def _join_conditions(counts: Counts, questions: Mapping[str, _Question]) -> None:
    """Say that a question was asked of those who gave certain answers to another one."""
    for name in counts.lines:
        asked = questions[name].asked
        for other in counts.lines:
            condition = questions[other]
            met = [code for code, mask in condition.codes.items() if (mask & asked).any()]
            if (
                other == name
                or condition.several
                or asked.all()
                or (asked & ~condition.answered).any()
                or any((condition.codes[code] & ~asked).any() for code in met)
            ):
                continue
            whole = counts.count(asked, Level.UNPRINTED, is_sensitive=False)
            counts.add(whole, (counts.lines[other].codes[code] for code in met))


def _join_finer(counts: Counts, questions: Mapping[str, _Question]) -> None:
    """Say that the answers of a finer question, as years of age beside bands of age, add up to those of the coarser."""
    for coarse, fine in permutations([name for name in counts.lines if not questions[name].several], 2):
        parts: dict[str, list[str]] = {}
        for code, mask in questions[fine].codes.items():
            homes = [home for home, whole in questions[coarse].codes.items() if not (mask & ~whole).any()]
            if not homes:
                break
            parts.setdefault(homes[0], []).append(code)
        else:
            if (questions[coarse].answered != questions[fine].answered).any():
                continue
            one, other = counts.lines[coarse].codes, counts.lines[fine].codes
            for home, codes in parts.items():
                counts.add(one[home], (other[code] for code in codes))
                for (cell, third), number in _cells(counts, coarse, home).items():
                    finer = [_cells(counts, fine, code).get((cell, third)) for code in codes]
                    if all(each is not None for each in finer):
                        counts.add(number, (each for each in finer if each is not None))


def _cells(counts: Counts, name: str, code: str) -> dict[tuple[str, str], int]:
    """Return the cells with this answer, by the other question and its answer."""
    return {
        (pair[1 - pair.index(name)], cell[1 - pair.index(name)]): number
        for pair, table in counts.tables.items()
        if name in pair
        for cell, number in table.cells.items()
        if cell[pair.index(name)] == code
    }


def _join_three(
    counts: Counts, questions: Mapping[str, _Question], tables: Sequence[tuple[str, str]]
) -> None:
    """Say that three tables of three questions are faces of one cube, which must hold whole people, none below zero."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    names = sorted({name for pair in tables for name in pair if not questions[name].several})
    printed = {frozenset(pair): pair for pair in tables}
    for three in combinations(names, 3):
        states = [questions[name].states() for name in three]
        faces = [
            printed.get(frozenset((three[one], three[other]))) for one, other in combinations(range(3), 2)
        ]
        if None in faces or len(states[0]) * len(states[1]) * len(states[2]) > _LARGEST_CUBE:
            continue
        parts: dict[tuple[tuple[str, str], tuple[State, State]], list[int]] = {}
        for cell in product(*states):
            state_of = dict(zip(three, cell, strict=True))
            places = [(face, (state_of[face[0]], state_of[face[1]])) for face in faces if face is not None]
            if any(states_ not in counts.tables[face].grid for face, states_ in places):
                continue
            mask = np.logical_and.reduce([states[place][state] for place, state in enumerate(cell)])
            number = counts.count(mask, Level.UNPRINTED, is_sensitive=False)
            for place in places:
                parts.setdefault(place, []).append(number)
        for (face, states_), inside in parts.items():
            counts.add(counts.tables[face].grid[states_], inside)
