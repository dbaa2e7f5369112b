"""Marks of the demo's grants, drawn here: no file of somebody else's stands in the repository.

The emblem follows the geometrical description in "The use of the EU emblem in the context of EU programmes"
(European Commission): a blue field of 2:3; twelve gold stars on an invisible circle with a radius of a third of the
height, like the hours on a clock; each five-pointed, upright, in a circle with a radius of an eighteenth of the height.
"""

import io
import math
from typing import Final

from PIL import Image, ImageDraw

_BLUE: Final = "#003399"
_GOLD: Final = "#FFCC00"
_STARS: Final = 12
_POINTS: Final = 5
# A five-pointed star whose edges run on as straight lines through the next but one point.
_INNER: Final = math.sin(math.radians(18)) / math.sin(math.radians(54))
# Drawn larger and made smaller, so that edges are smooth.
_FINER: Final = 4


def emblem(height: int) -> bytes:
    """Return the emblem of the European Union as a PNG of this height in pixels."""
    tall = height * _FINER
    wide = tall * 3 // 2
    picture = Image.new("RGB", (wide, tall), _BLUE)
    draw = ImageDraw.Draw(picture)
    for hour in range(_STARS):
        angle = 2 * math.pi * hour / _STARS
        centre = (wide / 2 + tall / 3 * math.sin(angle), tall / 2 - tall / 3 * math.cos(angle))
        draw.polygon(_star(centre, tall / 18), fill=_GOLD)
    return _png(picture.resize((height * 3 // 2, height), Image.Resampling.LANCZOS))


def _star(centre: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    corners = []
    for corner in range(2 * _POINTS):
        angle = math.pi * corner / _POINTS
        reach = radius if corner % 2 == 0 else radius * _INNER
        corners.append((centre[0] + reach * math.sin(angle), centre[1] - reach * math.cos(angle)))
    return corners


def made_up_mark(height: int, *, ground: str, ink: str) -> bytes:
    """Return a mark of nobody, three arches on a ground, as a PNG of this height in pixels."""
    tall = height * _FINER
    wide = tall * 4 // 3
    picture = Image.new("RGB", (wide, tall), ground)
    draw = ImageDraw.Draw(picture)
    for number in range(3):
        left = wide * (1 + 3 * number) / 10
        right, top = left + wide / 5, tall * (0.45 if number != 1 else 0.25)
        draw.pieslice((left, top, right, top + wide / 5), 180, 360, fill=ink)
        draw.rectangle((left, top + wide / 10, right, tall * 0.85), fill=ink)
    return _png(picture.resize((height * 4 // 3, height), Image.Resampling.LANCZOS))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
