"""A condition of a questionnaire in words, for people who fill in paper: nothing skips questions for them there.

Simple ones alone: comparisons of one answer with a code or a number, and several of them all joined by "and", or all by
"or". Anything else has no words, and the paper says to leave out what does not concern one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from research.definition import CHOOSING, NUMBERS, Definition, Question
from research.expressions import ExpressionError, compile_expression
from research.expressions.tree import Call, Chain, Literal, Node, Reference
from research.interview.display import choice_in_words

# Sentences for one condition, and short forms where several stand together.
_ALONE: Final[dict[str, str | Promise]] = {
    "=": gettext_lazy("Only if your answer to question %(number)s is “%(answer)s”."),
    "!=": gettext_lazy("Only if your answer to question %(number)s is not “%(answer)s”."),
    "has": gettext_lazy("Only if you ticked “%(answer)s” in question %(number)s."),
    "has not": gettext_lazy("Only if you did not tick “%(answer)s” in question %(number)s."),
    ">": gettext_lazy("Only if your answer to question %(number)s is more than %(answer)s."),
    ">=": gettext_lazy("Only if your answer to question %(number)s is %(answer)s or more."),
    "<": gettext_lazy("Only if your answer to question %(number)s is less than %(answer)s."),
    "<=": gettext_lazy("Only if your answer to question %(number)s is %(answer)s or less."),
    "any": gettext_lazy("Only if you answered question %(number)s."),
    "none": gettext_lazy("Only if you left question %(number)s open."),
}
_TOGETHER: Final[dict[str, str | Promise]] = {
    "=": gettext_lazy("question %(number)s: “%(answer)s”"),
    "!=": gettext_lazy("question %(number)s: not “%(answer)s”"),
    "has": gettext_lazy("question %(number)s: “%(answer)s” is ticked"),
    "has not": gettext_lazy("question %(number)s: “%(answer)s” is not ticked"),
    ">": gettext_lazy("question %(number)s: more than %(answer)s"),
    ">=": gettext_lazy("question %(number)s: %(answer)s or more"),
    "<": gettext_lazy("question %(number)s: less than %(answer)s"),
    "<=": gettext_lazy("question %(number)s: %(answer)s or less"),
    "any": gettext_lazy("question %(number)s: answered"),
    "none": gettext_lazy("question %(number)s: left open"),
}
_OPPOSITE: Final = {"has": "has not", "has not": "has", "=": "!=", "!=": "=", "any": "none", "none": "any"}
_TURNED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(frozen=True)
class _Clause:
    """One comparison: of which question, how, and with what, in words."""

    number: int
    relation: str
    answer: str


class _NoWordsError(Exception):
    """The condition is not a simple one."""


def condition_words(definition: Definition, expression: str, numbers: Mapping[str, int]) -> str:
    """Return a condition as a sentence in the active language, "" where it is not simple enough for words.

    `numbers` are those of the questions by their names (`research.interview.numbers_of`).
    """
    try:
        tree = compile_expression(expression).tree
        if isinstance(tree, Chain) and set(tree.operators) in ({"and"}, {"or"}):
            clauses = [_clause(definition, part, numbers) for part in tree.operands]
            return _several(clauses, tree.operators[0])
        clause = _clause(definition, tree, numbers)
    except (ExpressionError, _NoWordsError):
        return ""
    return str(_ALONE[clause.relation]) % {"number": clause.number, "answer": clause.answer}


def _several(clauses: list[_Clause], operator: str) -> str:
    first = clauses[0]
    alike = all((each.number, each.relation) == (first.number, first.relation) for each in clauses)
    if operator == "or" and alike and first.relation in {"=", "has"}:
        # The one sentence, with several answers in its quotation marks.
        answers = _("” or “").join(each.answer for each in clauses)
        return str(_ALONE[first.relation]) % {"number": first.number, "answer": answers}
    said = "; ".join(
        str(_TOGETHER[each.relation]) % {"number": each.number, "answer": each.answer} for each in clauses
    )
    if operator == "and":
        return _("Only if all of this is so – %(conditions)s.") % {"conditions": said}
    return _("Only if at least one of these is so – %(conditions)s.") % {"conditions": said}


def _clause(definition: Definition, node: Node, numbers: Mapping[str, int]) -> _Clause:
    if isinstance(node, Call):
        return _called(definition, node, numbers)
    if not isinstance(node, Chain) or len(node.operators) != 1 or node.operators[0] not in _TURNED:
        raise _NoWordsError
    left, right = node.operands
    relation = node.operators[0]
    if isinstance(left, Literal):
        left, right, relation = right, left, _TURNED[relation]
    if not isinstance(left, Reference) or not isinstance(right, Literal):
        raise _NoWordsError
    question, number = _question(definition, left, numbers)
    if right.value == "" and relation in {"=", "!="}:
        return _Clause(number, "any" if relation == "!=" else "none", "")
    return _Clause(number, relation, _answer(definition, question, right.value, relation))


def _called(definition: Definition, node: Call, numbers: Mapping[str, int]) -> _Clause:
    if node.name == "not" and len(node.arguments) == 1:
        inner = _clause(definition, node.arguments[0], numbers)
        if inner.relation not in _OPPOSITE:
            raise _NoWordsError
        return _Clause(inner.number, _OPPOSITE[inner.relation], inner.answer)
    if node.name != "selected" or len(node.arguments) != 2:  # noqa: PLR2004 -- the question and the code
        raise _NoWordsError
    about, code = node.arguments
    if not isinstance(about, Reference) or not isinstance(code, Literal):
        raise _NoWordsError
    question, number = _question(definition, about, numbers)
    return _Clause(number, "has", _answer(definition, question, code.value, "="))


def _question(
    definition: Definition, reference: Reference, numbers: Mapping[str, int]
) -> tuple[Question, int]:
    if reference.name not in numbers:
        raise _NoWordsError
    return definition.questions[reference.name], numbers[reference.name]


def _answer(definition: Definition, question: Question, value: str | float, relation: str) -> str:
    """Return the answer that is compared with, as it stands on the paper."""
    if question.kind in CHOOSING and relation in {"=", "!="}:
        code = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        return choice_in_words(definition, question, code)
    if question.kind not in NUMBERS:
        raise _NoWordsError
    try:
        number = float(value)
    except ValueError:
        raise _NoWordsError from None
    return str(number_format(int(number) if number.is_integer() else number, use_l10n=True))
