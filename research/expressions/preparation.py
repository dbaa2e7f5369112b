"""From a tree to functions that run."""

from collections.abc import Callable
from typing import Final, NoReturn

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.functions import (
    ABOUT_THE_ANSWER,
    FUNCTIONS,
    Argument,
    Evaluator,
    Run,
    SetEvaluator,
    is_blank,
)
from research.expressions.numbers import divided, remainder
from research.expressions.tree import Call, Chain, Column, Literal, Negative, Node, Parent, Reference
from research.expressions.values import BLANK, Value, equal, given, to_boolean, to_number


def prepare(node: Node) -> Evaluator:
    """Return the function that works the node out."""
    if isinstance(node, Chain):
        return _chain(node)
    if isinstance(node, Call):
        return _call(node)
    if isinstance(node, Negative):
        positive = prepare(node.operand)
        return lambda run: -to_number(positive(run))
    return _leaf(node)


def _leaf(node: Literal | Reference | Column | Parent) -> Evaluator:
    match node:
        case Literal(value=value):
            return lambda _run: value
        case Reference(name=name, position=position):
            return _reference(name, position)
        case Column(name=name):
            return lambda run: run.columns.get(name, BLANK)
        case Parent(position=position):
            return _nowhere(position)


def _refusal(error: ExpressionError) -> Evaluator:
    """Return what refuses only when it is reached: `true() or unknown()` holds."""

    def refuse(run: Run) -> Value:
        raise ExpressionError(error.template, error.position, **error.parts)

    return refuse


def _reference(name: str, position: int) -> Evaluator:
    def read(run: Run) -> Value:
        value = run.values.get(name, BLANK)
        return value if value.__class__ is str else given(value)

    if name != ".":
        return read

    def answer(run: Run) -> Value:
        if name not in run.values:
            raise ExpressionError(
                _('"." is the answer that is being checked, and there is none here.'), position
            )
        return read(run)

    return answer


_ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": float.__add__,
    "-": float.__sub__,
    "*": float.__mul__,
    "div": divided,
    "mod": remainder,
}
_ORDER: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": float.__lt__,
    "<=": float.__le__,
    ">": float.__gt__,
    ">=": float.__ge__,
}


def _chain(node: Chain) -> Evaluator:
    operands = tuple(prepare(operand) for operand in node.operands)
    if node.operators[0] == "and":
        return lambda run: all(to_boolean(operand(run)) for operand in operands)
    if node.operators[0] == "or":
        return lambda run: any(to_boolean(operand(run)) for operand in operands)
    value = operands[0]
    if len(operands) == 2:  # noqa: PLR2004 -- the usual pair, without a loop
        return _pair(value, node.operators[0], operands[1])
    rest = tuple(zip((_operation(operator) for operator in node.operators), operands[1:], strict=True))

    def from_the_left(run: Run) -> Value:
        result = value(run)
        for operation, operand in rest:
            result = operation(result, operand(run))
        return result

    return from_the_left


def _operation(operator: str) -> Callable[[Value, Value], Value]:
    if operator == "=":
        return equal
    if operator == "!=":
        return lambda left, right: not equal(left, right)
    function = _ARITHMETIC.get(operator) or _ORDER[operator]
    return lambda left, right: function(to_number(left), to_number(right))


def _pair(left: Evaluator, operator: str, right: Evaluator) -> Evaluator:
    if operator == "=":
        return lambda run: equal(left(run), right(run))
    if operator == "!=":
        return lambda run: not equal(left(run), right(run))
    function = _ARITHMETIC.get(operator) or _ORDER[operator]
    return lambda run: function(to_number(left(run)), to_number(right(run)))


def _call(node: Call) -> Evaluator:
    function = FUNCTIONS.get(node.name)
    if function is None:
        return _refusal(ExpressionError(_("There is no function %(name)s()."), node.position, name=node.name))
    arguments = tuple(_argument(argument, of_a_set=function.of_a_set) for argument in node.arguments)
    if ABOUT_THE_ANSWER.get(node.name) == len(arguments):
        answer = Reference(".", node.position)
        given_ones, arguments = (
            len(arguments),
            (*arguments, _argument(answer, of_a_set=False)),
        )
        fits = function.takes(max(given_ones, 1))
    else:
        fits = function.takes(len(arguments))
    if not fits:
        return _refusal(
            ExpressionError(
                _("The function %(name)s() is not called with %(number)s values in its brackets."),
                node.position,
                name=node.name,
                number=len(node.arguments),
            )
        )
    return _placed(function.build(arguments), node.position)


def _argument(node: Node, *, of_a_set: bool) -> Argument:
    """Prepare what the function asks for, and that alone: preparing both would double with each level."""
    return Argument(node, _no_value, _set_of(node)) if of_a_set else Argument(node, prepare(node), _nothing)


def _no_value(run: Run) -> Value:
    return BLANK


def _placed(evaluator: Evaluator, position: int) -> Evaluator:
    """Return the evaluator whose errors name the place of its call."""

    def worked_out(run: Run) -> Value:
        try:
            return evaluator(run)
        except ExpressionError as error:
            if error.position is None:
                raise error.at(position) from error
            raise

    return worked_out


def _nowhere(position: int) -> Callable[[Run], NoReturn]:
    """Return what refuses `..` only when it is reached: `true() or ..` holds."""

    def refuse(run: Run) -> NoReturn:
        raise ExpressionError(_('".." is about repeats, which are not used here.'), position)

    return refuse


def _nothing(run: Run) -> None:
    return None


def _set_of(node: Node) -> SetEvaluator:
    """Return the function that tells the values of a set of questions; a function may hand a question on."""
    match node:
        case Reference(name=name, position=position):
            read = _reference(name, position)
            return lambda run: (read(run),) if name in run.values else ()
        case Column(name=name):
            return lambda run: (run.columns[name],) if name in run.columns else ()
        case Parent():
            return _nowhere(node.position)
        case Call():
            return _handed_on(node)
        case _:
            return _nothing


def _handed_on(node: Call) -> SetEvaluator:
    match node:
        case Call(name="if", arguments=(condition, then, otherwise)):
            holds, sets = prepare(condition), (_set_of(otherwise), _set_of(then))
            return lambda run: sets[to_boolean(holds(run))](run)
        case Call(name="coalesce", arguments=(first, second)):
            value, second_set = prepare(first), _set_of(second)
            # What is chosen further down is known only as a value.
            first_set = _nothing if isinstance(first, Call) else _set_of(first)
            return lambda run: second_set(run) if is_blank(value(run)) else first_set(run)
        case Call(name="depend" | "randomize", arguments=(first, *_others)):
            return _set_of(first)
        case _:
            return _nothing
