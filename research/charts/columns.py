"""Columns: one number for each year, from zero, with the number above its column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Of a drawing as wide as a small phone, so that its letters are read there at nearly their own size.
WIDTH: Final = 320
HEIGHT: Final = 200
_BASELINE: Final = 172
_TALLEST: Final = 140
_PART_OF_PLACE: Final = 0.64
# A number that is not zero is seen.
_SHORTEST: Final = 2.0


@dataclass(frozen=True)
class Column:
    """One number with its name; None is withheld. `is_partial` marks a year that is not over."""

    label: str
    value: int | None
    is_partial: bool = False


@dataclass(frozen=True)
class Bar:
    """A column as it is drawn: left, top, width and height of its rectangle, and the middle for the words."""

    column: Column
    left: float
    top: float
    width: float
    height: float
    middle: float
    above: float
    """Where the number stands."""


@dataclass(frozen=True)
class Columns:
    """The drawing; `title` and `description` say it to those who do not see it."""

    title: str
    description: str
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    baseline: int = _BASELINE

    @property
    def has_partial(self) -> bool:
        """Whether a column needs the pattern of what is not over."""
        return any(bar.column.is_partial for bar in self.bars)


def columns(items: Sequence[Column], *, title: str, description: str) -> Columns:
    """Lay the columns out side by side; heights are proportional to the numbers, the tallest fills the drawing.

    Raises ValueError for a negative number: such a column would have to hang below the line.
    """
    if any(item.value is not None and item.value < 0 for item in items):
        msg = "Columns stand on zero, so no number may be negative."
        raise ValueError(msg)
    most = max((item.value or 0 for item in items), default=0) or 1
    place = WIDTH / max(len(items), 1)
    bars = []
    for number, item in enumerate(items):
        height = max(_TALLEST * item.value / most, _SHORTEST) if item.value else 0.0
        top, width = _BASELINE - height, place * _PART_OF_PLACE
        bars.append(
            Bar(
                column=item,
                left=round(place * number + (place - width) / 2, 1),
                top=round(top, 1),
                width=round(width, 1),
                height=round(height, 1),
                middle=round(place * (number + 0.5), 1),
                above=round(top - 6, 1),
            )
        )
    return Columns(title=title, description=description, bars=bars)
