"""Rectangles on the ground of a fair: what lies inside, what overlaps, and rows of stands. Whole centimetres.

The database has the same rules (`events.models.fair`); these find all faults of a plan at once, and where they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol

Corners = Sequence[Sequence[int]]
"""Corners of an outline in order around, each (x, y); empty: the whole rectangle."""

SHORTEST: Final = 50
LONGEST: Final = 50_000
"""What a side of a stand, a thing or a plan measures at least and at most."""
MOST_WATTS: Final = 50_000
NUMBER_FORM: Final = r"^[A-Z]?[1-9][0-9]{0,2}$"
"""A number of a stand, as PostgreSQL and Python read it."""
FEWEST_CORNERS: Final = 3
MOST_CORNERS: Final = 40
_NUMBER: Final = re.compile(r"([A-Z]?)([1-9][0-9]{0,2})")
_METRES: Final = re.compile(r"\d{1,4}([.,]\d{1,2})?")


class Spot(Protocol):
    """Something with a rectangle: (x, y) is its corner at the top on the left."""

    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


@dataclass(frozen=True)
class Rectangle:
    x: int
    y: int
    width: int
    height: int


def overlap(one: Spot, other: Spot) -> bool:
    """Say whether two rectangles share ground; those that only touch do not."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def overlapping(spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """Yield the places in the list of each two that overlap, the first one first."""
    for first, one in enumerate(spots):
        for second in range(first + 1, len(spots)):
            if overlap(one, spots[second]):
                yield first, second


def is_inside(spot: Spot, *, width: int, height: int, outline: Corners = ()) -> bool:
    """Say whether a rectangle lies inside the plan, on its edge at most."""
    if spot.x < 0 or spot.y < 0 or spot.x + spot.width > width or spot.y + spot.height > height:
        return False
    if not outline:
        return True
    if any(_cuts(spot, start, end) for start, end in _sides(outline)):
        return False
    # No side runs through it, so all of it is on one side: where its middle is. Doubled, it has no halves.
    return _holds(outline, 2 * spot.x + spot.width, 2 * spot.y + spot.height)


def _sides(outline: Corners) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    for number, corner in enumerate(outline):
        yield corner, outline[(number + 1) % len(outline)]


def _cuts(spot: Spot, start: Sequence[int], end: Sequence[int]) -> bool:
    """Say whether a line passes through the inner part of a rectangle (Liang–Barsky)."""
    low, high = 0.0, 1.0
    for begin, along, least, most in (
        (start[0], end[0] - start[0], spot.x, spot.x + spot.width),
        (start[1], end[1] - start[1], spot.y, spot.y + spot.height),
    ):
        if along == 0:
            if begin <= least or begin >= most:
                return False
            continue
        near, far = sorted(((least - begin) / along, (most - begin) / along))
        low, high = max(low, near), min(high, far)
    return low < high


def _holds(outline: Corners, double_x: int, double_y: int) -> bool:
    """Say whether a point, given doubled, lies inside: a ray to the right crosses an odd number of sides."""
    inside = False
    for (ax, ay), (bx, by) in _sides(outline):
        if (2 * ay > double_y) == (2 * by > double_y):
            continue
        # Of whole numbers alone: on which side of the line from a to b the point is.
        side = (double_x - 2 * ax) * (by - ay) - (double_y - 2 * ay) * (bx - ax)
        if (side < 0) == (by > ay):
            inside = not inside
    return inside


def is_simple(outline: Corners) -> bool:
    """Say whether an outline has at least three corners, each once, and no two sides that meet elsewhere."""
    corners = [tuple(corner) for corner in outline]
    if not FEWEST_CORNERS <= len(corners) <= MOST_CORNERS or len(set(corners)) < len(corners):
        return False
    sides = list(_sides(outline))
    for first, (a, b) in enumerate(sides):
        for second in range(first + 1, len(sides)):
            c, d = sides[second]
            if second == first + 1 or (first == 0 and second == len(sides) - 1):
                # Neighbours meet in their corner; folded back on one another they hold no ground.
                middle, one, other = (b, a, d) if second == first + 1 else (a, b, c)
                if _turn(one, middle, other) == 0 and _between(other, one, middle):
                    return False
            elif _meet(a, b, c, d):
                return False
    return True


def _turn(a: Sequence[int], b: Sequence[int], c: Sequence[int]) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(one: Sequence[int], other: Sequence[int], middle: Sequence[int]) -> bool:
    """Say whether two points on a line through `middle` lie on the same side of it."""
    across = (one[0] - middle[0]) * (other[0] - middle[0]) + (one[1] - middle[1]) * (other[1] - middle[1])
    return across > 0


def _meet(a: Sequence[int], b: Sequence[int], c: Sequence[int], d: Sequence[int]) -> bool:
    def sign(value: int) -> int:
        return (value > 0) - (value < 0)

    turns = [sign(_turn(*each)) for each in ((a, b, c), (a, b, d), (c, d, a), (c, d, b))]
    if turns[0] != turns[1] and turns[2] != turns[3]:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(
        turn == 0
        and min(one[0], two[0]) <= point[0] <= max(one[0], two[0])
        and min(one[1], two[1]) <= point[1] <= max(one[1], two[1])
        for turn, (one, two, point) in zip(turns, ends, strict=True)
    )


def row_of(
    *, count: int, width: int, height: int, x: int, y: int, gap: int, first: str, down: bool = False
) -> list[tuple[str, Rectangle]]:
    """Return `count` rectangles with their numbers, to the right of one another or `down`, `gap` between two.

    Numbers go on from `first`, the letter before them stays. Raises ValueError when `first` is no number of a
    stand or the last one would have four digits.
    """
    match = _NUMBER.fullmatch(first)
    if match is None or int(match[2]) + count - 1 > 999:  # noqa: PLR2004 -- three digits
        msg = f"{count} stands cannot be numbered from {first!r}."
        raise ValueError(msg)
    along, across = (0, height + gap) if down else (width + gap, 0)
    return [
        (f"{match[1]}{int(match[2]) + step}", Rectangle(x + step * along, y + step * across, width, height))
        for step in range(count)
    ]


def is_number(number: str) -> bool:
    """Say whether a stand may have this number."""
    return _NUMBER.fullmatch(number) is not None


def number_key(number: str) -> tuple[str, int]:
    """Return what the numbers of stands are sorted by: the letter, then the number; others last."""
    match = _NUMBER.fullmatch(number)
    return (match[1], int(match[2])) if match else ("~", 0)


def centimetres(text: str) -> int:
    """Return "2,5" or "2.5" metres as 250; raises ValueError for what is no length."""
    tidy = text.strip().removesuffix("m").rstrip().replace("\N{NO-BREAK SPACE}", "")
    if not _METRES.fullmatch(tidy):
        msg = f"{text!r} is no length in metres."
        raise ValueError(msg)
    return int(Decimal(tidy.replace(",", ".")) * 100)


def metres(length: int, mark: str = ",") -> str:
    """Return 250 as "2,5", with the decimal mark of the language."""
    whole, rest = divmod(length, 100)
    return f"{whole}{mark}{rest:02}".rstrip("0") if rest else str(whole)
