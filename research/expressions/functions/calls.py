"""How a function is described, and what it is given when an expression is prepared and when it is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from research.expressions.tree import Node
from research.expressions.values import Value, Values

_HERE: Final = ZoneInfo("Europe/Belgrade")

# From the code of a choice and the name of its question to the label, for jr:choice-name().
ChoiceName = Callable[[str, str], str]


@dataclass(slots=True)
class Run:
    """What one evaluation reads: answers, columns of a choice, and the moment, the same for all of a page."""

    values: Values
    columns: Mapping[str, str]
    today: date | None = None
    now: datetime | None = None
    version: str = ""
    choice_name: ChoiceName | None = None

    @property
    def moment(self) -> datetime:
        """The moment on the clock of Europe/Belgrade, looked at once."""
        if self.now is None:
            self.now = datetime.now(_HERE).replace(tzinfo=None)
        return self.now.astimezone(_HERE).replace(tzinfo=None) if self.now.tzinfo else self.now

    @property
    def day(self) -> date:
        return self.moment.date() if self.today is None else self.today


Evaluator = Callable[[Run], Value]
# The values of a set of questions; None of what is no set.
SetEvaluator = Callable[[Run], tuple[Value, ...] | None]


@dataclass(frozen=True, slots=True)
class Argument:
    node: Node
    value: Evaluator
    set_of: SetEvaluator


Build = Callable[[tuple[Argument, ...]], Evaluator]


@dataclass(frozen=True, slots=True)
class Function:
    """`most` is None where any number of arguments may follow; `pairs` asks for an even number of them."""

    least: int
    most: int | None
    build: Build
    pairs: bool = False
    # The first argument must be a question, or end in one: sum(${a}).
    of_a_set: bool = False

    def takes(self, number: int) -> bool:
        enough = self.least <= number and (self.most is None or number <= self.most)
        return enough and not (self.pairs and number % 2)


def plain(least: int, function: Callable[[list[Value]], Value], most: int | None = -1) -> Function:
    """Return a function of the values of its arguments, which are all worked out."""

    def build(arguments: tuple[Argument, ...]) -> Evaluator:
        values = tuple(argument.value for argument in arguments)
        return lambda run: function([value(run) for value in values])

    return Function(least, least if most == -1 else most, build)


def unary(function: Callable[[Value], Value]) -> Function:
    """Return a function of one value."""

    def build(arguments: tuple[Argument, ...]) -> Evaluator:
        value = arguments[0].value
        return lambda run: function(value(run))

    return Function(1, 1, build)
