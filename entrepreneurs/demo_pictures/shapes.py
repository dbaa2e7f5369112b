"""Outlines as lists of points, in units of a sheet of 1200 by 900."""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Outline = list[Point]


def oval(x: float, y: float, across: float, down: float = 0, begin: float = 0, end: float = 360) -> Outline:
    """Return points about the middle (x, y) with these radii, clockwise between two angles (0 is right)."""
    down = down or across
    steps = max(8, int((end - begin) / 360 * (24 + max(across, down) / 5)))
    angles = [math.radians(begin + (end - begin) * step / steps) for step in range(steps + 1)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Outline:
    if not radius:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    radius = min(radius, width / 2, height / 2)
    right, low = x + width - radius, y + height - radius
    return [
        *oval(x + radius, y + radius, radius, begin=180, end=270),
        *oval(right, y + radius, radius, begin=270, end=360),
        *oval(right, low, radius, begin=0, end=90),
        *oval(x + radius, low, radius, begin=90, end=180),
    ]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 8) -> Outline:
    """Return a soft line through all the points (a Catmull-Rom spline)."""
    count = len(points)
    before, after = (points[-1], [points[0], points[1]]) if closed else (points[0], [points[-1]])
    around = [before, *points, *after]
    found: Outline = []
    for index in range(count if closed else count - 1):
        a, b, c, d = around[index : index + 4]
        for step in range(steps):
            t = step / steps
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return found if closed else [*found, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def turned(points: Sequence[Point], degrees: float, about: Point) -> Outline:
    angle = math.radians(degrees)
    sine, cosine = math.sin(angle), math.cos(angle)
    x, y = about
    return [
        (x + (px - x) * cosine - (py - y) * sine, y + (px - x) * sine + (py - y) * cosine)
        for px, py in points
    ]


def moved(points: Sequence[Point], right: float, down: float = 0) -> Outline:
    return [(x + right, y + down) for x, y in points]


def leaf(x: float, y: float, length: float, width: float, degrees: float) -> Outline:
    """Return a leaf whose stalk is at (x, y) and whose tip points in this direction (0 is right, -90 up)."""
    flat = [(0.0, 0.0), (0.3, -0.5), (0.62, -0.42), (1.0, 0.0), (0.62, 0.42), (0.3, 0.5)]
    return turned(smooth([(x + a * length, y + b * width) for a, b in flat], steps=5), degrees, (x, y))


def hexagon(x: float, y: float, radius: float) -> Outline:
    return [
        (
            x + radius * math.cos(math.radians(60 * side + 30)),
            y + radius * math.sin(math.radians(60 * side + 30)),
        )
        for side in range(6)
    ]
