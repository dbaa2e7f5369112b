"""What a pattern is made of, once read."""

from collections.abc import Callable
from dataclasses import dataclass

# Tells whether a letter belongs to a class.
Belongs = Callable[[str], bool]


def _everything(_letter: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Any:
    """Any letter, line ends too."""

    belongs: Belongs = _everything


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a class."""

    belongs: Belongs


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the text, or its end."""

    at_end: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`most` is None for as often as one likes."""

    part: "Part"
    least: int
    most: int | None


Part = Any | Letter | Edge | Sequence | Alternatives | Repeat
