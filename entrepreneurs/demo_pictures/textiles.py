"""Cloth: a loom with yarn, a pile of folded pieces with a garment."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    BRIGHT,
    CREAM,
    GROUNDS,
    OAK,
    PAPER,
    PINE,
    ROSE,
    SAND,
    SKY,
    WALNUT,
    Colour,
    darker,
    lighter,
)
from entrepreneurs.demo_pictures.parts import chequer
from entrepreneurs.demo_pictures.shapes import box, oval, turned


def weaving(sheet: Canvas, rng: Random) -> None:
    """A loom with a cloth half woven, balls of yarn before it."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    colours = rng.sample(BRIGHT, 3)
    x, width = rng.choice((300, 360, 420)), 460
    foot = ground.top + 60
    cast(sheet, ground, x + width / 2, foot + 4, width)
    for step in range(23):
        at = x + 14 + step * (width - 28) / 22
        sheet.line([(at, 120), (at, foot - 30)], lighter(ground.wall, 0.6), 4)
    begin = rng.choice((270, 310))
    _rows(sheet, rng, (x, begin, width, foot - 50 - begin), colours)
    sheet.fill(box(x - 30, begin - 26, width + 60, 22, 10), PINE)
    for side in (x - 46, x + width + 8):
        sheet.fill(box(side, 70, 38, foot - 70, 10), OAK)
        sheet.fill(box(side + 24, 76, 14, foot - 76, 6), darker(OAK))
    for y in (96, foot - 60):
        sheet.fill(box(x - 70, y, width + 140, 34, 16), WALNUT)
        sheet.fill(box(x - 60, y + 6, width + 120, 8, 4), lighter(WALNUT, 0.2))
    for index, colour in enumerate(colours):
        at = (150, 1010, 1110)[index]
        radius = rng.choice((72, 84, 60))
        level = ground.top + 90 + 40 * (index % 2)
        cast(sheet, ground, at, level, radius * 2)
        yarn(sheet, rng, at, level - radius, radius, colour)


def _rows(
    sheet: Canvas, rng: Random, place: tuple[float, float, float, float], colours: list[Colour]
) -> None:
    """Weave a cloth from bands: stripes, fields, lozenges, teeth."""
    x, y, width, height = place
    ground = rng.choice((SAND, CREAM, colours[2], PAPER))
    with sheet.inside(box(x, y, width, height)) as cloth:
        cloth.fill(box(x, y, width, height), ground)
        level = y
        while level < y + height:
            colour = rng.choice(colours)
            band = rng.choice((_stripes, _fields, _lozenges, _teeth))
            level += band(cloth, x, level, width, colour, ground) + 14


def _stripes(cloth: Canvas, x: float, y: float, width: float, colour: Colour, ground: Colour) -> float:
    for offset, thick in ((0, 14), (22, 6), (36, 14)):
        cloth.fill(box(x, y + offset, width, thick), colour)
    return 50


def _fields(cloth: Canvas, x: float, y: float, width: float, colour: Colour, ground: Colour) -> float:
    chequer(cloth, (x, y, width + 20, 60), 20, ground, colour)
    return 60


def _lozenges(cloth: Canvas, x: float, y: float, width: float, colour: Colour, ground: Colour) -> float:
    cloth.fill(box(x, y, width, 92), colour)
    for step in range(math.ceil(width / 92)):
        middle = x + 46 + step * 92
        for size, tone in ((42, ground), (26, lighter(colour, 0.25)), (11, ground)):
            cloth.fill(
                [
                    (middle - size, y + 46),
                    (middle, y + 46 - size),
                    (middle + size, y + 46),
                    (middle, y + 46 + size),
                ],
                tone,
            )
    return 92


def _teeth(cloth: Canvas, x: float, y: float, width: float, colour: Colour, ground: Colour) -> float:
    cloth.fill(box(x, y, width, 10), colour)
    for step in range(math.ceil(width / 46)):
        left = x + step * 46
        cloth.fill([(left, y + 10), (left + 46, y + 10), (left + 23, y + 48)], colour)
    return 50


def yarn(sheet: Canvas, rng: Random, x: float, y: float, radius: float, colour: Colour) -> None:
    """Draw a ball of yarn."""
    with sheet.inside(oval(x, y, radius)) as ball:
        ball.fill(box(x - radius, y - radius, 2 * radius, 2 * radius), colour)
        lean = rng.uniform(0, 180)
        for step in range(-3, 4):
            arc = oval(x + step * radius * 0.32, y, radius * 0.75, radius * 1.25, begin=110, end=250)
            ball.line(turned(arc, lean, (x, y)), darker(colour) if step % 2 else lighter(colour, 0.2), 6)
        for step in range(3):
            arc = oval(x, y + radius * (0.9 - step * 0.28), radius * 1.2, radius * 0.9, begin=200, end=340)
            ball.line(turned(arc, lean + 40, (x, y)), darker(colour, 0.1), 6)


def cloth(sheet: Canvas, rng: Random) -> None:
    """A pile of folded cloths, a spool and scissors, a garment on the wall."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    colours = rng.sample(BRIGHT, 5)
    x = rng.choice((210, 560))
    foot = ground.top + 110
    cast(sheet, ground, x + 220, foot, 440)
    for row, colour in enumerate(colours):
        _folded(sheet, rng, x + rng.uniform(-12, 12), foot - 72 - row * 70, 440 - row * 8, colour)
    other = 880 if x < 400 else 270  # the other side
    _shirt(sheet, rng, other, 130, rng.choice((PAPER, CREAM, SKY, ROSE)), colours[0])
    for index, colour in enumerate(colours[1:3]):
        at = other - 90 + index * 150
        cast(sheet, ground, at, foot + 22, 90)
        sheet.fill(box(at - 46, foot + 4, 92, 18, 8), PINE)
        sheet.fill(box(at - 34, foot - 78, 68, 84, 6), colour)
        for line in range(5):
            sheet.line(
                [(at - 34, foot - 62 + line * 15), (at + 34, foot - 70 + line * 15)], darker(colour), 4
            )
        sheet.fill(box(at - 46, foot - 94, 92, 18, 8), PINE)


def _folded(sheet: Canvas, rng: Random, x: float, y: float, width: float, colour: Colour) -> None:
    pattern = rng.choice(("plain", "fields", "stripes", "dots"))
    with sheet.inside(box(x, y, width, 68, 32)) as fold:
        fold.fill(box(x, y, width, 68), colour)
        pale = lighter(colour, 0.6)
        if pattern == "fields":
            chequer(fold, (x, y, width, 68), 17, colour, pale)
        elif pattern == "stripes":
            for step in range(0, int(width), 38):
                fold.fill(box(x + step, y, 14, 68), pale)
        elif pattern == "dots":
            for step in range(0, int(width), 30):
                fold.fill(oval(x + step, y + (18 if step % 60 else 44), 7), pale)
        fold.fill(box(x, y + 52, width, 16), darker(colour, 0.14))
        fold.fill(box(x + width - 46, y, 46, 68), darker(colour, 0.1))
    sheet.line([(x + 40, y + 36), (x + width - 60, y + 36)], darker(colour, 0.22), 4)


def _shirt(sheet: Canvas, rng: Random, x: float, y: float, colour: Colour, trim: Colour) -> None:
    sheet.line([(x - 190, y - 40), (x + 190, y - 40)], WALNUT, 12)
    sheet.line([(x, y - 40), (x, y - 8)], WALNUT, 8)
    body = [
        (x - 60, y),
        (x + 60, y),
        (x + 190, y + 70),
        (x + 150, y + 170),
        (x + 104, y + 136),
        (x + 116, y + 390),
        (x - 116, y + 390),
        (x - 104, y + 136),
        (x - 150, y + 170),
        (x - 190, y + 70),
    ]
    with sheet.inside(body) as shirt:
        shirt.fill(box(x - 220, y - 10, 440, 420), colour)
        shirt.fill(box(x + 62, y - 10, 200, 420), darker(colour, 0.1))
        chequer(shirt, (x - 120, y + 346, 240, 44), 22, lighter(trim, 0.6), trim)
        shirt.fill([(x - 60, y), (x + 60, y), (x, y + 110)], trim)
        shirt.fill([(x - 38, y), (x + 38, y), (x, y + 74)], darker(colour, 0.3))
        for step in range(4):
            shirt.fill(oval(x, y + 150 + step * 48, 9), trim)
