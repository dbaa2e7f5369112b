"""The sheet `choices`: lists of answers with their codes, and the columns by which they are filtered."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.definition import Choice
from research.xlsform.limits import LONGEST_CODE
from research.xlsform.messages import CHOICES, Findings
from research.xlsform.tables import Row, Table

# Names that a filter can call a column by, since it becomes a part of a path.
_FILTER: Final = re.compile(r"[^\W\d][\w.-]*")


def read_choices(table: Table, findings: Findings) -> dict[str, tuple[Choice, ...]]:
    """Return the lists by name in their order; says what is missing, twice there or too much."""
    filters = _filters(table, findings)
    lists: dict[str, list[Choice]] = {}
    first: dict[tuple[str, str], int] = {}
    for row in table.rows():
        name, code, label = row.get("list_name"), row.get("name"), row.texts("label")
        if not (name or code or label):
            continue
        _refuse_media(row, findings)
        if not name:
            findings.error(
                CHOICES,
                row.number,
                row.header("list_name"),
                _("The name of the list is missing in this row."),
            )
        if not label:
            findings.error(
                CHOICES, row.number, row.header("label"), _("The choice “%(code)s” has no label."), code=code
            )
        if not _code_is_good(row, code, findings) or not name:
            continue
        where = first.setdefault((name, code), row.number)
        if where != row.number:
            findings.error(
                CHOICES,
                row.number,
                row.header("name"),
                _(
                    "The code “%(code)s” stands in the list “%(list)s” already, in row %(where)s. Give it another."
                ),
                code=code,
                list=name,
                where=where,
            )
            continue
        kept = {header: said for index, header in filters.items() if (said := _cell(row, index))}
        lists.setdefault(name, []).append(Choice(code, label, kept))
    return {name: tuple(choices) for name, choices in lists.items()}


def _code_is_good(row: Row, code: str, findings: Findings) -> bool:
    column = row.header("name")
    if not code:
        findings.error(
            CHOICES,
            row.number,
            column,
            _("The choice has no code. Write a short one into the column “name”."),
        )
        return False
    if len(code.split()) > 1:
        findings.error(
            CHOICES,
            row.number,
            column,
            _("The code “%(code)s” has blanks in it. Put _ instead; what people read stands in the label."),
            code=code,
        )
        return False
    if len(code) > LONGEST_CODE:
        findings.error(
            CHOICES, row.number, column, _("The code is longer than %(most)s letters."), most=LONGEST_CODE
        )
        return False
    return True


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _filters(table: Table, findings: Findings) -> dict[int, str]:
    """Return the further columns by their place."""
    found: dict[int, str] = {}
    for column in table.columns:
        if column.name:
            continue
        if _FILTER.fullmatch(column.header) and column.header not in found.values():
            found[column.index] = column.header
        else:
            findings.warning(
                CHOICES,
                1,
                column.header,
                _(
                    "The column “%(header)s” is left out: its header has blanks or signs, or stands there twice."
                ),
                header=column.header,
            )
    return found


def _refuse_media(row: Row, findings: Findings) -> None:
    for column in row.table.named("media"):
        if row.at(column):
            findings.error(
                CHOICES,
                row.number,
                column.header,
                _("Pictures and recordings beside choices are not shown here. Empty this cell."),
            )
