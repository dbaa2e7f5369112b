"""Preserves in jars, and honey."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import WIDTH, Canvas
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
    MOSS,
    OAK,
    PAPER,
    PLUM,
    WALNUT,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import berries, chequer
from entrepreneurs.demo_pictures.shapes import box, hexagon, leaf, oval, smooth, turned


def jars(sheet: Canvas, rng: Random) -> None:
    """Three or four jars of preserves with cloth on their lids, and what they were made of beside them."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    fillings = rng.sample([BRICK, CLAY, PLUM, HONEY, AMBER, MOSS, mix(CLAY, HONEY, 0.5)], 4)
    count = rng.choice((3, 3, 4))
    widths = [rng.choice((185, 210, 235)) for _ in range(count)]
    x = (WIDTH - sum(widths) - 26 * (count - 1)) / 2 - 40
    for filling, width in zip(fillings, widths, strict=False):
        height = rng.choice((270, 320, 370))
        foot = ground.top + rng.choice((60, 80, 100))
        cast(sheet, ground, x + width / 2, foot, width)
        _jar(sheet, rng, (x, foot - height, width, height), filling)
        x += width + 26
    berries(sheet, ground, rng, x + 30, ground.top + 125, fillings[0])
    berries(sheet, ground, rng, 110, ground.top + 150, fillings[1])


def _jar(sheet: Canvas, rng: Random, place: tuple[float, float, float, float], filling: Colour) -> None:
    x, y, width, height = place
    glass = box(x, y, width, height, 38)
    with sheet.inside(glass) as jar:
        jar.fill(box(x, y, width, height), lighter(filling, 0.72))
        jar.fill(box(x, y + 52, width, height), filling)
        for _ in range(9):
            at = (x + rng.uniform(0.05, 0.95) * width, y + rng.uniform(0.25, 0.95) * height)
            jar.fill(oval(*at, rng.uniform(14, 26)), lighter(filling, 0.16))
        jar.fill(box(x + width * 0.78, y, width, height), darker(filling, 0.2))
        jar.fill(box(x + 18, y + 40, 16, height - 90, 8), lighter(filling, 0.5))
    label = box(x + width * 0.16, y + height * 0.4, width * 0.68, height * 0.36, 10)
    sheet.fill(label, PAPER)
    mark = rng.choice((BRICK, FOREST, AMBER))
    middle, level = x + width / 2, y + height * 0.53
    sheet.fill(leaf(middle - 34, level + 10, 40, 24, -30), mark)
    sheet.fill(leaf(middle + 34, level + 10, 40, 24, -150), mark)
    sheet.line([(middle - 36, y + height * 0.67), (middle + 36, y + height * 0.67)], lighter(INK, 0.5), 6)
    _lid(sheet, rng, x, y, width)


def _lid(sheet: Canvas, rng: Random, x: float, y: float, width: float) -> None:
    colour = rng.choice(BRIGHT)
    if rng.random() < 0.4:  # some lids are of tin
        sheet.fill(box(x + 8, y - 36, width - 16, 58, 14), colour)
        sheet.fill(box(x + 8, y - 2, width - 16, 12), darker(colour))
        sheet.fill(box(x + 26, y - 26, width * 0.3, 12, 6), lighter(colour, 0.4))
        return
    cloth = smooth(
        [
            (x + 16, y - 46),
            (x + width / 2, y - 60),
            (x + width - 16, y - 46),
            (x + width + 20, y + 46),
            (x + width * 0.75, y + 30),
            (x + width / 2, y + 50),
            (x + width * 0.25, y + 30),
            (x - 20, y + 46),
        ]
    )
    with sheet.inside(cloth) as lid:
        chequer(lid, (x - 30, y - 80, width + 60, 150), 25, PAPER, colour)
        lid.fill(box(x + width * 0.8, y - 80, 90, 150), darker(colour, 0.05))
    sheet.line([(x + 4, y + 6), (x + width / 2, y + 16), (x + width - 4, y + 6)], darker(colour, 0.35), 9)


def honey(sheet: Canvas, rng: Random) -> None:
    """A large jar of honey with a dipper, cells of wax on the wall, two bees."""
    ground = room(sheet, rng, rng.choice((GROUNDS[0], GROUNDS[2], GROUNDS[3], GROUNDS[5], GROUNDS[1])))
    cell = rng.choice((58, 66, 74))
    origin = rng.choice((-30, 780))
    for row in range(5):
        for column in range(6):
            if rng.random() < 0.72:  # the comb is not finished
                x = origin + column * cell * 1.78 + (row % 2) * cell * 0.89
                sheet.fill(
                    hexagon(x, 50 + row * cell * 1.55, cell * 0.93), rng.choice((HONEY, AMBER, CREAM, HONEY))
                )
    x = rng.choice((440, 520, 380))
    foot = ground.top + 110
    cast(sheet, ground, x + 160, foot, 330)
    _honey_jar(
        sheet,
        x,
        foot,
        *rng.choice(
            ((WALNUT, PAPER, BRICK), (BRICK, PAPER, AMBER), (FOREST, CREAM, FOREST), (PAPER, PAPER, PLUM))
        ),
    )
    side = -1 if x > 430 else 1  # the plate stands where there is room
    plate = x + 160 + side * 360
    cast(sheet, ground, plate, foot + 26, 270)
    sheet.fill(oval(plate, foot + 8, 165, 42), darker(PAPER, 0.12))
    sheet.fill(oval(plate, foot, 165, 40), PAPER)
    sheet.fill(oval(plate, foot, 118, 26), HONEY)
    sheet.fill(oval(plate - 30, foot - 5, 50, 9), lighter(HONEY, 0.5))
    _dipper(sheet, plate - 20 * side, foot - 2, side)
    for _ in range(3):
        _bee(sheet, rng, rng.uniform(120, 1080), rng.uniform(90, 330))


def _honey_jar(sheet: Canvas, x: float, foot: float, lid: Colour, label: Colour, mark: Colour) -> None:
    body = smooth(
        [
            (x + 40, foot - 350),
            (x + 280, foot - 350),
            (x + 322, foot - 190),
            (x + 300, foot - 8),
            (x + 20, foot - 8),
            (x - 2, foot - 190),
        ],
        steps=14,
    )
    with sheet.inside(body) as jar:
        jar.fill(box(x - 40, foot - 400, 420, 430), AMBER)
        jar.fill(oval(x + 120, foot - 150, 190, 330), HONEY)
        jar.fill(oval(x + 60, foot - 215, 26, 92), lighter(HONEY, 0.55))
    sheet.fill(box(x + 46, foot - 410, 228, 66, 16), lid)
    sheet.fill(box(x + 46, foot - 368, 228, 22, 8), darker(lid, 0.25))
    sheet.fill(hexagon(x + 160, foot - 165, 98), label)
    for degrees in range(0, 360, 60):
        petal = leaf(
            x + 160 + 12 * math.cos(math.radians(degrees)),
            foot - 165 + 12 * math.sin(math.radians(degrees)),
            52,
            30,
            degrees,
        )
        sheet.fill(petal, mark if degrees % 120 else AMBER)


def _dipper(sheet: Canvas, x: float, y: float, side: int) -> None:
    lean = 24 * side
    for part in (
        box(x - 9, y - 330, 18, 250, 9),
        *(
            box(x - 54 + abs(2 - row) * 11, y - 128 + row * 27, 108 - abs(2 - row) * 22, 20, 10)
            for row in range(5)
        ),
    ):
        sheet.fill(turned(part, lean, (x, y)), OAK)
    sheet.fill(turned(box(x + 2, y - 330, 7, 250, 3), lean, (x, y)), darker(OAK))


def _bee(sheet: Canvas, rng: Random, x: float, y: float) -> None:
    lean = rng.uniform(-25, 25)
    wing = PAPER
    sheet.fill(leaf(x, y - 14, 58, 40, lean - 115), wing)
    sheet.fill(leaf(x + 8, y - 14, 58, 40, lean - 70), darker(wing, 0.08))
    body = turned(oval(x, y, 40, 26), lean, (x, y))
    with sheet.inside(body) as bee:
        bee.fill(box(x - 60, y - 60, 120, 120), HONEY)
        for offset in (-16, 6, 28):
            bee.fill(turned(box(x + offset, y - 60, 11, 120), lean, (x, y)), INK)
