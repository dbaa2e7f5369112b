"""A sheet of 1200 by 900 units: flat shapes, drawn twice as large and halved at the end for soft edges."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from entrepreneurs.demo_pictures.shapes import oval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from entrepreneurs.demo_pictures.palette import Colour
    from entrepreneurs.demo_pictures.shapes import Point

WIDTH: Final = 1200
HEIGHT: Final = 900
_FINER: Final = 2


class Canvas:
    def __init__(self, image: Image.Image, scale: float, origin: Point = (0, 0)) -> None:
        self.image = image
        self._scale = scale
        self._origin = origin
        self._draw = ImageDraw.Draw(image)

    @classmethod
    def of(cls, size: tuple[int, int], ground: Colour) -> Canvas:
        """Make a sheet that covers a picture of this size in pixels; `finished` cuts what stands over."""
        scale = max(size[0] / WIDTH, size[1] / HEIGHT) * _FINER
        return cls(Image.new("RGB", (math.ceil(WIDTH * scale), math.ceil(HEIGHT * scale)), ground), scale)

    def finished(self, size: tuple[int, int]) -> Image.Image:
        small = self.image.reduce(_FINER)
        left, top = (small.width - size[0]) // 2, (small.height - size[1]) // 2
        return small.crop((left, top, left + size[0], top + size[1]))

    def fill(self, outline: Sequence[Point], colour: Colour) -> None:
        self._draw.polygon(self._pixels(outline), fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw along the points with round ends and corners."""
        pixels = self._pixels(points)
        thick = max(1, round(width * self._scale))
        self._draw.line(pixels, fill=colour, width=thick, joint="curve")
        for x, y in (points[0], points[-1]):
            self.fill(oval(x, y, width / 2), colour)

    @contextmanager
    def inside(self, outline: Sequence[Point]) -> Iterator[Canvas]:
        """Yield a canvas on which only what lies inside the outline is drawn."""
        pixels = self._pixels(outline)
        left, top = (max(0, math.floor(min(axis))) for axis in zip(*pixels, strict=True))
        # At least one pixel, also of what lies outside the sheet.
        right = max(left + 1, min(self.image.width, math.ceil(max(x for x, _ in pixels)) + 1))
        low = max(top + 1, min(self.image.height, math.ceil(max(y for _, y in pixels)) + 1))
        part = self.image.crop((left, top, right, low))
        x, y = self._origin
        yield Canvas(part, self._scale, (x + left / self._scale, y + top / self._scale))
        mask = Image.new("1", part.size)
        ImageDraw.Draw(mask).polygon([(px - left, py - top) for px, py in pixels], fill=1)
        self.image.paste(part, (left, top), mask)

    def _pixels(self, points: Sequence[Point]) -> list[Point]:
        x, y = self._origin
        return [((px - x) * self._scale, (py - y) * self._scale) for px, py in points]
