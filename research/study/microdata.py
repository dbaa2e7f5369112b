"""One row a respondent, in columns with names that SPSS, R and Stata take as they are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from center.base.scripts import fold
from research.study.variables import Variable, VariableKind

Value = str | int | float | None

# SPSS 30, Command Syntax Reference, "Variable Names": at most 64 bytes, no reserved word, case is not told apart.
MOST_BYTES: Final = 64
_RESERVED: Final = frozenset(
    {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
)


@dataclass(frozen=True)
class Column:
    """A column of the data; `code` says which category of a variable it stands for, where each has its own."""

    name: str
    variable: str
    code: str = ""


@dataclass(frozen=True)
class Microdata:
    """Rows of plain values in the order of the columns: numbers, codes, days as ISO text, None for no answer.

    A column of several choices holds 1 (chosen) or 0, a column of a ranking the place, from 1.
    """

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row by the names of the columns."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


def exploded(variables: Sequence[Variable], answers: Iterable[Mapping[str, Any]]) -> Microdata:
    """Return the data of answers, as `research.definition` has them, for these variables alone.

    The caller has protected the answers. Rows are sorted by their values: the order in which people answered is not
    in the data. Raises ValueError for a code that the variable has not.
    """
    columns = _columns(variables)
    known: list[dict[Any, list[Value]]] = [{} for _variable in variables]
    pairs = list(zip(variables, known, strict=True))
    rows = [
        tuple(value for variable, seen in pairs for value in _seen(variable, each.get(variable.name), seen))
        for each in answers
    ]
    # By their text: any order does that is not that of the answers, and this one takes a moment for many rows.
    rows.sort(key=repr)
    return Microdata(columns, tuple(rows))


def _columns(variables: Sequence[Variable]) -> tuple[Column, ...]:
    taken: set[str] = set()
    found = []
    for variable in variables:
        codes = [each.code for each in variable.categories] if variable.is_split else [""]
        for code in codes:
            wanted = f"{variable.name}__{code}" if code else variable.name
            found.append(Column(_free_name(wanted, taken), variable.name, code))
    return tuple(found)


def _free_name(wanted: str, taken: set[str]) -> str:
    """Return letters, digits and underscores only, beginning with a letter, unlike all names before; adds it."""
    plain = re.sub(r"[^A-Za-z0-9_]", "_", _ascii(wanted)).strip("_") or "v"
    if not plain[0].isalpha() or plain.lower() in _RESERVED:
        plain = f"v_{plain}"
    name, number = plain[:MOST_BYTES].rstrip("_"), 1
    while name.lower() in taken:
        number += 1
        end = f"_{number}"
        name = plain[: MOST_BYTES - len(end)].rstrip("_") + end
    taken.add(name.lower())
    return name


def _ascii(name: str) -> str:
    """Return an ASCII name as it is; others in small letters without their hooks."""
    return name if name.isascii() else fold(name)


def _seen(variable: Variable, answer: Any, seen: dict[Any, list[Value]]) -> list[Value]:
    """Return the values of an answer, worked out once for all who gave it."""
    key = (type(answer), tuple(answer) if isinstance(answer, list) else answer)
    if key not in seen:
        seen[key] = _values(variable, answer)
    return seen[key]


def _values(variable: Variable, answer: Any) -> list[Value]:
    if not variable.is_split:
        return [_value(variable, answer)]
    if not answer:
        return [None] * len(variable.categories)
    chosen = list(answer)
    if unknown := set(chosen) - set(variable.labels):
        raise ValueError(f"{variable.name}: {sorted(unknown)}")
    if variable.kind == VariableKind.SEVERAL:
        return [int(each.code in chosen) for each in variable.categories]
    return [chosen.index(each.code) + 1 if each.code in chosen else None for each in variable.categories]


def _value(variable: Variable, answer: Any) -> Value:
    if answer is None or answer == "":
        return None
    if variable.kind == VariableKind.ONE:
        code = str(answer)
        if code not in variable.labels:
            raise ValueError(f"{variable.name}: {code}")
        return int(code) if variable.has_whole_codes else code
    if variable.kind == VariableKind.DATE:
        return date.fromisoformat(str(answer)).isoformat()
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise ValueError(f"{variable.name}: {answer!r}")  # noqa: TRY004 -- the same kind of mistake as a wrong code
    if variable.kind == VariableKind.WEIGHT or variable.decimals:
        return float(answer)
    return int(answer) if float(answer).is_integer() else float(answer)
