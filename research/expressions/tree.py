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


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below the node."""
    if isinstance(node, Negative):
        return (node.operand,)
    if isinstance(node, Chain):
        return node.operands
    return node.arguments if isinstance(node, Call) else ()


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(parts_of(found)))


def depth_of(node: Node) -> int:
    """Return how many nodes stand within each other."""
    depth, level = 0, [node]
    while level:
        depth, level = depth + 1, [part for each in level for part in parts_of(each)]
    return depth
