"""One row of the sheet `survey`: a question, or the beginning or end of a group."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.definition import SILENT, Group, Kind, Question
from research.expressions import straighten
from research.xlsform.appearances import Appearances
from research.xlsform.dynamic import is_dynamic
from research.xlsform.limits import LONGEST_EXPRESSION
from research.xlsform.messages import SURVEY, Findings
from research.xlsform.names import MISSING
from research.xlsform.parameters import range_of
from research.xlsform.tables import Row
from research.xlsform.types import Type, meant, type_of

_YES: Final = frozenset({"yes", "true", "true()"})
_NO: Final = frozenset({"no", "false", "false()"})
EXPRESSIONS: Final = ("relevant", "required", "constraint", "default", "calculation", "choice_filter")


@dataclass(frozen=True)
class Line:
    """What a row says. `item` is a question, or a group that begins and has no items yet."""

    row: int
    type: Type
    item: Question | Group | None = None


class Lines:
    """Reads rows; remembers what is said once for many rows."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.appearances = Appearances(findings)
        # Names of rows about who answered, which are not kept.
        self.traces: dict[str, int] = {}

    def read(self, row: Row) -> Line | None:
        """Return what the row says; None for an empty one and for what is left out."""
        said = row.get("type")
        if not said:
            self._say_that_no_type_is_there(row)
            return None
        if row.get("disabled").lower() in _YES:
            self.findings.warning(
                SURVEY, row.number, row.header("disabled"), _("This row is switched off and was left out.")
            )
            return None
        kind = type_of(said)
        if kind.trace:
            self.traces[row.get("name") or said] = row.number
            return None
        if kind.refusal:
            self.findings.error(
                SURVEY, row.number, row.header("type"), kind.refusal, type=said, meant=meant(said)
            )
        if kind.ends:
            return Line(row.number, kind)
        self._refuse_columns(row)
        if kind.begins:
            return Line(row.number, kind, self._group(row))
        return Line(row.number, kind, self._question(row, kind)) if kind.kind else Line(row.number, kind)

    def _group(self, row: Row) -> Group:
        return Group(
            name=self._name(row, None),
            items=(),
            label=row.texts("label"),
            hint=row.texts("hint"),
            relevant=self._expression(row, "relevant"),
            appearance=self.appearances.of_group(row),
            row=row.number,
        )

    def _question(self, row: Row, said: Type) -> Question:
        assert said.kind is not None
        kind = said.kind
        required = self._expression(row, "required")
        question = Question(
            kind=kind,
            name=self._name(row, kind),
            label=row.texts("label"),
            hint=row.texts("hint"),
            relevant=self._expression(row, "relevant"),
            required="" if required == "false()" else required,
            required_message=row.texts("required_message"),
            constraint=self._expression(row, "constraint"),
            constraint_message=row.texts("constraint_message"),
            default=self._expression(row, "default", truth=False),
            calculation=self._expression(row, "calculation", truth=False),
            read_only=self._read_only(row),
            appearance=self.appearances.of_question(row, kind),
            choices=said.choices,
            choice_filter=self._expression(row, "choice_filter", truth=False),
            or_other=said.or_other,
            row=row.number,
            **range_of(row, kind, self.findings),
        )
        if not question.label and kind not in SILENT:
            self.findings.error(
                SURVEY,
                row.number,
                row.header("label"),
                _("The question “%(name)s” has no label."),
                name=question.name,
            )
        if kind is Kind.CALCULATE and not question.calculation and not question.default:
            self.findings.error(
                SURVEY,
                row.number,
                row.header("calculation"),
                _("The column “calculation” says nothing about what is to be calculated."),
            )
        return question

    def _name(self, row: Row, kind: Kind | None) -> str:
        name = row.get("name")
        if not name and kind is Kind.NOTE:
            # As pyxform calls it.
            return f"generated_note_name_{row.number}"
        if not name:
            self.findings.error(
                SURVEY,
                row.number,
                row.header("name"),
                _("The name is missing. Write a short one into the column “name”."),
            )
            return f"{MISSING}{row.number}"
        return name

    def _expression(self, row: Row, column: str, *, truth: bool = True) -> str:
        text = row.get(column)
        if len(text) > LONGEST_EXPRESSION:
            self.findings.error(
                SURVEY,
                row.number,
                row.header(column),
                _("The expression is longer than %(most)s letters."),
                most=LONGEST_EXPRESSION,
            )
        if truth and text.lower() in _YES:
            return "true()"
        if truth and text.lower() in _NO:
            return "false()"
        # Excel curls quotation marks; in logic they are straight, in a default that is an answer they stay.
        return text if column == "default" and not is_dynamic(text) else straighten(text)

    def _read_only(self, row: Row) -> bool:
        said = row.get("read_only").lower()
        if said and said not in _YES | _NO:
            self.findings.error(
                SURVEY, row.number, row.header("read_only"), _("Only yes or no can stand here.")
            )
        return said in _YES

    def _refuse_columns(self, row: Row) -> None:
        for column in row.table.columns:
            if (refusal := _REFUSED.get(column.name)) and row.at(column):
                self.findings.error(SURVEY, row.number, column.header, refusal)

    def _say_that_no_type_is_there(self, row: Row) -> None:
        if row.get("name") or row.texts("label"):
            self.findings.error(
                SURVEY,
                row.number,
                row.header("type"),
                _("The type is missing. Write one into the column “type”, such as text or select_one."),
            )
        else:
            self.findings.warning(
                SURVEY,
                row.number,
                row.header("type"),
                _("This row has no type, name or label and was left out."),
            )


_REFUSED: Final = {
    "media": _("Pictures and recordings beside questions are not shown here. Empty this cell."),
    "trigger": _("A calculation cannot wait for another question here. Empty this cell."),
    "repeat_count": _("Repeated groups are not possible here. Empty this cell."),
    "save_to": _("Entities are not kept here. Empty this cell."),
}
