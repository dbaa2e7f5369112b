"""All results in one table: a line for each figure, as programs and pivot tables like it."""

import re
from collections.abc import Iterator
from typing import Final

from center.base.spreadsheets import csv_bytes
from center.base.spreadsheets.writing import Value
from research.study import WITHHELD, Cell, Figure, Head, Line, Study, Table, said

MEDIA_TYPE: Final = "text/csv"
SUFFIX: Final = ".csv"
HEADERS: Final = (
    "table", "title", "kind", "row", "row_label", "column", "column_label", "status", "n", "percent", "value", "low",
    "high", "residual", "base", "outside_base",
)  # fmt: skip
_WHOLE: Final = re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII)


def write(study: Study, language: str) -> bytes:
    """Return the results as CSV: UTF-8 with its mark and commas, as all our open data; names of columns in English.

    `status` is "shown" or "withheld"; a withheld line has no figures. A statistic of the whole table, such as
    Cramér's V, is a line without a column.
    """
    return csv_bytes(HEADERS, rows(study, language))


def rows(study: Study, language: str) -> Iterator[list[Value]]:
    """Yield a line for each figure, in the order of HEADERS."""
    for table in study.tables:
        start: list[Value] = [table.name, said(table.title, language), table.kind.value]
        for line in table.lines:
            for head, cell in zip(table.heads, line.cells, strict=True):
                yield [*start, *_figures(line, head, cell, language)]
        yield from ([*start, *_statistic(each)] for each in _statistics(table, language))


def code(text: str) -> Value:
    """Return a code as a number where it is one, so that no spreadsheet takes "-9" for a formula."""
    return int(text) if _WHOLE.fullmatch(text) else text


def _figures(line: Line, head: Head, cell: Cell, language: str) -> list[Value]:
    labels = [code(line.code), said(line.label, language), code(head.code), said(head.label, language)]
    end = [_base(head.base), line.is_missing]
    if cell is WITHHELD:
        return [*labels, "withheld", *[None] * 6, *_flags(end)]
    figures = [cell.n, cell.percent, cell.value, cell.low, cell.high, cell.residual]
    return [*labels, "shown", *figures, *_flags(end)]


def _flags(values: list[Value]) -> list[Value]:
    return [str(value).lower() if isinstance(value, bool) else value for value in values]


def _base(base: Figure) -> Value:
    return "withheld" if base is WITHHELD else base


def _statistics(table: Table, language: str) -> Iterator[tuple[str, str, Value]]:
    yield from ((each.code, said(each.label, language), each.value) for each in table.statistics)
    if table.missing is not None:
        yield "missing", "", _base(table.missing)


def _statistic(statistic: tuple[str, str, Value]) -> list[Value]:
    name, label, value = statistic
    status = "withheld" if value == "withheld" else "shown"
    number = None if value == "withheld" else value
    return [name, label, None, None, status, None, None, number, None, None, None, None, None]
