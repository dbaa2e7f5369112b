"""The sheet `settings`: the title, the identification and the version of the form, its first language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.xlsform.languages import SERBIAN, Language, language_of, to_stored, typed_in_latin
from research.xlsform.messages import SETTINGS, Findings
from research.xlsform.tables import Row, Table

# The format has one title. These columns keep it in further languages; other programs leave them alone.
TITLE_IN: Final = re.compile(r"form_title_(\S.*)")
# They change nothing in what is asked.
_QUIET: Final = frozenset({"style", "allow_choice_duplicates", "clean_text_values"})


@dataclass(frozen=True)
class FormSettings:
    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    form_id: str = ""
    version: str = ""
    default: Language | None = None

    def title_in(self, first: str) -> dict[str, str]:
        """Return the title by language; the plain one is in the form's first language."""
        title = self.title
        as_typed = self.default is not None and self.default.latin is False
        if first == SERBIAN and not as_typed and typed_in_latin([title]):
            title = to_stored(title)
        return ({first: title} if title else {}) | dict(self.titles)


def read_settings(table: Table, findings: Findings) -> FormSettings:
    """Return the first row of the sheet; says what of it the portal does not use."""
    row = next(table.rows(), None)
    if row is None:
        return FormSettings()
    titles: dict[str, str] = {}
    unused = []
    for column in table.columns:
        if column.name or not row.at(column):
            continue
        if other := TITLE_IN.fullmatch(column.header):
            titles[other[1]] = row.at(column)
        elif column.header.lower() not in _QUIET:
            unused.append(column.header)
    if unused:
        findings.warning(
            SETTINGS,
            row.number,
            "",
            _("The portal does not use these settings: %(names)s"),
            names=", ".join(unused),
        )
    said = row.get("default_language")
    return FormSettings(
        title=_text(row, "form_title"),
        titles=titles,
        form_id=row.get("form_id"),
        version=row.get("version"),
        default=language_of(said) if said and said.lower() != "default" else None,
    )


def _text(row: Row, name: str) -> str:
    column = row.table.first(name)
    return row.at(column) if column else ""
