"""Files that staff take away. No cell of ours is ever a formula, whatever somebody typed into a record."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from center.base.spreadsheets.tables import harmless

Value = str | int | float | Decimal | bool | date | datetime | None

_WIDEST: Final = 60
_NARROWEST: Final = 10
_LONGEST_CELL: Final = 32_767  # Excel's own limit
_LONGEST_TITLE: Final = 31


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a text file for Excel: UTF-8 with its mark, commas, dates in ISO form, moments in local time."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(header) for header in headers])
    for row in rows:
        writer.writerow([_as_csv(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _as_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return harmless(value) if isinstance(value, str) else str(value)


@dataclass(frozen=True)
class SheetOut:
    """One sheet to be written: bold header that stays in view, columns as wide as their content."""

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str) -> bytes:
    """Return a workbook with one sheet."""
    return xlsx_of_sheets([SheetOut(title, headers, rows)])


def xlsx_of_sheets(sheets: Iterable[SheetOut]) -> bytes:
    """Return a workbook with the sheets in their order."""
    from openpyxl import Workbook  # noqa: PLC0415 -- costs a quarter of a second; only exports need it

    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(_sheet_title(sheet.title)), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, what: SheetOut) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- as above
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

    sheet.freeze_panes = "A2"

    def cell(value: Value, *, bold: bool = False) -> Any:
        if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
            return value  # needs nothing else, and there may be millions
        made = WriteOnlyCell(sheet, value=None)
        if isinstance(value, str):
            made.value = _writable(value)
            # Otherwise a text that begins with "=" becomes a formula.
            made.data_type = "s"
            if len(value) > _WIDEST:
                made.alignment = Alignment(wrap_text=True, vertical="top")
        elif isinstance(value, datetime):
            made.value = timezone.localtime(value).replace(tzinfo=None)
            made.number_format = "D.M.YYYY. HH:MM"
        elif isinstance(value, date):
            made.value = value
            made.number_format = "D.M.YYYY."
        else:
            made.value = value
        if bold:
            made.font = Font(bold=True)
        return made

    # Widths are written before the rows, so the rows are gathered first.
    gathered = [list(row) for row in what.rows]
    for number, header in enumerate(what.headers):
        lengths = [len(header), *(len(str(row[number])) for row in gathered if row[number] is not None)]
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(
            max(*lengths, _NARROWEST) + 2, _WIDEST
        )
    sheet.append([cell(header, bold=True) for header in what.headers])
    for row in gathered:
        sheet.append([cell(value) for value in row])


def _writable(text: str) -> str:
    """Leave out what the XML of a workbook cannot hold."""
    kept = "".join(char for char in text if char in "\t\n\r" or char >= " ")
    return kept.encode("utf-8", "ignore").decode()[:_LONGEST_CELL]


def _sheet_title(title: str) -> str:
    return "".join(" " if char in "[]:*?/\\" else char for char in title)[:_LONGEST_TITLE].strip("' ") or "1"
