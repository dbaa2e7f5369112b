"""The shape of what was read, and its limits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _

from center.base.spreadsheets.errors import SpreadsheetError

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 10_000
# A row of titles above the header has one filled cell.
_LEAST_HEADERS: Final = 2
_ROWS_FOR_HEADER: Final = 20
# What Excel and LibreOffice take for the beginning of a formula, also behind blanks and our own marks.
_FORMULA: Final = re.compile("'*[ \u00a0]*[=+@\\-\t\r\n＝＋－＠]")
_MARK: Final = "'"

Cell = str | int | float | bool | date | datetime | time | None
"""A text file gives texts only; a workbook gives what its cells hold."""


def harmless(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: an apostrophe goes before what looks like one.

    Also before one that has an apostrophe already, so that `without_mark` gives every text back as it was. A phone
    number (+381…) is such a text too; in a workbook it needs none, since there cells have types.
    """
    return f"{_MARK}{text}" if _FORMULA.match(text) else text


def without_mark(text: str) -> str:
    """Return the text that `harmless` was given."""
    return text[1:] if text.startswith(_MARK) and _FORMULA.match(text) else text


@dataclass(frozen=True)
class Row:
    """One row below the header; `number` is the one that Excel shows, `cells` has one cell for each header."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with its header. `source` says how it was read: the sheet's name, or the encoding of a text file.

    `other_sheets` names sheets of the workbook that were not read and are not empty.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    source: str
    other_sheets: tuple[str, ...] = ()


def make_table(raw: Iterable[tuple[int, Iterable[Cell]]], *, source: str) -> Table:
    """Find the header in numbered rows and give each later row a cell for each header; empty rows fall out.

    Raises SpreadsheetError for a table without header or rows and for one beyond the limits.
    """
    rows = _filled(raw)
    headers: tuple[Cell, ...] = ()
    first: list[tuple[int, tuple[Cell, ...]]] = []
    for number, cells in rows:
        first.append((number, cells))
        if sum(cell is not None for cell in cells) >= _LEAST_HEADERS:
            headers, first = cells, []
            break
        if len(first) == _ROWS_FOR_HEADER:
            break
    if not headers:
        if not first:
            raise SpreadsheetError(_("The file is empty."))
        # A list with a single column.
        headers, first = first[0][1], first[1:]
    names = tuple("" if cell is None else " ".join(str(cell).split()) for cell in headers)
    kept = [*first]
    for number, cells in rows:
        if len(kept) == MOST_ROWS:
            raise SpreadsheetError(
                _("The file has more than %(most)s rows. Divide it into several files.") % {"most": MOST_ROWS}
            )
        kept.append((number, cells))
    if not kept:
        raise SpreadsheetError(_("The file has a header and no rows below it."))
    width = max(len(names), *(len(cells) for _number, cells in kept))
    return Table(
        headers=_padded(names, width, ""),
        rows=tuple(Row(number, _padded(cells, width, None)) for number, cells in kept),
        source=source,
    )


def _padded(cells: tuple[Cell, ...], width: int, filling: Cell) -> tuple:  # type: ignore[type-arg]  # of either kind
    return cells + (filling,) * (width - len(cells))


def _filled(raw: Iterable[tuple[int, Iterable[Cell]]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield the rows with anything in them, without the empty cells behind the last filled one."""
    for number, values in raw:
        cells = [_tidy(value, number) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise SpreadsheetError(
                _("Row %(row)s has more than %(most)s columns.") % {"row": number, "most": MOST_COLUMNS}
            )
        if cells:
            yield number, tuple(cells)


def _tidy(value: Cell, number: int) -> Cell:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_CELL:
        raise SpreadsheetError(
            _("A cell in row %(row)s holds more than %(most)s letters.")
            % {"row": number, "most": LONGEST_CELL}
        )
    text = value.replace("\0", "").strip(" \t\r\n\u00a0\ufeff")
    return without_mark(text) or None
