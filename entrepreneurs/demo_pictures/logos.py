"""Simple marks for made-up enterprises: a shape of one colour with the initials, drawn by lines."""

from random import Random

from PIL import Image

from center.base.scripts import to_cyrillic
from entrepreneurs.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from entrepreneurs.demo_pictures.letters import strokes
from entrepreneurs.demo_pictures.palette import BRIGHT, CREAM, HONEY, PAPER, Colour, darker, is_dark, lighter
from entrepreneurs.demo_pictures.parts import chequer
from entrepreneurs.demo_pictures.shapes import Outline, box, hexagon, leaf, oval

_MIDDLE = (WIDTH / 2, HEIGHT / 2)
_MOST = 2  # more letters would be too small


def draw_logo(initials: str, seed: str, size: tuple[int, int] = (600, 600)) -> Image.Image:
    """Draw a mark with one or two initials, in Cyrillic, on white; the same words give the same mark."""
    rng = Random(f"logo:{initials}:{seed}")  # the same each time
    colour = rng.choice(BRIGHT)
    sheet = Canvas.of(size, (255, 255, 255))
    ink = PAPER if is_dark(colour) else darker(colour, 0.75)
    rng.choice((_round, _hexagonal, _square, _arched, _leafy))(sheet, colour)
    letters = to_cyrillic(initials).upper()[:_MOST]
    height = 250 if len(letters) == 1 else 190
    unit = height / 6
    width = len(letters) * 4 * unit + (len(letters) - 1) * 1.9 * unit
    for index, letter in enumerate(letters):
        left = _MIDDLE[0] - width / 2 + index * 5.9 * unit
        for stroke in strokes(letter):
            points = [(left + x * unit, _MIDDLE[1] - height / 2 + y * unit) for x, y in stroke]
            sheet.line(points, ink, height * 0.14)
    return sheet.finished(size)


def _round(sheet: Canvas, colour: Colour) -> None:
    sheet.fill(oval(*_MIDDLE, 400), colour)
    sheet.fill(oval(*_MIDDLE, 372), PAPER)
    for part in range(0, 40, 2):
        sheet.fill([*oval(*_MIDDLE, 372, begin=part * 9, end=part * 9 + 9), _MIDDLE], lighter(colour, 0.5))
    sheet.fill(oval(*_MIDDLE, 320), colour)


def _hexagonal(sheet: Canvas, colour: Colour) -> None:
    sheet.fill(hexagon(*_MIDDLE, 420), colour)
    sheet.line([*hexagon(*_MIDDLE, 370), hexagon(*_MIDDLE, 370)[0]], lighter(colour, 0.55), 10)


def _square(sheet: Canvas, colour: Colour) -> None:
    x, y = _MIDDLE
    with sheet.inside(box(x - 370, y - 370, 740, 740, 90)) as tile:
        tile.fill(box(x - 370, y - 370, 740, 740), colour)
        for top in (y - 370, y + 278):
            chequer(tile, (x - 370, top, 782, 92), 46, colour, lighter(colour, 0.5))


def _arched(sheet: Canvas, colour: Colour) -> None:
    x, y = _MIDDLE
    sheet.fill(_door(x, y, 340), lighter(colour, 0.55))
    for part in range(0, 12, 2):
        sheet.fill(
            [*oval(x, y - 60, 340, begin=180 + part * 15, end=195 + part * 15), (x, y - 60)],
            darker(colour, 0.15),
        )
    sheet.fill(_door(x, y, 282), colour)


def _door(x: float, y: float, radius: float) -> Outline:
    return [*oval(x, y - 60, radius, begin=180, end=360), (x + radius, y + 390), (x - radius, y + 390)]


def _leafy(sheet: Canvas, colour: Colour) -> None:
    x, y = _MIDDLE
    for side in (-1, 1):
        for step in range(6):
            turn = 90 - side * (25 + step * 24)
            at = oval(x, y, 350, begin=turn, end=turn + 1)[0]
            sheet.fill(leaf(*at, 120, 58, turn - side * 70), colour if step % 2 else lighter(colour, 0.3))
    sheet.fill(oval(x, y, 286), colour)
    sheet.fill(oval(x, y + 352, 24), HONEY if colour != HONEY else CREAM)
