"""What has to fit together in a questionnaire, beside its logic: lists, tables, defaults, the number of questions."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.definition import CHOOSING, NUMBERS, SILENT, Definition, Group, Kind, Question
from research.xlsform.appearances import TABLE
from research.xlsform.dynamic import is_dynamic
from research.xlsform.limits import MOST_QUESTIONS
from research.xlsform.messages import SURVEY, Findings

_LISTED: Final = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})


class Rules:
    """Looks through a definition; `columns` are the headers of the workbook by the names of the format."""

    def __init__(self, definition: Definition, columns: Mapping[str, str], findings: Findings) -> None:
        self.definition = definition
        self.columns = columns
        self.findings = findings

    def check(self, *, whole: bool = True) -> None:
        """Say what does not fit; `whole`: no row of the workbook was refused, so that an empty form is one."""
        asked = [question for _groups, question in self.definition.walk() if question.kind not in SILENT]
        if whole and not any(question.kind is not Kind.NOTE for question in asked):
            self._error(0, "", _("Nothing is asked in this questionnaire."))
        count = sum(1 for _each in self.definition.walk())
        if count > MOST_QUESTIONS:
            self._error(
                0,
                "",
                _("There are %(count)s questions; %(most)s are possible. Divide the questionnaire."),
                count=count,
                most=MOST_QUESTIONS,
            )
        for _groups, question in self.definition.walk():
            self._question(question)
        self._tables(self.definition.items)

    def _question(self, question: Question) -> None:
        if question.kind in CHOOSING and question.choices not in self.definition.choices:
            self._error(
                question.row,
                "type",
                _("The list “%(list)s” is not in the sheet “choices”."),
                list=question.choices,
            )
            return
        if question.or_other and question.choice_filter:
            self._error(
                question.row,
                "choice_filter",
                _("A filter and “or_other” do not go together. Put the choice “other” into the list."),
            )
        if question.kind is Kind.NOTE and question.required:
            self._error(question.row, "required", _("A note has no answer, so it cannot be required."))
        if question.default and not is_dynamic(question.default) and (problem := self._no_default(question)):
            self._error(question.row, "default", problem, default=question.default)

    def _no_default(self, question: Question) -> str | Promise:
        """Return what is wrong with a default that is an answer, not an expression."""
        said = question.default
        if question.kind in NUMBERS and not _is_number(said, whole=question.kind is Kind.INTEGER):
            return _("The default “%(default)s” is not a number such as the question asks for.")
        if question.kind is Kind.DATE and not _is_day(said):
            return _("The default “%(default)s” is not a date. Write it as 2026-01-31.")
        if question.kind in CHOOSING:
            codes = [choice.name for choice in self.definition.choices_of(question)]
            chosen = [said] if question.kind is Kind.SELECT_ONE else said.split()
            if any(code not in codes for code in chosen) or len(set(chosen)) < len(chosen):
                return _("The default “%(default)s” is not a code of the list.")
            if question.kind is Kind.RANK and len(chosen) < len(codes):
                return _("The default “%(default)s” does not rank all choices of the list.")
        if question.kind in {Kind.NOTE, Kind.ACKNOWLEDGE}:
            return _("A row of this type has no answer, so it can have no default.")
        return ""

    def _tables(self, items: tuple[Question | Group, ...]) -> None:
        for item in items:
            if isinstance(item, Group):
                if item.appearance == TABLE:
                    self._table(item)
                self._tables(item.items)

    def _table(self, group: Group) -> None:
        first: Question | None = None
        for item in group.items:
            if isinstance(item, Group):
                self._error(
                    item.row, "type", _("A group cannot stand in a table (“table-list” in row %(where)s)."),
                    where=group.row,
                )  # fmt: skip
            elif item.kind in _LISTED:
                first = first or item
                self._table_row(item, first)
            elif item.kind not in SILENT | {Kind.NOTE}:
                self._error(
                    item.row,
                    "type",
                    _(
                        "Only select_one and select_multiple can stand in a table (“table-list” in row %(where)s). Put "
                        "this question before or behind the group."
                    ),
                    where=group.row,
                )
        if first is None:
            self._error(
                group.row,
                "appearance",
                _("A table needs questions of the type select_one or select_multiple."),
            )

    def _table_row(self, question: Question, first: Question) -> None:
        if (question.choices, question.kind) != (first.choices, first.kind):
            self._error(
                question.row,
                "type",
                _(
                    "All questions of a table have the same type and list as the first one: %(kind)s %(list)s."
                ),
                kind=first.kind.value,
                list=first.choices,
            )
        if question.choice_filter or question.or_other:
            column = "choice_filter" if question.choice_filter else "type"
            self._error(question.row, column, _("A question of a table has neither a filter nor “or_other”."))

    def _error(self, row: int, column: str, text: str | Promise, **inserted: object) -> None:
        self.findings.error(SURVEY, row, self.columns.get(column, column), text, **inserted)


def _is_number(text: str, *, whole: bool) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and not (whole and number != number.to_integral_value())


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
