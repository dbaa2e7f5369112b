"""Text files with columns: comma, semicolon, tab or bar between them."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from center.base.spreadsheets.decoding import decode
from center.base.spreadsheets.errors import SpreadsheetError
from center.base.spreadsheets.tables import Cell, Table, make_table

_DELIMITERS: Final = ";,\t|"
_SAMPLE: Final = 20


def read_csv(data: bytes) -> Table:
    """Read a text file in any of the encodings of `decode`; raises SpreadsheetError."""
    text, encoding = decode(data)
    # Excel writes its delimiter into a line of its own when asked to.
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return make_table(_rows(rest, first.strip()[-1], skipped=1), source=encoding)
    return make_table(_rows(text, delimiter_of(text)), source=encoding)


def delimiter_of(text: str) -> str:
    """Return the character between the columns: the one that gives the first rows the same number of cells."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[bool, float, int]:
    sample: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                sample.append(len(row))
            if len(sample) == _SAMPLE:
                break
    except csv.Error:
        return False, 0.0, 0
    width = max(sample, default=0)
    same = sum(cells == width for cells in sample) / len(sample) if sample else 0.0
    return width > 1, same, width


def _rows(text: str, delimiter: str, *, skipped: int = 0) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1 + skipped):
            yield number, list(row)
    except csv.Error as error:
        raise SpreadsheetError(
            _("Line %(line)s of the file cannot be read: a quotation mark is missing, or a cell is too long.")
            % {"line": reader.line_num}
        ) from error
