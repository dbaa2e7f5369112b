"""A plan of the surroundings that is drawn from two points alone: no streets, since we know none.

It shows what is true of any place: which way is north, how far people walk in a few minutes, and where
another known point (the middle of the town) lies. Lengths are in metres on the ground, sizes in units of the
drawing.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians
from typing import Final

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_EARTH: Final = 6_371_008.8  # mean radius in metres
WALKED_PER_MINUTE: Final = 5000 / 60  # 5 km an hour, a calm adult

LONGEST_WALK: Final = 45  # minutes

WIDTH: Final = 320
HEIGHT: Final = 300
MIDDLE: Final = (160.0, 150.0)
UNITS_PER_METRE: Final = 0.24
RINGS: Final = (250, 500)
BAR: Final = 200  # metres that the scale bar stands for
# The other point's mark keeps this far from the edge; farther away an arrow shows the way.
_MARGIN: Final = 12.0
_ARROW: Final = 134.0  # units from the middle, just outside of the last ring


@dataclass(frozen=True)
class Ring:
    """A circle of equal distance, and where its words stand."""

    metres: int
    minutes: int
    radius: float
    label_y: float


@dataclass(frozen=True)
class Other:
    """The other point: its mark inside the drawing, or an arrow at the edge that points to it."""

    x: float
    y: float
    bearing: int
    """Degrees from north, clockwise."""
    metres: int
    minutes: int
    is_inside: bool

    @property
    def is_walk(self) -> bool:
        """Whether people would think of walking it."""
        return self.minutes <= LONGEST_WALK


@dataclass(frozen=True)
class Plan:
    """Everything that the drawing needs; `other` is None when it is unknown or the same place."""

    width: int
    height: int
    x: float
    y: float
    rings: list[Ring]
    bar_metres: int
    bar_length: float
    bar_half: float
    other: Other | None


def offset(start: Point, end: Point) -> tuple[float, float]:
    """Return how many metres `end` lies east and north of `start`; exact enough within a district."""
    east = (end[1] - start[1] + 180) % 360 - 180
    middle = radians((start[0] + end[0]) / 2)
    return radians(east) * cos(middle) * _EARTH, radians(end[0] - start[0]) * _EARTH


def minutes_on_foot(metres: float) -> int:
    """Return whole minutes, at least one."""
    return max(1, round(metres / WALKED_PER_MINUTE))


def draw(place: Point, other: Point | None = None) -> Plan:
    """Lay out the plan around a place; the second point is left out where it is the same one."""
    x, y = MIDDLE
    return Plan(
        width=WIDTH,
        height=HEIGHT,
        x=x,
        y=y,
        rings=[
            Ring(metres, minutes_on_foot(metres), radius, y + radius)
            for metres in RINGS
            for radius in (metres * UNITS_PER_METRE,)
        ],
        bar_metres=BAR,
        bar_length=BAR * UNITS_PER_METRE,
        bar_half=BAR * UNITS_PER_METRE / 2,
        other=_other(place, other) if other is not None and other != place else None,
    )


def _other(place: Point, other: Point) -> Other:
    east, north = offset(place, other)
    metres = hypot(east, north)
    x, y = MIDDLE[0] + east * UNITS_PER_METRE, MIDDLE[1] - north * UNITS_PER_METRE
    is_inside = _MARGIN <= x <= WIDTH - _MARGIN and _MARGIN <= y <= HEIGHT - _MARGIN
    if not is_inside:
        x, y = MIDDLE[0] + east / metres * _ARROW, MIDDLE[1] - north / metres * _ARROW
    return Other(
        x=round(x, 2),
        y=round(y, 2),
        bearing=round(degrees(atan2(east, north))) % 360,
        metres=round(metres),
        minutes=minutes_on_foot(metres),
        is_inside=is_inside,
    )
