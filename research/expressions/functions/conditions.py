"""Functions about what holds and what is chosen."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.functions.calls import Argument, Evaluator, Function, Run, plain, unary
from research.expressions.numbers import to_int
from research.expressions.values import Value, to_boolean, to_number, to_text


def _if(arguments: tuple[Argument, ...]) -> Evaluator:
    condition, then, otherwise = (argument.value for argument in arguments)
    return lambda run: then(run) if to_boolean(condition(run)) else otherwise(run)


def is_blank(value: Value) -> bool:
    """Tell whether coalesce() passes the value over: the empty text and NaN."""
    return value == "" or (isinstance(value, float) and value != value)  # noqa: PLR0124 -- NaN


def _coalesce(arguments: tuple[Argument, ...]) -> Evaluator:
    first, second = (argument.value for argument in arguments)

    def chosen(run: Run) -> Value:
        value = first(run)
        return second(run) if is_blank(value) else value

    return chosen


def _depend(arguments: tuple[Argument, ...]) -> Evaluator:
    values = tuple(argument.value for argument in arguments)

    def first(run: Run) -> Value:
        first_of_all, *_others = [value(run) for value in values]
        return first_of_all

    return first


def _codes(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise ExpressionError(
        _("Numbers and dates are not chosen from a list: selected() asks about choices only.")
    )


def _selected(values: list[Value]) -> Value:
    code = values[1]
    if not isinstance(code, str):
        raise ExpressionError(_("The code that selected() looks for is written in quotes, like '1'."))
    return f" {code.strip()} " in f" {_codes(values[0])} "


def _each(value: Value) -> list[str]:
    return [code for code in _codes(value).split(" ") if code]


def _selected_at(values: list[Value]) -> Value:
    codes = _each(values[0])
    place = to_int(to_number(values[1]))
    return codes[place] if 0 <= place < len(codes) else ""


def _checklist(values: list[Value]) -> Value:
    least, most = (to_int(to_number(value)) for value in values[:2])
    count = sum(to_boolean(value) for value in values[2:])
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _weighted_checklist(values: list[Value]) -> Value:
    least, most = (to_number(value) for value in values[:2])
    total = sum(
        to_number(weight)
        for holds, weight in zip(values[2::2], values[3::2], strict=True)
        if to_boolean(holds)
    )
    return least <= total <= most


def _from_string(value: Value) -> Value:
    text = to_text(value)
    return text == "1" or text.lower() == "true"


FUNCTIONS: Final = {
    "if": Function(3, 3, _if),
    "coalesce": Function(2, 2, _coalesce),
    "depend": Function(1, None, _depend),
    "true": plain(0, lambda _values: True),
    "false": plain(0, lambda _values: False),
    "not": unary(lambda value: not to_boolean(value)),
    "boolean": unary(to_boolean),
    "boolean-from-string": unary(_from_string),
    "selected": plain(2, _selected),
    "is-selected": plain(2, _selected),
    "selected-at": plain(2, _selected_at),
    "count-selected": unary(lambda value: float(len(_each(value)))),
    "checklist": plain(2, _checklist, most=None),
    "weighted-checklist": Function(4, None, plain(4, _weighted_checklist, most=None).build, pairs=True),
}
