"""Functions that look at the answer itself and at the labels of choices."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.functions.calls import Argument, Evaluator, Function, Run
from research.expressions.tree import Literal
from research.expressions.values import Value, to_text

# jr:choice-name(${q}, '${q}'): the question stands in quotes.
_QUOTED: Final = re.compile(r"\s*\$\{([^\W\d][\w.\-]*)\}\s*\Z")


def quoted_question(argument: object) -> str | None:
    """Return the name of the question that stands in quotes, as jr:choice-name() wants it."""
    if (
        isinstance(argument, Literal)
        and isinstance(argument.value, str)
        and (found := _QUOTED.match(argument.value))
    ):
        return found[1]
    return None


def _once(arguments: tuple[Argument, ...]) -> Evaluator:
    value, answer = arguments[0].value, arguments[1].value

    def kept(run: Run) -> Value:
        present = answer(run)
        fresh = value(run)
        return present if to_text(present) else fresh

    return kept


def _choice_name(arguments: tuple[Argument, ...]) -> Evaluator:
    code, question = arguments[0].value, quoted_question(arguments[1].node)

    def label(run: Run) -> Value:
        if run.choice_name is None or question is None:
            raise ExpressionError(_("The label of a choice cannot be looked up here."))
        return run.choice_name(to_text(code(run)), question)

    return label


FUNCTIONS: Final = {
    "once": Function(1, 1, _once),
    "jr:choice-name": Function(2, 2, _choice_name),
}
# These are about the answer itself, ".", which is handed to them as one more argument where it is not written.
ABOUT_THE_ANSWER: Final = {"once": 1, "string-length": 0, "normalize-space": 0}
