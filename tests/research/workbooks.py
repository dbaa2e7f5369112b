"""XLSForm workbooks as tests write them."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook


def workbook(
    survey: Iterable[Mapping[str, Any]],
    choices: Iterable[Mapping[str, Any]] = (),
    settings: Mapping[str, Any] | None = None,
    **others: Iterable[Mapping[str, Any]],
) -> bytes:
    """Return an .xlsx: one sheet for each list of rows, whose headers are the keys in the order they first come.

    An empty row is written as `{}`; `others` are further sheets by their names.
    """
    book = Workbook()
    book.remove(book.active)
    sheets = {"survey": survey, "choices": choices, "settings": [settings] if settings else [], **others}
    for title, given in sheets.items():
        rows = list(given)
        if not rows and title != "survey":
            continue
        sheet = book.create_sheet(title)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        for column, header in enumerate(headers, start=1):
            sheet.cell(1, column, header)
        for number, row in enumerate(rows, start=2):
            for header, value in row.items():
                cell = sheet.cell(number, headers.index(header) + 1, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


YES_NO = [
    {"list_name": "yes_no", "name": "yes", "label::Српски (sr)": "Да", "label::English (en)": "Yes"},
    {"list_name": "yes_no", "name": "no", "label::Српски (sr)": "Не", "label::English (en)": "No"},
]


def asked(type_: str, name: str, **further: Any) -> dict[str, Any]:
    """Return a row of the sheet `survey` with labels in both languages; further columns by name, `__` for `::`."""
    row = {
        "type": type_,
        "name": name,
        "label::Српски (sr)": f"Питање {name}",
        "label::English (en)": f"Question {name}",
    }
    return row | {header.replace("__", "::"): value for header, value in further.items()}
