"""Small things that several drawings share."""

from random import Random

from entrepreneurs.demo_pictures.canvas import Canvas
from entrepreneurs.demo_pictures.grounds import Ground, cast
from entrepreneurs.demo_pictures.palette import FOREST, MOSS, Colour, darker, lighter
from entrepreneurs.demo_pictures.shapes import box, leaf, oval, smooth


def chequer(
    sheet: Canvas, place: tuple[float, float, float, float], step: float, one: Colour, other: Colour
) -> None:
    """Fill a box (left, top, width, height) with the fields of the church's wall."""
    left, top, width, height = place
    sheet.fill(box(left, top, width, height), one)
    for row in range(round(height / step)):
        for column in range(row % 2, round(width / step), 2):
            sheet.fill(box(left + column * step, top + row * step, step, step), other)


def berries(sheet: Canvas, ground: Ground, rng: Random, x: float, foot: float, colour: Colour) -> None:
    """Lay three round fruits and a leaf on the table."""
    cast(sheet, ground, x, foot + 6, 150)
    sheet.fill(leaf(x + 10, foot - 60, 95, 48, rng.uniform(-55, -20)), MOSS)
    sheet.fill(leaf(x - 5, foot - 60, 80, 40, rng.uniform(-170, -130)), FOREST)
    for across, up in ((-46, 36), (44, 34), (-2, 30)):
        with sheet.inside(oval(x + across, foot - up, 42)) as fruit:
            fruit.fill(box(x + across - 50, foot - up - 50, 100, 100), darker(colour, 0.16))
            fruit.fill(oval(x + across - 8, foot - up - 8, 40), lighter(colour, 0.06))
            fruit.fill(oval(x + across - 16, foot - up - 18, 9), lighter(colour, 0.55))


def sprig(sheet: Canvas, x: float, foot: float, height: float, colour: Colour, rng: Random) -> None:
    """Draw a stalk with leaves on both sides."""
    lean = rng.uniform(-30, 30)
    stalk = smooth([(x, foot), (x + lean * 0.3, foot - height / 2), (x + lean, foot - height)], closed=False)
    sheet.line(stalk, darker(colour, 0.15), 8)
    for step in range(1, 5):
        y = foot - height * step / 4.4
        at = x + lean * (step / 4.4) ** 1.4
        sheet.fill(leaf(at, y, height * 0.34, height * 0.15, -35), colour)
        sheet.fill(leaf(at, y, height * 0.34, height * 0.15, -145), lighter(colour, 0.12))
    sheet.fill(leaf(x + lean, foot - height, height * 0.3, height * 0.14, -90), colour)
