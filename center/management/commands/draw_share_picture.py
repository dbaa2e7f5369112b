"""Draw the picture that networks show beside a shared link."""

from math import cos, pi, sin
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image, ImageDraw

_SIZE = (1200, 630)
_FINER = 3  # drawn this much larger, then reduced, so that edges are smooth
_PAPER, _STONE, _BRICK = "#FBF8F2", "#E3D7C3", "#8F2F24"
_RING_STONES = 16
_PETALS = 6

Point = tuple[float, float]


class Command(BaseCommand):
    help = "Draws static/center/share.png: rosette, doorways and chequered courses, without words."

    def handle(self, *_args: Any, **_options: Any) -> None:
        path = Path(settings.BASE_DIR) / "static" / "center" / "share.png"
        draw().save(path, optimize=True)
        self.stdout.write(f"{path.name}: {path.stat().st_size} bytes")


def draw() -> Image.Image:
    """Return the picture, 1200 × 630; it names no office, so that every town can use it."""
    width, height = _SIZE[0] * _FINER, _SIZE[1] * _FINER
    image = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(image)
    square = 30 * _FINER
    for top in (0, height - 2 * square):
        _courses(pen, top=top, square=square, width=width)
    for centre in (width * 0.19, width * 0.81):
        _doorway(pen, centre=centre, bottom=height - 2 * square, scale=_FINER)
    _rosette(pen, centre=(width / 2, height / 2), radius=185 * _FINER)
    return image.resize(_SIZE, Image.Resampling.LANCZOS).quantize(64)


def _courses(pen: ImageDraw.ImageDraw, *, top: int, square: int, width: int) -> None:
    for row in range(2):
        for column in range(width // square):
            colour = _BRICK if (row + column) % 2 else _STONE
            left, upper = column * square, top + row * square
            pen.rectangle((left, upper, left + square - 1, upper + square - 1), fill=colour)


def _ring(
    pen: ImageDraw.ImageDraw,
    *,
    centre: Point,
    radius: float,
    thick: float,
    turn: tuple[float, float],
    stones: int,
) -> None:
    """Lay bricks and stones in turn between two angles in degrees; an odd number begins and ends with brick."""
    x, y = centre
    start, step = turn[0], (turn[1] - turn[0]) / stones
    for index in range(stones):
        pen.arc(
            (x - radius, y - radius, x + radius, y + radius),
            start + index * step,
            start + (index + 1) * step,
            fill=_STONE if index % 2 else _BRICK,
            width=round(thick),
        )


def _doorway(pen: ImageDraw.ImageDraw, *, centre: float, bottom: int, scale: int) -> None:
    outer, thick, leg, rows = 100 * scale, 30 * scale, 180 * scale, 6
    spring = bottom - leg
    _ring(pen, centre=(centre, spring), radius=outer, thick=thick, turn=(180, 360), stones=9)
    for row in range(rows):
        upper = spring + row * leg / rows
        colour = _BRICK if row % 2 else _STONE
        for left in (centre - outer, centre + outer - thick):
            pen.rectangle((left, upper, left + thick, upper + leg / rows - 1), fill=colour)


def _rosette(pen: ImageDraw.ImageDraw, *, centre: Point, radius: float) -> None:
    top = -90 - 180 / _RING_STONES
    _ring(pen, centre=centre, radius=radius, thick=radius * 0.22, turn=(top, top + 360), stones=_RING_STONES)
    for number in range(_PETALS):
        pen.polygon(_petal(centre, radius * 0.66, number * 2 * pi / _PETALS), fill=_BRICK)


def _petal(centre: Point, length: float, angle: float) -> list[Point]:
    """Return a pointed leaf from near the centre outwards; its half-width follows a sine."""
    steps = 40
    sides: list[Point] = []
    for side in (1, -1):
        for index in range(steps + 1) if side == 1 else range(steps, -1, -1):
            along = length * (0.08 + 0.92 * index / steps)
            across = side * length * 0.19 * sin(pi * index / steps)
            sides.append(
                (
                    centre[0] + along * sin(angle) + across * cos(angle),
                    centre[1] - along * cos(angle) + across * sin(angle),
                )
            )
    return sides
