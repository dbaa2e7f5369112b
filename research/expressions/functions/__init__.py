"""The functions of XLSForm that a questionnaire without repeats, places and media may use (docs.getodk.org)."""

from typing import Final

from research.expressions.functions import answers, conditions, counting, encoding, moments, wording
from research.expressions.functions.answers import ABOUT_THE_ANSWER, quoted_question
from research.expressions.functions.calls import Argument, ChoiceName, Evaluator, Function, Run, SetEvaluator
from research.expressions.functions.conditions import is_blank

FUNCTIONS: Final[dict[str, Function]] = {
    **conditions.FUNCTIONS,
    **counting.FUNCTIONS,
    **moments.FUNCTIONS,
    **wording.FUNCTIONS,
    **encoding.FUNCTIONS,
    **answers.FUNCTIONS,
}

__all__ = [
    "ABOUT_THE_ANSWER",
    "FUNCTIONS",
    "Argument",
    "ChoiceName",
    "Evaluator",
    "Function",
    "Run",
    "SetEvaluator",
    "is_blank",
    "quoted_question",
]
