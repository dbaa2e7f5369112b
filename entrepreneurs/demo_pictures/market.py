"""A crate of vegetables."""

from random import Random

from entrepreneurs.demo_pictures.canvas import WIDTH, Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    BRICK,
    CLAY,
    FOREST,
    GROUNDS,
    HONEY,
    MOSS,
    OAK,
    PAPER,
    PINE,
    SAGE,
    WALNUT,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import sprig
from entrepreneurs.demo_pictures.shapes import box, leaf, oval, smooth, turned


def vegetables(sheet: Canvas, rng: Random) -> None:
    """A crate full of peppers, tomatoes, carrots and leaves; a pumpkin or a cabbage beside it."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    x = rng.choice((190, 300, 400))
    top, width = ground.top - 90, 620
    cast(sheet, ground, x + width / 2, top + 262, width)
    back = darker(OAK, 0.25)
    sheet.fill(box(x + 14, top - 26, width - 28, 110), back)
    for index in range(5):
        sprig(
            sheet,
            x + 70 + index * 120,
            top + 40,
            rng.uniform(120, 190),
            rng.choice((MOSS, FOREST, SAGE)),
            rng,
        )
    things = [_tomato, _pepper, _carrot, _cabbage]
    order = [rng.choice(things) for _ in range(5)]
    order[1:3] = rng.sample(things, 2)
    for index, thing in enumerate(order):
        thing(sheet, rng, x + 80 + index * 115, top + 10 + rng.uniform(-12, 14))
    for index in range(4):
        rng.choice((_tomato, _pepper))(sheet, rng, x + 130 + index * 120, top + 60)
    for row in range(3):
        plank = top + 66 + row * 64
        sheet.fill(box(x, plank, width, 54, 6), mix(PINE, OAK, 0.2 * row))
        sheet.fill(box(x, plank + 42, width, 12, 6), darker(OAK, 0.12))
    for post in (x + 10, x + width - 62):
        sheet.fill(box(post, top + 50, 52, 212, 6), OAK)
        for row in range(3):
            sheet.fill(oval(post + 26, top + 92 + row * 64, 7), WALNUT)
    other = x + width + 150 if x < 350 else 150  # where there is room
    if other < WIDTH - 80:
        cast(sheet, ground, other, ground.top + 172, 240)
        _pumpkin(sheet, other, ground.top + 170)


def _tomato(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    red = rng.choice((mix(BRICK, CLAY, 0.6), CLAY))
    with sheet.inside(oval(x, y, 68, 62)) as one:
        one.fill(box(x - 80, y - 80, 160, 160), darker(red, 0.16))
        one.fill(oval(x - 12, y - 10, 66, 60), red)
        one.fill(oval(x - 28, y - 28, 16, 11), lighter(red, 0.5))
    for degrees in range(-180, 1, 45):
        sheet.fill(leaf(x, y - 52, 36, 16, degrees + 10), FOREST)


def _pepper(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    colour = rng.choice((BRICK, HONEY, MOSS, CLAY))
    lean = rng.uniform(-16, 16)
    shape = [
        (x - 50, y - 62),
        (x, y - 74),
        (x + 50, y - 62),
        (x + 58, y),
        (x + 26, y + 92),
        (x, y + 110),
        (x - 30, y + 88),
        (x - 58, y),
    ]
    with sheet.inside(turned(smooth(shape), lean, (x, y))) as one:
        one.fill(box(x - 130, y - 130, 260, 280), darker(colour, 0.2))
        one.fill(oval(x - 22, y - 10, 52, 130), colour)
        one.fill(turned(oval(x - 34, y - 22, 9, 34), lean, (x, y)), lighter(colour, 0.5))
    sheet.line(turned([(x, y - 66), (x + 4, y - 96), (x + 18, y - 108)], lean, (x, y)), FOREST, 15)


def _carrot(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    colour = mix(CLAY, HONEY, 0.55)
    for degrees in (-120, -98, -76, -58):
        sheet.fill(leaf(x, y - 60, rng.uniform(90, 120), 26, degrees), MOSS if degrees % 4 else FOREST)
    with sheet.inside(
        smooth([(x - 38, y - 62), (x, y - 76), (x + 38, y - 62), (x + 14, y + 90), (x - 10, y + 90)])
    ) as one:
        one.fill(box(x - 60, y - 90, 120, 230), colour)
        one.fill(box(x + 12, y - 90, 60, 230), darker(colour, 0.14))
        for row in range(3):
            one.fill(box(x - 40, y - 30 + row * 34, 34, 6, 3), darker(colour, 0.2))


def _cabbage(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    sheet.fill(oval(x, y, 84, 78), MOSS)
    for offset, tone in ((-34, SAGE), (34, mix(SAGE, MOSS, 0.4))):
        sheet.fill(oval(x + offset, y + 6, 56, 66), tone)
    sheet.fill(oval(x, y - 10, 52, 56), lighter(SAGE, 0.35))
    sheet.line([(x, y - 50), (x, y + 40)], PAPER, 6)
    for side in (-1, 1):
        sheet.line([(x, y), (x + side * 30, y - 26)], PAPER, 5)


def _pumpkin(sheet: Canvas, x: float, foot: float) -> None:
    colour = mix(HONEY, CLAY, 0.45)
    for offset, tone in ((-78, 0.06), (78, 0.24), (-42, 0.0), (42, 0.16), (0, 0.04)):
        sheet.fill(oval(x + offset, foot - 92, 62, 94), darker(colour, tone))
    sheet.fill(oval(x - 52, foot - 128, 12, 30), lighter(colour, 0.45))
    sheet.line([(x, foot - 178), (x + 6, foot - 212), (x + 30, foot - 226)], FOREST, 20)
    sheet.fill(leaf(x + 10, foot - 196, 100, 62, -12), MOSS)
