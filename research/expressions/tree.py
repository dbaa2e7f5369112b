"""What an expression is made of, once read. `position` counts the characters before the part."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes or a number."""

    value: str | float
    position: int


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`, or `.`, the answer that is being checked: its name is ".", as in the values."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Column:
    """A name that stands bare: in a choice_filter a column of the choices."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Parent:
    """`..`, which only repeats could use."""

    position: int


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Node"
    position: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands with operators of one rank between them, worked out from the left: `a - b + c`."""

    operands: tuple["Node", ...]
    operators: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Node", ...]
    position: int


Node = Literal | Reference | Column | Parent | Negative | Chain | Call


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, in the order of the text."""
    yield node
    if isinstance(node, Negative):
        yield from walk(node.operand)
    elif isinstance(node, Chain):
        for operand in node.operands:
            yield from walk(operand)
    elif isinstance(node, Call):
        for argument in node.arguments:
            yield from walk(argument)
