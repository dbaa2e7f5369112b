"""Functions of dates and moments."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.dates import days, from_days, part_of_day, read_date, write_as
from research.expressions.errors import ExpressionError
from research.expressions.functions.calls import Argument, Evaluator, Function, plain, unary
from research.expressions.values import Value, to_date, to_text


def _format(values: list[Value]) -> Value:
    moment = to_date(values[0], keep_time=True)
    return write_as(moment, to_text(values[1])) if isinstance(moment, date) else ""


def _in_days(value: Value) -> Value:
    """Return days and their part; blank and NaN stay what they are."""
    if isinstance(value, bool):
        raise ExpressionError(_("A condition cannot be taken for a date."))
    if value == "":
        return value
    if isinstance(value, float):
        if value == value:  # noqa: PLR0124 -- NaN
            from_days(0.0 if abs(value) < 2**31 else value, keep_time=False)
        return value
    return days(read_date(value) if isinstance(value, str) else value)


def _time_of_day(value: Value) -> Value:
    number_of_days = _in_days(value)
    if isinstance(number_of_days, float) and number_of_days == number_of_days:  # noqa: PLR0124 -- NaN
        return part_of_day(number_of_days)
    return number_of_days


def _today(_arguments: tuple[Argument, ...]) -> Evaluator:
    return lambda run: run.day


def _now(_arguments: tuple[Argument, ...]) -> Evaluator:
    return lambda run: run.moment


FUNCTIONS: Final = {
    "date": unary(lambda value: to_date(value, keep_time=False)),
    "date-time": unary(lambda value: to_date(value, keep_time=True)),
    "decimal-date-time": unary(_in_days),
    "decimal-time": unary(_time_of_day),
    "format-date": plain(2, _format),
    "format-date-time": plain(2, _format),
    "today": Function(0, 0, _today),
    "now": Function(0, 0, _now),
}
