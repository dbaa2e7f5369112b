"""Functions that do not exist, or that are called with what they cannot take."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.dates import read_date, write_as
from research.expressions.errors import ExpressionError
from research.expressions.functions import ABOUT_THE_ANSWER, FUNCTIONS, quoted_question
from research.expressions.lint.facts import Holds, NameFacts, facts_of
from research.expressions.lint.names import nearest
from research.expressions.lint.problem import Problem, ProblemKind
from research.expressions.patterns import compile_pattern
from research.expressions.tree import Call, Literal, Node, Parent, Reference, walk

# Functions of XLSForm for what a questionnaire here does not have: repeats, places, media, lists kept in files.
_ELSEWHERE: Final = frozenset(
    [
        "indexed-repeat",
        "pulldata",
        "instance",
        "current",
        "area",
        "enclosed-area",
        "distance",
        "geofence",
        "intersects",
        "jr:itext",
        "property",
        "extract-signed",
        "last",
        "once-per-form",
        "thousands-sep",
    ]
)
_OTHER_NAMES: Final = {
    "substring": "substr",
    "length": "string-length",
    "concatenate": "concat",
    "hash": "digest",
}
_ANY_DAY: Final = date(2026, 1, 31)


def wrong_calls(tree: Node, known: Mapping[str, NameFacts]) -> Iterator[Problem]:
    for node in walk(tree):
        if isinstance(node, Call):
            function = FUNCTIONS.get(node.name)
            if function is None:
                yield _unknown(node)
            elif not function.takes(max(len(node.arguments), 1 if node.name in ABOUT_THE_ANSWER else 0)) or (
                node.name == "once" and not node.arguments
            ):
                yield _arguments(node)
            else:
                yield from _wrong_arguments(node, known)


def _unknown(call: Call) -> Problem:
    if call.name in _ELSEWHERE:
        return Problem(
            ProblemKind.UNSUPPORTED_FUNCTION,
            _("The function %(name)s() is about repeats, places, media or files, which are not used here."),
            call.position,
            {"name": call.name},
        )
    if meant := _OTHER_NAMES.get(call.name.lower()) or nearest(call.name, FUNCTIONS):
        return Problem(
            ProblemKind.UNKNOWN_FUNCTION,
            _("There is no function %(name)s(). Perhaps %(meant)s() is meant."),
            call.position,
            {"name": call.name, "meant": meant},
        )
    return Problem(
        ProblemKind.UNKNOWN_FUNCTION,
        _("There is no function %(name)s()."),
        call.position,
        {"name": call.name},
    )


def _arguments(call: Call) -> Problem:
    return Problem(
        ProblemKind.ARGUMENTS,
        _("The function %(name)s() is not called with %(number)s values in its brackets."),
        call.position,
        {"name": call.name, "number": len(call.arguments)},
    )


def _wrong_arguments(call: Call, known: Mapping[str, NameFacts]) -> Iterator[Problem]:
    match call.name, call.arguments:
        case "selected" | "is-selected", (chosen, code):
            yield from _selection(call, chosen, code, known)
        case "count-selected" | "selected-at", (chosen, *_others):
            yield from _selection(call, chosen, None, known)
        case "regex", (_text, Literal(value=str() as pattern, position=position)):
            yield from _refused(ProblemKind.PATTERN, position, lambda: compile_pattern(pattern))
        case (
            ("date" | "date-time" | "decimal-date-time" | "decimal-time"),
            (Literal(value=str() as text, position=position),),
        ) if text:
            yield from _refused(ProblemKind.NOT_A_DATE, position, lambda: read_date(text))
        case (
            ("format-date" | "format-date-time"),
            (_moment, Literal(value=str() as form, position=position)),
        ):
            yield from _refused(ProblemKind.NOT_A_DATE, position, lambda: write_as(_ANY_DAY, form))
        case "jr:choice-name", (_code, question) if quoted_question(question) is None:
            yield Problem(
                ProblemKind.NOT_A_QUESTION,
                _(
                    "jr:choice-name() wants the question in quotation marks: jr:choice-name(${name}, '${name}')."
                ),
                call.position,
            )
        case _:
            pass
    if FUNCTIONS[call.name].of_a_set and not _may_be_question(call.arguments[0]):
        yield Problem(
            ProblemKind.NOT_A_QUESTION,
            _("The function %(name)s() is about a question, and what stands in its brackets is none."),
            call.position,
            {"name": call.name},
        )


def _may_be_question(node: Node) -> bool:
    """Tell whether the node may be a question: what if() chooses is known only later, and `..` is told elsewhere."""
    return isinstance(node, Reference | Parent) or (
        isinstance(node, Call) and node.name in {"if", "coalesce", "depend", "randomize"}
    )


def _selection(
    call: Call, chosen: Node, code: Node | None, known: Mapping[str, NameFacts]
) -> Iterator[Problem]:
    facts = facts_of(chosen, known)
    if facts and facts.holds in {Holds.NUMBER, Holds.DATE}:
        yield Problem(
            ProblemKind.NOT_A_CHOICE,
            _("The function %(name)s() is about choices, and here a number or a date is answered."),
            call.position,
            {"name": call.name},
        )
    elif isinstance(code, Literal) and isinstance(code.value, float):
        yield Problem(
            ProblemKind.NOT_A_CHOICE,
            _("The code that selected() looks for is written in quotes, like '1'."),
            code.position,
        )
    elif facts and facts.codes and isinstance(code, Literal) and str(code.value).strip() not in facts.codes:
        yield unknown_code(str(code.value).strip(), code.position, facts.codes)


def unknown_code(code: str, position: int, codes: frozenset[str]) -> Problem:
    """Return the problem of a code that stands in no list of the question."""
    if meant := nearest(code, codes):
        return Problem(
            ProblemKind.UNKNOWN_CODE,
            _("The list of this question has no choice '%(code)s'. Perhaps '%(meant)s' is meant."),
            position,
            {"code": code, "meant": meant},
        )
    return Problem(
        ProblemKind.UNKNOWN_CODE,
        _("The list of this question has no choice '%(code)s'."),
        position,
        {"code": code},
    )


def _refused(kind: ProblemKind, position: int, attempt: Callable[[], object]) -> Iterator[Problem]:
    """Yield what the attempt is refused with; it would be refused in the same way while somebody answers."""
    try:
        attempt()
    except ExpressionError as error:
        yield Problem(kind, error.template, position, dict(error.parts))
