"""Functions of numbers, and those of sets of questions."""

import math
import random
from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.dates import days
from research.expressions.errors import ExpressionError
from research.expressions.functions.calls import Argument, Build, Evaluator, Function, Run, plain, unary
from research.expressions.numbers import (
    angle,
    decimal_logarithm,
    largest,
    logarithm,
    power,
    rounded,
    smallest,
    to_int,
    tolerant,
    truncated,
)
from research.expressions.values import Value, to_number

# Chance of the system: nobody can foretell who is drawn.
_chance: Final = random.SystemRandom()


def _exact(value: Value) -> float:
    """Return the value as a number, of a moment with the part of its day."""
    return days(value) if isinstance(value, date) else to_number(value)


def _of_number(function: Callable[[float], float]) -> Function:
    safe = tolerant(function)
    return unary(lambda value: safe(_exact(value)))


def _round(values: list[Value]) -> Value:
    return rounded(to_number(values[0]), to_int(to_number(values[1])) if len(values) > 1 else 0)


def _of_set(function: Callable[[tuple[Value, ...]], Value]) -> Build:
    def build(arguments: tuple[Argument, ...]) -> Evaluator:
        set_of = arguments[0].set_of

        def worked_out(run: Run) -> Value:
            found = set_of(run)
            if found is None:
                raise ExpressionError(
                    _("This function is about a question, and what stands in its brackets is none.")
                )
            return function(found)

        return worked_out

    return build


def _sum(values: tuple[Value, ...]) -> Value:
    return sum((number for number in map(to_number, values) if not math.isnan(number)), 0.0)


FUNCTIONS: Final = {
    "number": unary(to_number),
    "int": unary(lambda value: truncated(to_number(value))),
    "round": plain(1, _round, most=2),
    "min": plain(0, lambda values: smallest([to_number(value) for value in values]), most=None),
    "max": plain(0, lambda values: largest([to_number(value) for value in values]), most=None),
    "abs": _of_number(abs),
    "pow": plain(2, lambda values: power(_exact(values[0]), _exact(values[1]))),
    "exp": _of_number(math.exp),
    "exp10": _of_number(lambda number: power(10.0, number)),
    "log": _of_number(logarithm),
    "log10": _of_number(decimal_logarithm),
    "sqrt": _of_number(math.sqrt),
    "sin": _of_number(math.sin),
    "cos": _of_number(math.cos),
    "tan": _of_number(math.tan),
    "asin": _of_number(math.asin),
    "acos": _of_number(math.acos),
    "atan": _of_number(math.atan),
    "atan2": plain(2, lambda values: angle(_exact(values[0]), _exact(values[1]))),
    "pi": plain(0, lambda _values: math.pi),
    "random": plain(0, lambda _values: _chance.random()),
    "sum": Function(1, 1, _of_set(_sum), of_a_set=True),
    "count": Function(1, 1, _of_set(lambda values: float(len(values))), of_a_set=True),
    "count-non-empty": Function(
        1, 1, _of_set(lambda values: float(sum(value != "" for value in values))), of_a_set=True
    ),
    # Without repeats the only place of a question is the first.
    "position": Function(1, 1, _of_set(lambda values: float(len(values))), of_a_set=True),
    "randomize": Function(1, 2, _of_set(lambda values: values[0] if values else ""), of_a_set=True),
}
