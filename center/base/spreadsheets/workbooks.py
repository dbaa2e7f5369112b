"""Workbooks (.xlsx), read row by row, within limits that a harmful file cannot pass."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from center.base.spreadsheets.errors import SpreadsheetError
from center.base.spreadsheets.tables import MOST_COLUMNS, Cell, Table, make_table

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_PARTS: Final = 2_000
_MOST_UNPACKED: Final = 60 * 1024 * 1024
# Sheets of numbers pack 10 : 1, of one repeated row 150 : 1; a bomb 1000 : 1.
_MOST_RATIO: Final = 400
_SMALL: Final = 1024 * 1024
_MOST_ROWS_LOOKED_AT: Final = 200_000


def read_xlsx(data: bytes) -> Table:
    """Read the first visible sheet that has anything in it; formulas give the value that Excel saved.

    Raises SpreadsheetError for a file that is no workbook or unpacks to too much.
    """
    with opened(data) as book:
        return _first_filled(book)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Give a workbook of openpyxl, to be read row by row inside; formulas give the value that Excel saved.

    Raises SpreadsheetError for a file that is no workbook or unpacks to too much, and for whatever the package
    stumbles over while rows are read.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 -- costs a quarter of a second; only staff uploads need it

    refuse_old_excel(data)
    _refuse_bombs(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        # The package lets through whatever its parts stumble over.
        raise _broken() from error
    try:
        yield book
    except SpreadsheetError:
        raise
    except Exception as error:
        raise _broken() from error
    finally:
        book.close()


def refuse_old_excel(data: bytes) -> None:
    """Raise SpreadsheetError for the container of .xls, in which Excel also puts workbooks with a password."""
    if data.startswith(_OLD_EXCEL):
        raise SpreadsheetError(
            _(
                "This is a file of an old Excel or a protected one. "
                "Save it as “Excel Workbook (.xlsx)” without a password."
            )
        )


def _first_filled(book: Any) -> Table:
    filled = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and _has_cells(sheet)]
    if not filled:
        raise SpreadsheetError(_("The file is empty."))
    table = make_table(_rows(filled[0]), source=filled[0].title)
    return replace(table, other_sheets=tuple(sheet.title for sheet in filled[1:]))


def _has_cells(sheet: Any) -> bool:
    return any(cell is not None and cell != "" for _number, cells in _rows(sheet) for cell in cells)


def _rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    # The size that a sheet claims to have may be wrong, or a million rows.
    sheet.reset_dimensions()
    # A format given to whole rows makes 16,384 cells of each; one beyond the limit is enough to refuse the row.
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1):
        if number > _MOST_ROWS_LOOKED_AT:
            return
        yield number, list(row)


def _refuse_bombs(data: bytes) -> None:
    """Look at the sizes that the archive states; Python unpacks no more than these."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _broken() from error
    too_much = sum(part.file_size for part in parts) > _MOST_UNPACKED or any(
        part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if too_much or len(parts) > _MOST_PARTS:
        raise SpreadsheetError(
            _("The workbook unpacks to too much. Keep only the sheet with the list in it.")
        )
    names = {part.filename for part in parts}
    if "mimetype" in names or "content.xml" in names:
        raise SpreadsheetError(
            _("This is a file of LibreOffice. Save it as “Excel 2007–365 (.xlsx)” and choose it again.")
        )
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise _broken()


def _broken() -> SpreadsheetError:
    return SpreadsheetError(
        _("This workbook cannot be opened. Open it in Excel, save it again as .xlsx and choose it once more.")
    )
