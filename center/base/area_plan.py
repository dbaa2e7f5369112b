"""A plan of many points without streets: which way is north, how far it is, what lies beside what.

Lengths are in metres on the ground, sizes in units of the drawing. Marks that would cover one another are moved
apart; a line then leads from the mark to its point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

from center.base.plan import Point, offset

WIDTH: Final = 360.0
HEIGHT: Final = 340.0
MARK: Final = 12.0
"""Radius of a mark: 24 units across, the least that a finger needs when the drawing is 360 px wide."""
_MARGIN: Final = 30.0
_FOOT: Final = 34.0  # for the bar of the scale
_LEAST_METRES: Final = 1500.0  # a single point is shown with its surroundings
_GAP: Final = 2.0
_TURN: Final = pi * (3 - 5**0.5)  # the golden angle, so that tries never repeat a direction
_TRIES: Final = 600
_LONGEST_BAR: Final = 100.0
_MOVED: Final = 1.0


@dataclass(frozen=True)
class Mark:
    """A mark at (x, y) for the point at (point_x, point_y); `is_moved` when a line has to join them."""

    x: float
    y: float
    point_x: float
    point_y: float
    is_moved: bool


@dataclass(frozen=True)
class AreaPlan:
    """Where everything stands: `marks` in the order given; `others` are (index, x, y) of those that lie inside."""

    width: float
    height: float
    marks: list[Mark]
    others: list[tuple[int, float, float]]
    bar_metres: int
    bar_length: float


def draw(points: Sequence[Point], others: Sequence[Point] = ()) -> AreaPlan | None:
    """Fit the points into the drawing; `others` (known places) are shown where they lie inside. None without points."""
    if not points:
        return None
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    middle = ((south + north) / 2, (west + east) / 2)
    wide = max(offset((middle[0], west), (middle[0], east))[0], _LEAST_METRES)
    tall = max(offset((south, middle[1]), (north, middle[1]))[1], _LEAST_METRES)
    scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN - _FOOT) / tall)

    def place(point: Point) -> tuple[float, float]:
        right, up = offset(middle, point)
        return WIDTH / 2 + right * scale, (HEIGHT - _FOOT) / 2 - up * scale

    metres = _bar(_LONGEST_BAR / scale)
    inside = [(number, *place(point)) for number, point in enumerate(others)]
    return AreaPlan(
        width=WIDTH,
        height=HEIGHT,
        marks=_apart([place(point) for point in points]),
        others=[
            (number, round(x, 1), round(y, 1))
            for number, x, y in inside
            if MARK <= x <= WIDTH - MARK and MARK <= y <= HEIGHT - _FOOT
        ],
        bar_metres=metres,
        bar_length=round(metres * scale, 1),
    )


def _bar(most: float) -> int:
    """Return the longest round number of metres up to `most`."""
    step = 1
    while step * 10 <= most:
        step *= 10
    return max(factor * step for factor in (1, 2, 5) if factor == 1 or factor * step <= most)


def _apart(places: list[tuple[float, float]]) -> list[Mark]:
    taken: list[tuple[float, float]] = []
    marks = []
    for x, y in places:
        free_x, free_y = _free(x, y, taken)
        taken.append((free_x, free_y))
        is_moved = hypot(free_x - x, free_y - y) > _MOVED
        marks.append(Mark(round(free_x, 1), round(free_y, 1), round(x, 1), round(y, 1), is_moved))
    return marks


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the first place on a spiral around the point where the mark covers no other."""
    for number in range(_TRIES):
        distance = 4.0 * number**0.5
        near_x = min(max(x + distance * cos(number * _TURN), MARK), WIDTH - MARK)
        near_y = min(max(y + distance * sin(number * _TURN), MARK), HEIGHT - MARK)
        if all(hypot(near_x - a, near_y - b) >= 2 * MARK + _GAP for a, b in taken):
            return near_x, near_y
    return x, y
