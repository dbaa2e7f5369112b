"""What is known of a question when the expressions about it are looked through."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from research.expressions.tree import Node, Reference


class Holds(StrEnum):
    """What the answers of a question are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ONE_CODE = "one_code"
    SEVERAL_CODES = "several_codes"
    # A calculation or a hidden value may be anything.
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class NameFacts:
    """`codes` are those of the question's list of choices; empty where it has none, or where it is not known."""

    holds: Holds
    codes: frozenset[str] = frozenset()


def facts_of(node: Node, known: Mapping[str, NameFacts]) -> NameFacts | None:
    """Return what is known of the question that the node names."""
    return known.get(node.name) if isinstance(node, Reference) else None
