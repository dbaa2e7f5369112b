"""Comparisons that can never hold, or hardly mean what they say."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.lint.calls import unknown_code
from research.expressions.lint.facts import Holds, NameFacts, facts_of
from research.expressions.lint.problem import Problem, ProblemKind
from research.expressions.numbers import NEARLY, read_number
from research.expressions.tree import Chain, Literal, Node, walk

_EQUALITY: Final = frozenset({"=", "!="})
_COMPARING: Final = _EQUALITY | {"<", "<=", ">", ">="}
# As dates are written when they are compared as texts.
_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def wrong_comparisons(tree: Node, known: Mapping[str, NameFacts]) -> Iterator[Problem]:
    for node in walk(tree):
        if not isinstance(node, Chain):
            continue
        for left, operator, right in zip(node.operands, node.operators, node.operands[1:], strict=False):
            if operator in _COMPARING:
                yield from _pair(left, operator, right, known)
                yield from _pair(right, operator, left, known)


def _pair(side: Node, operator: str, other: Node, known: Mapping[str, NameFacts]) -> Iterator[Problem]:
    """Yield what is wrong where one side is a question and the other side a literal."""
    facts = facts_of(side, known)
    if not isinstance(other, Literal) or (facts is None and not isinstance(side, Literal)):
        return
    if operator in _EQUALITY:
        if facts:
            yield from _equality(facts, other)
        return
    text = other.value
    no_number = isinstance(text, str) and math.isnan(read_number(text))
    if facts and facts.holds is Holds.DATE and isinstance(text, str) and text:
        yield _date_as_text(text, other.position)
    elif no_number or (facts and facts.holds is Holds.TEXT and isinstance(text, str)):
        yield Problem(
            ProblemKind.ORDER_OF_TEXTS,
            _(
                "Texts have no order here: < and > compare numbers, and what is no number is never smaller or larger."
            ),
            other.position,
        )


def _equality(facts: NameFacts, other: Literal) -> Iterator[Problem]:
    text = other.value
    match facts.holds:
        case Holds.ONE_CODE | Holds.SEVERAL_CODES if facts.codes and not _is_code(text, facts.codes):
            yield unknown_code(_as_written(text), other.position, facts.codes)
        case Holds.SEVERAL_CODES if text != "":
            yield Problem(
                ProblemKind.SEVERAL_AS_ONE,
                _(
                    "Several choices may be chosen here, and = compares all of them: selected() asks about one."
                ),
                other.position,
            )
        case Holds.DATE if isinstance(text, str) and text and not _ISO_DATE.match(text):
            yield _date_as_text(text, other.position)
        case Holds.NUMBER if isinstance(text, str) and text and math.isnan(read_number(text)):
            yield Problem(
                ProblemKind.NUMBER_AS_TEXT,
                _("A number is answered here, and '%(text)s' is none: they are never equal."),
                other.position,
                {"text": text},
            )
        case _:
            pass


def _is_code(value: str | float, codes: frozenset[str]) -> bool:
    """Tell whether a code equals the value: texts as texts, and numbers as numbers; blank is no answer."""
    if isinstance(value, str):
        # Several codes in one text are several questions; each of them must be in the list.
        return value == "" or value in codes or (" " in value and codes.issuperset(value.split()))
    return any(abs(read_number(code) - value) < NEARLY for code in codes)


def _as_written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _date_as_text(text: str, position: int) -> Problem:
    return Problem(
        ProblemKind.DATE_AS_TEXT,
        _(
            "A date is compared with the text '%(text)s', which never holds. A date is written date('2026-01-31')."
        ),
        position,
        {"text": text},
    )
