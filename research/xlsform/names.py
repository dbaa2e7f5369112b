"""Names of questions and groups: what XForms, spreadsheets and SPSS can hold."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.definition import OTHER, Definition, Group, Question
from research.xlsform.limits import LONGEST_NAME
from research.xlsform.messages import SURVEY, Findings

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
# What stands for a name that is missing, with the row behind it.
MISSING: Final = "?"
# Words of the format itself, and words of SPSS that no variable may be called.
_RESERVED_TEXT: Final = "meta instanceid instancename formhub all and by eq ge gt le lt ne not or to with"
_RESERVED: Final = frozenset(_RESERVED_TEXT.split())


def check_name(name: str, row: int, column: str, findings: Findings) -> None:
    """Say what is wrong with one name."""
    if not NAME.fullmatch(name):
        findings.error(
            SURVEY,
            row,
            column,
            _(
                "The name “%(name)s” is not possible: it begins with a letter and has only letters a–z, digits and _."
            ),
            name=name,
        )
    elif len(name) > LONGEST_NAME:
        findings.error(
            SURVEY,
            row,
            column,
            _("The name “%(name)s” is longer than %(most)s letters."),
            name=name,
            most=LONGEST_NAME,
        )
    elif name.lower() in _RESERVED or name.startswith("__"):
        findings.error(
            SURVEY,
            row,
            column,
            _("The name “%(name)s” is kept for the programs themselves. Choose another."),
            name=name,
        )


class Names:
    """The names of a questionnaire, each once; SPSS and spreadsheets do not tell capitals from small letters."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self._taken: dict[str, tuple[str, int]] = {}

    def take(self, name: str, row: int, column: str) -> None:
        """Take a name for a row; says so if it is taken."""
        first, where = self._taken.setdefault(name.lower(), (name, row))
        if where == row and first == name:
            return
        if first == name:
            text = _(
                "The name “%(name)s” stands in row %(where)s already. Every question and group needs its own."
            )
        else:
            text = _(
                "The name “%(name)s” differs from “%(first)s” in row %(where)s only by capital letters. Other "
                "programs do not tell them apart."
            )
        self.findings.error(SURVEY, row, column, text, name=name, first=first, where=where)


def check_names(definition: Definition, columns: dict[str, str], findings: Findings) -> None:
    """Say which names are impossible, taken twice, or taken by what "or_other" adds."""
    column = columns.get("name", "name")
    names = Names(findings)
    for item in _all(definition.items):
        if item.name.startswith(MISSING):
            # Said where the row was read.
            continue
        check_name(item.name, item.row, column, findings)
        names.take(item.name, item.row, column)
    taken = {item.name.lower(): item.row for item in _all(definition.items)}
    for _groups, question in definition.walk():
        where = taken.get(question.other_name.lower())
        if question.or_other and where is not None:
            findings.error(
                SURVEY,
                where,
                column,
                _("The name “%(name)s” is taken by the answer “%(other)s” of row %(where)s. Choose another."),
                name=question.other_name,
                other=OTHER,
                where=question.row,
            )


def _all(items: tuple[Question | Group, ...]) -> list[Question | Group]:
    found: list[Question | Group] = []
    for item in items:
        found.append(item)
        if isinstance(item, Group):
            found += _all(item.items)
    return found
