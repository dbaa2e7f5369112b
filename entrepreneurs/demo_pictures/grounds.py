"""What stands behind and under the things: a wall with light on it, a table, now and then an arch or a shelf."""

from dataclasses import dataclass
from random import Random

from entrepreneurs.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from entrepreneurs.demo_pictures.palette import BRICK, STONE, Colour, darker, is_dark, lighter, mix
from entrepreneurs.demo_pictures.shapes import Outline, box, oval


@dataclass
class Ground:
    wall: Colour
    light: Colour
    table: Colour
    top: float  # where the table begins, from above

    @property
    def shadow(self) -> Colour:
        return darker(self.table, 0.22)


def room(sheet: Canvas, rng: Random, ground: tuple[Colour, Colour, Colour], *, top: float = 0) -> Ground:
    """Paint a wall and a table before it; `top` is the upper edge of the table, by chance if it is 0."""
    wall, light, table = ground
    edge = top or rng.choice((600, 625, 650))
    sheet.fill(box(0, 0, WIDTH, HEIGHT), wall)
    rng.choice((_window_light, _arch, _disc, _panel, _window_light))(sheet, rng, wall, light)
    sheet.fill(box(0, edge, WIDTH, HEIGHT - edge), table)
    sheet.fill(box(0, edge, WIDTH, 14), lighter(table, 0.3))
    sheet.fill(box(0, HEIGHT - 70, WIDTH, 70), darker(table, 0.16))
    if rng.random() < 0.35:  # on every third table
        _runner(sheet, rng, edge, table)
    return Ground(wall, light, table, edge)


def cast(sheet: Canvas, ground: Ground, x: float, y: float, width: float) -> None:
    """Lay the shadow of a thing that stands at (x, y) on the table."""
    sheet.fill(
        oval(x + min(50, width * 0.14), y, width * 0.5 + 30, min(46, 12 + width * 0.06)), ground.shadow
    )


def _window_light(sheet: Canvas, rng: Random, wall: Colour, light: Colour) -> None:
    left = rng.choice((-60, 120, 480, 640))
    lean = rng.choice((110, 150))
    for column in range(2):
        for row in range(2):
            x, y = left + column * 215 - row * lean * 0.62, 40 + row * 275
            sheet.fill(
                [(x + lean * 0.6, y), (x + 195 + lean * 0.6, y), (x + 195, y + 255), (x, y + 255)], light
            )


def _arch(sheet: Canvas, rng: Random, wall: Colour, light: Colour) -> None:
    """The doorway of the Center: blocks of brick and stone in turn, in the tones of this wall."""
    x = rng.choice((330, 600, 860))
    dark = is_dark(wall)
    brick = mix(wall, BRICK, 0.3) if not dark else darker(wall, 0.2)
    stone = mix(wall, STONE, 0.75) if not dark else lighter(wall, 0.22)
    sheet.fill(_door(x, 300), stone)
    for part in range(0, 12, 2):
        begin = 180 + part * 15
        sheet.fill([*oval(x, 370, 300, begin=begin, end=begin + 15), (x, 370)], brick)
    for course in range(0, 6, 2):
        sheet.fill(box(x - 300, 370 + course * 62, 600, 62), brick)
    sheet.fill(_door(x, 236), light)


def _door(x: float, radius: float) -> Outline:
    return [*oval(x, 370, radius, begin=180, end=360), (x + radius, HEIGHT), (x - radius, HEIGHT)]


def _disc(sheet: Canvas, rng: Random, wall: Colour, light: Colour) -> None:
    x = rng.choice((420, 600, 780))
    sheet.fill(oval(x, 400, 360), light)
    sheet.fill(oval(x, 400, 290), mix(light, wall, 0.4))


def _panel(sheet: Canvas, rng: Random, wall: Colour, light: Colour) -> None:
    """Boards half-way up the wall, with a moulding."""
    sheet.fill(box(0, 0, WIDTH, 300), light)
    sheet.fill(box(0, 292, WIDTH, 16), darker(wall, 0.1))
    for x in range(rng.choice((20, 60)), WIDTH, 100):
        sheet.fill(box(x, 308, 5, 400), darker(wall, 0.07))


def _runner(sheet: Canvas, rng: Random, edge: float, table: Colour) -> None:
    """A chequered cloth along the front of the table."""
    y, step = edge + 105, 32
    sheet.fill(box(0, y, WIDTH, 4 * step), lighter(table, 0.72))
    tone = mix(lighter(table, 0.72), BRICK if not is_dark(table) else table, 0.5)
    for row in range(4):
        for column in range(row % 2, WIDTH // step + 1, 2):
            sheet.fill(box(column * step, y + row * step, step, step), tone)
