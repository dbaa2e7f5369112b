"""Answers as columns: one value for each respondent, in the same order everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from research.protection import NOT_ASKED
from research.study import Category
from research.tabulation.questions import Asked, Form

# What is worked out has a table of codes up to so many different values; more of them are summed up as numbers.
_MOST_CODES: Final = 20
_MOST_MONTHS: Final = 24
_MONTH: Final = 7
_YEAR: Final = 4


@dataclass(frozen=True)
class Answers:
    """`columns` hold plain answers, None left open, NOT_ASKED where it was not asked; `strata` where invited from."""

    questions: Mapping[str, Asked]
    columns: Mapping[str, list[Any]]
    strata: Sequence[str]
    total: int

    def asked(self, name: str) -> tuple[list[Any], list[int]]:
        """Return the answers of those who were asked, and their places."""
        column = self.columns[name]
        places = [place for place, value in enumerate(column) if value is not NOT_ASKED]
        return (column, places) if len(places) == len(column) else ([column[each] for each in places], places)


def answers_of(
    questions: Mapping[str, Asked], rows: Sequence[Mapping[str, Any]], strata: Sequence[str] = ()
) -> Answers:
    """Return the columns of these questions; what is worked out becomes one choice or a number, or is left out."""
    known: dict[str, Asked] = {}
    columns: dict[str, list[Any]] = {}
    for name, asked in questions.items():
        column = [row.get(name, NOT_ASKED) for row in rows]
        found = _settled(asked, column)
        if found is not None:
            known[name], columns[name] = found
    return Answers(known, columns, strata or [""] * len(rows), len(rows))


def _settled(asked: Asked, column: list[Any]) -> tuple[Asked, list[Any]] | None:
    if asked.form == Form.ONE:
        empty = {"", *asked.silent}
        return asked, [None if value in empty else value for value in column]
    if asked.form in {Form.SEVERAL, Form.RANK}:
        return asked, [value or None if isinstance(value, list) else value for value in column]
    if asked.form == Form.NUMBER:
        return asked, [None if value == "" else value for value in column]
    if asked.form == Form.MONTHS:
        return _months(asked, column)
    return _worked_out(asked, column)


def _months(asked: Asked, column: list[Any]) -> tuple[Asked, list[Any]]:
    """Cut days down to months, and to years where there are more than two years of months."""
    found = {value[:_MONTH] for value in column if isinstance(value, str) and value}
    length = _MONTH if len(found) <= _MOST_MONTHS else _YEAR
    codes = sorted({each[:length] for each in found})
    cut = [(value[:length] or None) if isinstance(value, str) else value for value in column]
    return replace(asked, categories=_plain(codes)), cut


def _worked_out(asked: Asked, column: list[Any]) -> tuple[Asked, list[Any]] | None:
    told = [None if value == "" else value for value in column]
    distinct = {value for value in told if value is not None and value is not NOT_ASKED}
    if len(distinct) <= _MOST_CODES:
        codes = {value: _code(value) for value in distinct}
        ordered = sorted(set(codes.values()), key=lambda code: (len(code) if code.isdigit() else 0, code))
        return (
            replace(asked, form=Form.ONE, categories=_plain(ordered)),
            [codes.get(value, value) for value in told],
        )
    if all(_is_number(value) for value in distinct):
        numbers = {value: float(value) for value in distinct}
        return replace(asked, form=Form.NUMBER), [numbers.get(value, value) for value in told]
    return None


def _plain(codes: list[str]) -> tuple[Category, ...]:
    return tuple(Category(code, {"sr": code, "en": code}) for code in codes)


def _code(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _is_number(value: Any) -> bool:
    try:
        return abs(float(value)) < float("inf")
    except (TypeError, ValueError):
        return False
