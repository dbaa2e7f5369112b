"""The logic of a questionnaire, looked through before anybody answers it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.definition import CHOOSING, NUMBERS, OTHER, SILENT, Definition, Group, Item, Kind, Question
from research.expressions import Holds, NameFacts, ProblemKind, cycles, problems, references
from research.xlsform.dynamic import is_dynamic
from research.xlsform.messages import SURVEY, Findings

_HOLDS: Final = {
    Kind.TEXT: Holds.TEXT,
    Kind.DATE: Holds.DATE,
    Kind.SELECT_ONE: Holds.ONE_CODE,
    Kind.SELECT_MULTIPLE: Holds.SEVERAL_CODES,
    Kind.RANK: Holds.SEVERAL_CODES,
    Kind.ACKNOWLEDGE: Holds.ONE_CODE,
    **dict.fromkeys(NUMBERS, Holds.NUMBER),
}
_ACKNOWLEDGED: Final = frozenset({"OK"})
_ANYTHING: Final = NameFacts(Holds.ANYTHING)
# What a filter may ask about beside the further columns of the list.
_OF_EVERY_CHOICE: Final = frozenset({"name"})


@dataclass(frozen=True)
class _Expression:
    item: Item
    column: str
    text: str


class Logic:
    """Looks through the expressions of a definition.

    `columns` are the headers of the workbook by the names of the format; `lost` the names of rows that are not kept;
    `refused` those of rows that were refused, about which nothing more has to be said.
    """

    def __init__(
        self,
        definition: Definition,
        columns: Mapping[str, str],
        findings: Findings,
        *,
        lost: Collection[str] = (),
        refused: Collection[str] = (),
    ) -> None:
        self.definition = definition
        self.columns = columns
        self.findings = findings
        self.lost = frozenset(lost)
        self.questions = definition.questions
        self.known = dict.fromkeys((*refused, *self.lost), _ANYTHING) | _known(definition)
        self.read = cache(references)
        self.place = {name: place for place, name in enumerate(self.questions)}

    def check(self) -> None:
        """Say what is wrong in single expressions, which questions wait for later ones, and which for each other."""
        for expression in _expressions(self.definition.items):
            self._check_one(expression)
        self._warn_of_later_questions()
        self._refuse_circles()

    def _check_one(self, expression: _Expression) -> None:
        item, column = expression.item, expression.column
        known, filters = self.known, frozenset[str]()
        if column == "constraint":
            known = known | {".": known.get(item.name, _ANYTHING)}
        if column == "choice_filter" and isinstance(item, Question):
            listed = self.definition.choices_of(item)
            filters = _OF_EVERY_CHOICE.union(*(choice.filters for choice in listed))
        for problem in problems(expression.text, known, allows_dot=column == "constraint", columns=filters):
            say = self.findings.warning if problem.is_warning else self.findings.error
            template: str | Promise = problem.template
            if column == "choice_filter" and problem.kind is ProblemKind.BARE_NAME:
                template = _("The sheet “choices” has no column “%(name)s” that is filled for this list.")
            say(SURVEY, item.row, self.columns.get(column, column), template, **problem.parts)
        for name in sorted(self.read(expression.text) & self.lost):
            self._error(
                item,
                column,
                _("“%(name)s” cannot be used in logic: it is not kept, since answers stay anonymous."),
                name=name,
            )

    def _warn_of_later_questions(self) -> None:
        for item, first in _with_place(self.definition.items, 0):
            waits = {"relevant": item.relevant}
            if isinstance(item, Question):
                waits["choice_filter"] = item.choice_filter
            for column, text in waits.items():
                for name in sorted(self.read(text) & self.questions.keys(), key=self.place.__getitem__):
                    if self.place[name] > first and self.questions[name].kind not in SILENT:
                        self.findings.warning(
                            SURVEY,
                            item.row,
                            self.columns.get(column, column),
                            _("“%(name)s” is asked later, in row %(where)s; until then it counts as empty."),
                            name=name,
                            where=self.questions[name].row,
                        )

    def _refuse_circles(self) -> None:
        edges = {}
        for groups, question in self.definition.walk():
            read = [question.relevant, question.calculation, *(group.relevant for group in groups)]
            edges[question.name] = frozenset[str]().union(*map(self.read, read)) - {"."}
        for circle in cycles(edges):
            first = self.questions[circle[0]]
            following = circle[1] if len(circle) > 1 else circle[0]
            column = "calculation" if following in self.read(first.calculation) else "relevant"
            self._error(
                first,
                column,
                _("These questions depend on each other in a circle: %(names)s. Change one of them."),
                names=" → ".join((*circle, circle[0])),
            )

    def _error(self, item: Item, column: str, text: str | Promise, **inserted: object) -> None:
        self.findings.error(SURVEY, item.row, self.columns.get(column, column), text, **inserted)


def _known(definition: Definition) -> dict[str, NameFacts]:
    found: dict[str, NameFacts] = {}
    for _groups, question in definition.walk():
        facts = NameFacts(_HOLDS.get(question.kind, Holds.ANYTHING))
        if question.kind in CHOOSING:
            codes = frozenset(choice.name for choice in definition.choices_of(question))
            facts = replace(facts, codes=codes | {OTHER} if question.or_other else codes)
        elif question.kind is Kind.ACKNOWLEDGE:
            facts = replace(facts, codes=_ACKNOWLEDGED)
        # What is written beside "other" has a name in the data and none in logic: pyxform does not know it there.
        found[question.name] = facts
    return found


def _expressions(items: tuple[Item, ...]) -> Iterator[_Expression]:
    for item in items:
        if item.relevant:
            yield _Expression(item, "relevant", item.relevant)
        if isinstance(item, Group):
            yield from _expressions(item.items)
            continue
        for column in ("required", "constraint", "calculation", "choice_filter"):
            if text := getattr(item, column):
                yield _Expression(item, column, text)
        if is_dynamic(item.default):
            yield _Expression(item, "default", item.default)


def _with_place(items: tuple[Item, ...], first: int) -> Iterator[tuple[Item, int]]:
    """Yield the items with the place of the first question in them, counted from `first`."""
    for item in items:
        yield item, first
        if isinstance(item, Group):
            yield from _with_place(item.items, first)
            first += sum(1 for _each in Definition({}, item.items).walk())
        else:
            first += 1
