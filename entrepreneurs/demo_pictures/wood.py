"""Wood: toys, and the workshop with its tools."""

from random import Random

from entrepreneurs.demo_pictures.canvas import Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    AMBER,
    BRICK,
    BRIGHT,
    CLAY,
    CREAM,
    FOREST,
    GROUNDS,
    HONEY,
    INK,
    LAKE,
    OAK,
    PAPER,
    PINE,
    RIVER,
    SAND,
    STONE,
    WALNUT,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import chequer
from entrepreneurs.demo_pictures.shapes import box, leaf, oval, smooth


def toys(sheet: Canvas, rng: Random) -> None:
    """A wooden train or a horse, a tower of rings, blocks."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    foot = ground.top + 120
    rng.choice((_train, _horse))(sheet, rng, rng.choice((60, 100)), foot)
    x = 980
    cast(sheet, ground, x, foot - 20, 200)
    sheet.fill(box(x - 120, foot - 52, 240, 32, 14), PINE)
    for row, colour in enumerate(rng.sample(BRIGHT, 5)):
        width = 210 - row * 30
        sheet.fill(box(x - width / 2, foot - 102 - row * 52, width, 50, 24), colour)
        sheet.fill(box(x - width / 2 + 16, foot - 94 - row * 52, width * 0.4, 11, 5), lighter(colour, 0.4))
    sheet.fill(oval(x, foot - 340, 34), rng.choice((HONEY, CLAY)))
    for index in range(2):
        _block(sheet, rng, 690 + index * 106, foot + 66, 92)


def _train(sheet: Canvas, rng: Random, x: float, foot: float) -> None:
    colours = rng.sample(BRIGHT, 3)
    sheet.fill(oval(x + 300, foot + 6, 330, 26), darker(OAK, 0.4))
    sheet.fill(box(x, foot - 84, 270, 44, 14), PINE)
    sheet.fill(box(x + 30, foot - 160, 150, 80, 36), colours[0])
    sheet.fill(box(x + 150, foot - 236, 112, 156, 12), colours[1])
    sheet.fill(box(x + 174, foot - 210, 64, 56, 10), CREAM)
    sheet.fill(box(x + 138, foot - 258, 136, 30, 12), darker(colours[1], 0.2))
    sheet.fill(box(x + 62, foot - 226, 40, 74, 8), WALNUT)
    sheet.fill(oval(x + 82, foot - 228, 34, 14), WALNUT)
    for index in range(3):
        sheet.fill(oval(x + 60 - index * 44, foot - 280 - index * 46, 26 + index * 8), PAPER)
    sheet.line([(x + 260, foot - 60), (x + 330, foot - 60)], WALNUT, 12)
    sheet.fill(box(x + 320, foot - 84, 230, 44, 14), PINE)
    for index, shape in enumerate(rng.sample([0, 1, 2], 2)):
        at, tone = x + 384 + index * 104, rng.choice(BRIGHT)
        outline = (
            oval(at, foot - 128, 46),
            box(at - 42, foot - 168, 84, 84, 6),
            [(at - 50, foot - 84), (at + 50, foot - 84), (at, foot - 184)],
        )[shape]
        sheet.fill(outline, tone)
    for at in (58, 206, 374, 500):
        _wheel(sheet, x + at, foot - 36, 42, colours[2])


def _wheel(sheet: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    sheet.fill(oval(x, y, radius), darker(colour, 0.2))
    sheet.fill(oval(x - 3, y - 3, radius - 9), colour)
    sheet.fill(oval(x, y, radius * 0.3), CREAM)


def _horse(sheet: Canvas, rng: Random, x: float, foot: float) -> None:
    wood, trim = rng.choice((PINE, OAK, mix(PINE, CLAY, 0.3))), rng.choice(BRIGHT)
    sheet.fill(oval(x + 270, foot + 8, 290, 24), darker(OAK, 0.4))
    rocker = oval(x + 250, foot - 260, 300, 262, begin=35, end=145)
    for leg in (140, 360):
        sheet.line(
            [(x + leg, foot - 200), (x + leg + (30 if leg > 200 else -20), foot - 26)], darker(wood, 0.2), 44
        )  # the hind legs
        sheet.line([(x + leg + 14, foot - 200), (x + leg + (60 if leg > 200 else 6), foot - 20)], wood, 40)
    sheet.line(rocker, trim, 30)
    body = smooth(
        [
            (x + 90, foot - 290),
            (x + 240, foot - 268),
            (x + 350, foot - 300),
            (x + 420, foot - 430),
            (x + 470, foot - 440),
            (x + 550, foot - 370),
            (x + 530, foot - 330),
            (x + 470, foot - 340),
            (x + 430, foot - 220),
            (x + 350, foot - 160),
            (x + 150, foot - 160),
            (x + 84, foot - 210),
        ]
    )
    for step in range(5):
        sheet.fill(leaf(x + 420 - step * 20, foot - 420 + step * 34, 92, 42, 205 - step * 8), WALNUT)
    for step in range(3):
        sheet.fill(leaf(x + 96, foot - 270, 150, 46, 128 + step * 16), WALNUT)
    with sheet.inside(body) as horse:
        horse.fill(box(x, foot - 480, 600, 360), wood)
        horse.fill(box(x, foot - 186, 600, 40), darker(wood, 0.13))
        horse.fill(oval(x + 250, foot - 290, 84, 92), trim)
        horse.fill(oval(x + 250, foot - 300, 62, 70), lighter(trim, 0.3))
    sheet.fill(oval(x + 484, foot - 392, 10), INK)
    sheet.line([(x + 430, foot - 352), (x + 520, foot - 388)], trim, 9)


def _block(sheet: Canvas, rng: Random, x: float, foot: float, side: float) -> None:
    colour = rng.choice(BRIGHT)
    sheet.fill(oval(x + side * 0.6, foot, side * 0.7, 12), darker(OAK, 0.4))
    sheet.fill(box(x, foot - side, side, side, 10), colour)
    sheet.fill(box(x + 11, foot - side + 11, side - 22, side - 22, 6), CREAM)
    rng.choice(
        (
            lambda at, y: sheet.fill(oval(at, y, 22), colour),
            lambda at, y: sheet.fill([(at - 24, y + 20), (at + 24, y + 20), (at, y - 24)], colour),
            lambda at, y: chequer(sheet, (at - 24, y - 24, 48, 48), 16, CREAM, colour),
        )
    )(x + side / 2, foot - side / 2)


def workshop(sheet: Canvas, rng: Random) -> None:
    """Tools on a board, a bench with a piece of work."""
    ground = room(sheet, rng, rng.choice(GROUNDS), top=690)
    board = rng.choice((mix(PINE, SAND, 0.4), FOREST, RIVER, mix(OAK, SAND, 0.3)))
    sheet.fill(box(90, 60, 1020, 440, 16), darker(ground.wall, 0.12))
    sheet.fill(box(80, 50, 1020, 440, 16), board)
    tools = rng.sample([_hammer, _saw, _chisel, _brush, _square, _spanner], 5)
    x = 190.0
    for tool in tools:
        sheet.fill(box(x - 40, 88, 80, 12, 6), darker(board, 0.2))
        tool(sheet, rng, x, 100)
        x += 204 if tool is not _saw else 224
    foot = ground.top + 40
    rng.choice((_stool, _birdhouse))(sheet, rng, rng.choice((330, 430)), foot)
    sheet.fill(box(700, foot - 44, 400, 46, 6), PINE)
    sheet.fill(box(700, foot - 12, 400, 14, 6), darker(PINE, 0.16))
    sheet.fill(box(760, foot - 84, 300, 42, 6), mix(PINE, OAK, 0.5))
    for index in range(5):
        at = 600 + index * 46 + rng.uniform(-8, 8)
        sheet.line(
            oval(
                at,
                foot + 96 + rng.uniform(-20, 24),
                24,
                18,
                begin=rng.uniform(0, 90),
                end=rng.uniform(270, 400),
            ),
            lighter(PINE, 0.3),
            9,
        )


def _handle(sheet: Canvas, x: float, y: float, length: float, colour: Colour) -> None:
    sheet.fill(box(x - 16, y, 32, length, 15), colour)
    sheet.fill(box(x + 3, y + 6, 10, length - 12, 5), darker(colour))


def _hammer(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    _handle(sheet, x, y + 40, 280, rng.choice((PINE, CLAY, HONEY)))
    sheet.fill(box(x - 72, y + 12, 120, 62, 8), INK)
    sheet.fill([(x + 40, y + 16), (x + 92, y + 34), (x + 92, y + 48), (x + 40, y + 70)], INK)
    sheet.fill(box(x - 72, y + 18, 116, 14, 6), lighter(INK, 0.25))


def _saw(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    colour = rng.choice((BRICK, AMBER, WALNUT))
    sheet.fill([(x - 50, y + 120), (x + 56, y + 120), (x + 30, y + 366), (x - 50, y + 366)], STONE)
    for step in range(11):
        at = y + 126 + step * 22
        sheet.fill([(x - 50, at), (x - 50, at + 20), (x - 64, at + 12)], STONE)
    sheet.fill(box(x + 14, y + 122, 16, 240, 6), darker(STONE, 0.15))
    sheet.fill(box(x - 66, y, 134, 128, 40), colour)
    sheet.fill(box(x - 36, y + 30, 74, 56, 24), darker(colour, 0.5))


def _chisel(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    for offset in (-38, 38):
        _handle(sheet, x + offset, y + 4, 130, rng.choice((CLAY, HONEY, PINE)))
        sheet.fill(box(x + offset - 20, y + 120, 40, 22, 6), AMBER)
        sheet.fill(
            [
                (x + offset - 13, y + 142),
                (x + offset + 13, y + 142),
                (x + offset + 20, y + 316),
                (x + offset - 20, y + 336),
            ],
            STONE,
        )


def _brush(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    colour = rng.choice(BRIGHT)
    _handle(sheet, x, y, 170, PINE)
    sheet.fill(box(x - 50, y + 160, 100, 56, 8), STONE)
    sheet.fill(box(x - 46, y + 214, 92, 104, 4), CREAM)
    sheet.fill(
        smooth(
            [
                (x - 46, y + 262),
                (x, y + 248),
                (x + 46, y + 266),
                (x + 40, y + 330),
                (x, y + 342),
                (x - 40, y + 330),
            ]
        ),
        colour,
    )


def _square(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    sheet.fill(box(x - 60, y + 6, 44, 330, 6), STONE)
    for step in range(12):
        sheet.fill(box(x - 60, y + 84 + step * 20, 18 if step % 3 else 28, 4), INK)
    sheet.fill(box(x - 72, y + 6, 160, 62, 8), OAK)
    sheet.fill(oval(x + 48, y + 37, 14), darker(OAK, 0.5))


def _spanner(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    colour = mix(LAKE, STONE, 0.4)
    sheet.fill(box(x - 20, y + 70, 40, 220, 8), colour)
    sheet.fill(box(x + 4, y + 80, 10, 200, 4), darker(colour))
    for level in (y + 56, y + 300):
        sheet.fill(oval(x, level, 54), colour)
    sheet.fill(box(x - 22, y - 2, 44, 62, 4), darker(colour, 0.55))
    sheet.fill(oval(x, y + 300, 26), darker(colour, 0.55))


def _stool(sheet: Canvas, rng: Random, x: float, foot: float) -> None:
    seat = rng.choice(BRIGHT)
    for at, low in ((-110, -150), (110, 150), (-40, -60), (50, 70)):
        sheet.line(
            [(x + at, foot - 150), (x + low, foot + 20)], OAK if abs(at) > 60 else darker(OAK, 0.25), 26
        )
    sheet.line([(x - 126, foot - 56), (x + 126, foot - 56)], OAK, 18)
    sheet.fill(box(x - 165, foot - 196, 330, 56, 24), seat)
    sheet.fill(box(x - 165, foot - 162, 330, 22, 11), darker(seat, 0.2))


def _birdhouse(sheet: Canvas, rng: Random, x: float, foot: float) -> None:
    colour, roof = rng.sample(BRIGHT, 2)
    sheet.fill(oval(x + 30, foot + 14, 190, 22), darker(OAK, 0.4))
    sheet.fill(box(x - 110, foot - 200, 220, 214), colour)
    sheet.fill(box(x + 60, foot - 200, 50, 214), darker(colour, 0.15))
    sheet.fill([(x - 110, foot - 198), (x + 110, foot - 198), (x, foot - 310)], lighter(colour, 0.12))
    sheet.line([(x - 150, foot - 176), (x, foot - 326), (x + 150, foot - 176)], roof, 34)
    sheet.fill(oval(x, foot - 150, 44), darker(colour, 0.55))
    sheet.line([(x, foot - 76), (x, foot - 60)], PINE, 24)
