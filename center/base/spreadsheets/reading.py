"""One way in for every file: its content says what it is, not its name."""

from typing import Final

from django.utils.translation import gettext as _

from center.base.spreadsheets.errors import SpreadsheetError
from center.base.spreadsheets.tables import Table
from center.base.spreadsheets.text_files import read_csv
from center.base.spreadsheets.workbooks import read_xlsx, refuse_old_excel

MOST_BYTES: Final = 5 * 1024 * 1024
_ZIP: Final = b"PK"
_OTHERS: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


def read_table(data: bytes) -> Table:
    """Read a workbook or a text file; raises SpreadsheetError with a sentence for the person."""
    if not data.strip():
        raise SpreadsheetError(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise SpreadsheetError(
            _("The file is larger than %(most)s MB. Keep only the sheet with the list in it.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    refuse_old_excel(data)
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if data.startswith(_OTHERS):
        raise SpreadsheetError(_("This is not a table. Choose an Excel workbook (.xlsx) or a CSV file."))
    return read_csv(data)
