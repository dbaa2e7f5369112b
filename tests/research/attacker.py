"""Somebody who reads a release and wants to know more: the least and the largest that each withheld number can be.

He knows nothing of how it was protected. He writes down one unknown for each combination of all answers (also "left
open" and "not asked") and one equation for each number that is printed, and lets an integer program do the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from research.protection import NOT_ASKED, LineProtection, Protection, TableProtection

Answer = object
Person = Mapping[str, Answer]
Condition = Callable[[Person], bool]


class Attacker:
    def __init__(self, answers: Mapping[str, Sequence[str]], exists: Condition, total: int) -> None:
        """Say which answers each question has, which combinations the questionnaire allows, and how many answered."""
        choices = [[*codes, None, NOT_ASKED] for codes in answers.values()]
        self.people: list[Person] = [
            person
            for person in (dict(zip(answers, each, strict=True)) for each in product(*choices))
            if exists(person)
        ]
        self.equations: list[tuple[np.ndarray, float, float]] = [(np.ones(len(self.people)), total, total)]

    def row(self, condition: Condition) -> np.ndarray:
        return np.array([float(condition(person)) for person in self.people])

    def learns(self, condition: Condition, least: int, most: float) -> None:
        self.equations.append((self.row(condition), least, most))

    def span(self, condition: Condition) -> tuple[int, int]:
        ends = []
        matrix = np.array([row for row, _least, _most in self.equations])
        least = [each for _row, each, _most in self.equations]
        most = [each for _row, _least, each in self.equations]
        for sign in (1, -1):
            found = milp(
                sign * self.row(condition),
                constraints=LinearConstraint(matrix, least, most),
                integrality=np.ones(len(self.people)),
                bounds=Bounds(0, np.inf),
            )
            assert found.x is not None
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


class Reader:
    """Reads a release of one-choice questions, number by number."""

    def __init__(
        self, columns: Mapping[str, Sequence[Answer]], answers: Mapping[str, Sequence[str]], exists: Condition
    ) -> None:
        self.everybody: list[Person] = [
            dict(zip(columns, each, strict=True)) for each in zip(*columns.values(), strict=True)
        ]
        self.answers = answers
        self.attacker = Attacker(answers, exists, len(self.everybody))
        self.withheld: dict[object, Condition] = {}

    def meet(self, place: object, condition: Condition, *, hidden: bool, whole: bool = False) -> None:
        people = sum(condition(person) for person in self.everybody)
        if not hidden:
            self.attacker.learns(condition, people, people)
        elif not whole and people:
            # Zeros are printed, so what is not printed is somebody.
            self.attacker.learns(condition, 1, np.inf)
        if hidden and people:
            self.withheld[place] = condition

    def read_line(self, name: str, line: LineProtection) -> None:
        self.meet((name, "base"), answered(name), hidden=line.base)
        if not line.missing:
            self.meet((name, "missing"), lambda person: person[name] is None, hidden=False)
        for code in self.answers[name]:
            hidden = line.whole or code in line.codes
            self.meet((name, code), gave(name, code), hidden=hidden, whole=line.whole)

    def read_table(self, row: str, column: str, table: TableProtection) -> None:
        whole = table.whole
        self.meet((row, column), both(answered(row), answered(column)), hidden=table.base)
        for code in self.answers[row]:
            condition = both(gave(row, code), answered(column))
            self.meet((row, column, code, ""), condition, hidden=whole or code in table.rows, whole=whole)
        for code in self.answers[column]:
            condition = both(answered(row), gave(column, code))
            self.meet((row, column, "", code), condition, hidden=whole or code in table.columns, whole=whole)
        for cell in product(self.answers[row], self.answers[column]):
            condition = both(gave(row, cell[0]), gave(column, cell[1]))
            self.meet((row, column, *cell), condition, hidden=whole or cell in table.cells, whole=whole)


def gave(name: str, code: str) -> Condition:
    return lambda person: person[name] == code


def answered(name: str) -> Condition:
    return lambda person: isinstance(person[name], str)


def both(one: Condition, other: Condition) -> Condition:
    return lambda person: one(person) and other(person)


def withheld_spans(
    columns: Mapping[str, Sequence[Answer]],
    answers: Mapping[str, Sequence[str]],
    protection: Protection,
    exists: Condition,
) -> dict[object, tuple[int, int]]:
    """Return the span of each withheld number, by where it would be printed."""
    reader = Reader(columns, answers, exists)
    for name, line in protection.lines.items():
        reader.read_line(name, line)
    for (row, column), table in protection.tables.items():
        reader.read_table(row, column, table)
    return {place: reader.attacker.span(condition) for place, condition in reader.withheld.items()}
