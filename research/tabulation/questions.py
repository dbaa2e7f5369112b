"""Which questions may be published, and which table each of them gets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from research.definition import NUMBERS, OTHER, Definition, Group, Kind, Question, Texts
from research.expressions import references
from research.study import Category
from research.tabulation.words import both, printed


class Form(StrEnum):
    """The table fitted to a question."""

    ONE = "one"
    SEVERAL = "several"
    RANK = "rank"
    NUMBER = "number"
    MONTHS = "months"
    # Of what the questionnaire works out; the answers say whether it is a number or a code.
    WORKED_OUT = "worked_out"


_FORMS: Final[Mapping[Kind, Form]] = {
    Kind.SELECT_ONE: Form.ONE,
    Kind.ACKNOWLEDGE: Form.ONE,
    Kind.SELECT_MULTIPLE: Form.SEVERAL,
    Kind.RANK: Form.RANK,
    Kind.DATE: Form.MONTHS,
    Kind.CALCULATE: Form.WORKED_OUT,
    **dict.fromkeys(NUMBERS, Form.NUMBER),
}
ACKNOWLEDGED: Final = "OK"
# Answers that say nothing; they count as no answer.
_SILENT_CODES: Final = frozenset(
    {
        "dk",
        "dont_know",
        "don_t_know",
        "ne_znam",
        "na",
        "n_a",
        "refused",
        "no_answer",
        "bez_odgovora",
        "odbija",
    }
    | {"-77", "-88", "-97", "-98", "-99"}
)
# Of a list of other small numbers.
_SILENT_NUMBERS: Final = frozenset({"77", "88", "97", "98", "99"})
_LARGEST_SMALL: Final = 20
_LIKERT: Final = range(2, 8)
_WHOLE: Final = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Asked:
    """A question that may be published. `silent` are codes that count as no answer; `group` names its grid."""

    question: Question
    form: Form
    label: Texts
    categories: tuple[Category, ...] = ()
    silent: frozenset[str] = frozenset()
    group: str = ""
    is_ordinal: bool = False
    is_filtered: bool = False

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(category.code for category in self.categories)

    @property
    def is_list_told(self) -> bool:
        """Whether the list of codes is made of what was answered, so that it tells which answers were given."""
        return self.question.kind in {Kind.CALCULATE, Kind.DATE}


def published(definition: Definition) -> dict[str, Asked]:
    """Return the questions that may be published, by name, in their order: no free text, nothing made of one."""
    written = _written(definition)
    return {
        question.name: _asked(definition, groups, question)
        for groups, question in definition.walk()
        if question.kind in _FORMS and question.name not in written
    }


def grids(definition: Definition) -> dict[str, Texts]:
    """Return the labels of groups whose questions share one list, by name."""
    return {
        group.name: printed(group.label, group.name)
        for groups, _question in definition.walk()
        for group in groups
        if _is_grid(group)
    }


def _written(definition: Definition) -> frozenset[str]:
    """Return what people wrote themselves, and what is worked out of it, also by way of others."""
    found = {name for name, each in definition.questions.items() if each.kind in {Kind.TEXT, Kind.HIDDEN}}
    found |= {each.other_name for each in definition.questions.values() if each.or_other}
    made = {
        name: references(each.calculation)
        for name, each in definition.questions.items()
        if each.kind == Kind.CALCULATE
    }
    while more := {name for name, of in made.items() if of & found} - found:
        found |= more
    return frozenset(found)


def _asked(definition: Definition, groups: tuple[Group, ...], question: Question) -> Asked:
    categories = [
        Category(choice.name, printed(choice.label, choice.name))
        for choice in definition.choices_of(question)
    ]
    if question.or_other and all(each.code != OTHER for each in categories):
        categories.append(Category(OTHER, both(lambda _language: _("Other"))))
    if question.kind == Kind.ACKNOWLEDGE:
        categories = [Category(ACKNOWLEDGED, both(lambda _language: _("Confirmed")))]
    form = _FORMS[question.kind]
    silent = _silent([each.code for each in categories]) if form == Form.ONE else frozenset()
    grid = next((group for group in reversed(groups) if _is_grid(group)), None)
    spoken = tuple(each for each in categories if each.code not in silent)
    is_scale = grid is not None or "likert" in question.appearance.split()
    return Asked(
        question,
        form,
        printed(question.label, question.name),
        spoken,
        silent,
        group=grid.name if grid is not None else "",
        is_ordinal=form == Form.ONE and is_scale and len(spoken) in _LIKERT,
        is_filtered=bool(question.relevant or any(group.relevant for group in groups)),
    )


def _is_grid(group: Group) -> bool:
    return "table-list" in group.appearance.split()


def _silent(codes: list[str]) -> frozenset[str]:
    found = {code for code in codes if code.lower() in _SILENT_CODES}
    others = [code for code in codes if code not in found | _SILENT_NUMBERS]
    if others and all(_WHOLE.fullmatch(code) and int(code) <= _LARGEST_SMALL for code in others):
        found |= {code for code in codes if code in _SILENT_NUMBERS}
    return frozenset(found)
