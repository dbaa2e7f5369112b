"""The column `appearance`: the looks that the portal has; others are left out, with one warning for each."""

from collections import defaultdict
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.definition import Kind
from research.xlsform.messages import SURVEY, Findings, rows_in_words
from research.xlsform.tables import Row

TABLE: Final = "table-list"
_OF_GROUPS: Final = ("table-list", "field-list")
_OF_QUESTIONS: Final = {
    Kind.SELECT_ONE: ("likert", "minimal"),
    Kind.SELECT_MULTIPLE: ("minimal",),
    Kind.TEXT: ("multiline",),
}


class Appearances:
    """Gathers the looks that are left out."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self._left: dict[str, list[int]] = defaultdict(list)
        self._header = "appearance"

    def of_group(self, row: Row) -> str:
        """Return the look of a group that the portal has, or ""."""
        return self._kept(row, _OF_GROUPS)

    def of_question(self, row: Row, kind: Kind) -> str:
        """Return the look of a question that the portal has, or ""."""
        if "label" in row.get("appearance").split():
            self.findings.error(
                SURVEY,
                row.number,
                row.header("appearance"),
                _("Remove this row and give the group around it the appearance “table-list”."),
            )
            return ""
        return self._kept(row, _OF_QUESTIONS.get(kind, ()))

    def _kept(self, row: Row, known: tuple[str, ...]) -> str:
        said = row.get("appearance").split()
        self._header = row.header("appearance")
        kept = next((word for word in known if word in said), "")
        for word in said:
            if word != kept:
                self._left[word].append(row.number)
        return kept

    def say_what_is_left_out(self) -> None:
        """Warn of each look that the portal does not have, with the rows."""
        for word, rows in self._left.items():
            self.findings.warning(
                SURVEY,
                rows[0],
                self._header,
                _("The appearance “%(word)s” is left out here. Rows: %(rows)s"),
                word=word,
                rows=rows_in_words(rows),
            )
