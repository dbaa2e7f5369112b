"""The sheets of a workbook as texts, whatever Excel has made of the cells."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _

from center.base.spreadsheets import SpreadsheetError, opened
from research.xlsform.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS

_ZIP: Final = b"PK"
# Excel writes letters that XML cannot hold by their numbers.
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE_END: Final = re.compile(r"\r\n?")
# What no XML can hold.
_ILLEGAL: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name in lower case, its first row, and the filled rows below with the numbers of Excel."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheets(data: bytes, wanted: Iterable[str], instead: str) -> tuple[dict[str, Sheet], tuple[str, ...]]:
    """Return the wanted sheets by name and the names of all; a sheet that stands alone counts as `instead`.

    What a file is, its content says. Raises SpreadsheetError for anything but a workbook (.xlsx) within the limits.
    """
    _refuse_other_files(data)
    names = frozenset(wanted)
    with opened(data) as book:
        titles = tuple(sheet.title for sheet in book.worksheets)
        found: dict[str, Sheet] = {}
        for sheet in book.worksheets:
            name = sheet.title.strip().lower()
            if name not in names and len(titles) == 1:
                name = instead
            if name in names and name not in found:
                found[name] = _sheet(name, sheet)
    return found, titles


def _refuse_other_files(data: bytes) -> None:
    if not data.strip():
        raise SpreadsheetError(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise SpreadsheetError(
            _("The file is larger than %(most)s MB. Remove pictures and sheets that are not needed.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    # The container of an old Excel is told apart when the workbook is opened.
    if not data.startswith((_ZIP, b"\xd0\xcf\x11\xe0")):
        raise SpreadsheetError(
            _("This is not an Excel workbook. Save the questionnaire as “Excel Workbook (.xlsx)”.")
        )


def _sheet(name: str, sheet: Any) -> Sheet:
    # The size that a sheet claims to have may be wrong, or a million rows.
    sheet.reset_dimensions()
    rows = _texts(name, sheet)
    number, header = next(rows, (1, ()))
    if number > 1:
        # The first row is empty; what comes below has no header.
        return Sheet(name, (), ((number, header), *rows))
    return Sheet(name, header, tuple(rows))


def _texts(name: str, sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1):
        if number > MOST_ROWS:
            return
        cells = [cell_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise SpreadsheetError(
                _("The sheet “%(sheet)s” has more than %(most)s columns.")
                % {"sheet": name, "most": MOST_COLUMNS}
            )
        if cells:
            yield number, tuple(cells)


def cell_text(value: object) -> str:
    """Return what a person sees in a cell: 1.0 is "1", a truth "TRUE", a day "2026-01-05"; texts trimmed, in NFC."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return as_read(str(value))


def as_read(text: str) -> str:
    """Return a text as it is kept: letters that Excel has written by number, one kind of line end, NFC, trimmed."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return unicodedata.normalize("NFC", _ILLEGAL.sub("", _LINE_END.sub("\n", text))).strip()


def as_written(text: str) -> str:
    """Return a text for a cell, which `as_read` makes the same text of."""
    return _LIKE_ESCAPED.sub("_x005F_", text)
