"""What people read: which names are inserted, which translations are missing, what is too long."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.xlsform.headers import TRANSLATED, Column
from research.xlsform.languages import SHOWN, header_of
from research.xlsform.limits import LONGEST_TEXT
from research.xlsform.messages import Findings, rows_in_words
from research.xlsform.names import NAME
from research.xlsform.tables import Row, Table

_INSERTED: Final = re.compile(r"\$\{([^}]*)(\}?)")
# What Excel shows where a formula came to nothing.
_EXCEL_ERROR: Final = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")


def check_texts(
    tables: Iterable[Table], names: Collection[str], lost: Collection[str], findings: Findings
) -> None:
    """Look through all texts. `names` are those of the questions, `lost` of rows that are not kept."""
    for table in tables:
        for row in table.rows():
            for column in table.columns:
                text = row.at(column)
                if not text:
                    continue
                if _EXCEL_ERROR.fullmatch(text):
                    findings.warning(
                        table.sheet,
                        row.number,
                        column.header,
                        _("The formula in this cell seems to give an error. Write a text instead."),
                    )
                if column.name in TRANSLATED:
                    _check(row, column, names, lost, findings)


def _check(
    row: Row, column: Column, names: Collection[str], lost: Collection[str], findings: Findings
) -> None:
    text = row.at(column)
    if len(text) > LONGEST_TEXT:
        findings.error(
            row.table.sheet,
            row.number,
            column.header,
            _("The text is longer than %(most)s letters."),
            most=LONGEST_TEXT,
        )
    for name, closed in _INSERTED.findall(text):
        if not closed or not NAME.fullmatch(name):
            findings.error(
                row.table.sheet,
                row.number,
                column.header,
                _("An inserted answer is written ${name}, without blanks."),
            )
        elif name in lost:
            findings.error(
                row.table.sheet,
                row.number,
                column.header,
                _("“%(name)s” cannot be inserted: it is not kept, since answers stay anonymous."),
                name=name,
            )
        elif name not in names:
            findings.error(
                row.table.sheet,
                row.number,
                column.header,
                _("There is no question “%(name)s” whose answer could be inserted."),
                name=name,
            )


def check_translations(tables: Iterable[Table], languages: Collection[str], findings: Findings) -> None:
    """Warn of languages that the portal does not show, and of texts that are missing in a language."""
    others = [code for code in languages if code not in SHOWN]
    if others:
        findings.warning(
            "",
            0,
            "",
            _("The portal shows Serbian and English. Kept, and not shown: %(languages)s"),
            languages=", ".join(others),
        )
    for table in tables:
        for name in sorted(TRANSLATED):
            if table.first(name):
                _check_column(table, name, languages, findings)


def _check_column(table: Table, name: str, languages: Collection[str], findings: Findings) -> None:
    said = {row.number: texts for row in table.rows() if (texts := row.texts(name))}
    for code in languages:
        missing = [row for row, texts in said.items() if code not in texts]
        if not missing:
            continue
        column = next((column for column in table.named(name) if table.code(column) == code), None)
        findings.warning(
            table.sheet,
            missing[0],
            column.header if column else name,
            _("The translation is missing: %(language)s. Rows: %(rows)s"),
            language=header_of(code, as_typed=False),
            rows=rows_in_words(missing),
        )
