"""Tables that staff bring and take: workbooks (.xlsx) and text files (.csv) of any Serbian Excel.

`read_table` reads an upload whatever its name says; `cells` reads single cells; `writing` makes files to take away.
"""

from center.base.spreadsheets.errors import SpreadsheetError
from center.base.spreadsheets.reading import MOST_BYTES, read_table
from center.base.spreadsheets.tables import MOST_COLUMNS, MOST_ROWS, Cell, Row, Table, harmless
from center.base.spreadsheets.workbooks import opened
from center.base.spreadsheets.writing import SheetOut, csv_bytes, xlsx_bytes, xlsx_of_sheets

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Cell",
    "Row",
    "SheetOut",
    "SpreadsheetError",
    "Table",
    "csv_bytes",
    "harmless",
    "opened",
    "read_table",
    "xlsx_bytes",
    "xlsx_of_sheets",
]
