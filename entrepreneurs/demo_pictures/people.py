"""People as simple shapes: three side by side, an older and a younger one, two hands that hold a plant."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    AMBER,
    BRICK,
    BRIGHT,
    CLAY,
    CREAM,
    FOREST,
    GROUNDS,
    HAIRS,
    HONEY,
    INK,
    MOSS,
    PAPER,
    RIVER,
    ROSE,
    SKINS,
    SKY,
    WALNUT,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import chequer
from entrepreneurs.demo_pictures.shapes import Point, box, leaf, oval, smooth, turned

_STYLES = ("short", "long", "bun", "scarf", "curls", "cap", "short")


def people(sheet: Canvas, rng: Random) -> None:
    """Three people side by side, none like another."""
    wall, light, _ = rng.choice(GROUNDS)
    sheet.fill(box(0, 0, WIDTH, HEIGHT), wall)
    sheet.fill(oval(600, 470, 430), light)
    chequer(sheet, (0, 0, WIDTH, 60), 30, wall, darker(wall, 0.12))
    clothes = rng.sample(BRIGHT, 3)
    places = [(270, 470, 0.94), (930, 480, 0.94), (600, 430, 1.08)]
    looks = zip(rng.sample(SKINS, 3), rng.sample(HAIRS, 3), rng.sample(_STYLES, 3), strict=True)
    for (x, y, size), colour, look in zip(places, clothes, looks, strict=True):
        _person(sheet, rng, (x + rng.uniform(-20, 20), y), size, colour, look)


def care(sheet: Canvas, rng: Random) -> None:
    """An older person and a younger one close together, tea and a plant on the table."""
    ground = room(sheet, rng, rng.choice(GROUNDS), top=730)
    one, other = rng.sample(BRIGHT, 2)
    x = rng.choice((420, 480))
    skins = rng.sample(SKINS, 2)
    young = (skins[0], rng.choice(HAIRS[:3]), rng.choice(_STYLES))
    old = (skins[1], HAIRS[3], rng.choice(("short", "bun", "scarf", "curls")))
    _person(sheet, rng, (x + 250, 400), 1.06, other, young)
    _person(sheet, rng, (x, 450), 1.0, one, old)
    sheet.fill(box(0, 730, WIDTH, 170), ground.table)
    sheet.fill(box(0, 730, WIDTH, 14), lighter(ground.table, 0.3))
    for at, colour in ((180, CREAM), (1010, rng.choice((HONEY, SKY, ROSE)))):
        cast(sheet, ground, at, 836, 130)
        sheet.fill(oval(at + 76, 778, 36, 32), darker(colour, 0.12))
        sheet.fill(oval(at + 76, 778, 20, 17), ground.table)
        sheet.fill(box(at - 72, 730, 144, 106, 30), colour)
        sheet.fill(box(at + 34, 736, 38, 94, 20), darker(colour, 0.12))
        sheet.fill(oval(at, 736, 72, 15), WALNUT)


def _person(
    sheet: Canvas, rng: Random, face: Point, size: float, clothes: Colour, look: tuple[Colour, Colour, str]
) -> None:
    """Draw head and shoulders; `face` is its middle, `look` the skin, the hair and how that is worn."""
    x, y = face
    skin, tone, style = look
    if style == "long":
        sheet.fill(box(x - 138 * size, y - 130 * size, 276 * size, 330 * size, 120 * size), tone)
    elif style == "bun":
        sheet.fill(oval(x, y - 172 * size, 56 * size), tone)
    elif style == "curls":
        for degrees in range(150, 400, 25):
            angle = math.radians(degrees)
            sheet.fill(
                oval(
                    x + 118 * size * math.cos(angle), y - 20 * size + 116 * size * math.sin(angle), 50 * size
                ),
                tone,
            )
    shoulders = smooth(
        [
            (x - 80 * size, y + 168 * size),
            (x + 80 * size, y + 168 * size),
            (x + 210 * size, y + 250 * size),
            (x + 250 * size, y + 560 * size),
            (x - 250 * size, y + 560 * size),
            (x - 210 * size, y + 250 * size),
        ]
    )
    with sheet.inside(shoulders) as body:
        body.fill(box(x - 300, y, 600, HEIGHT), clothes)
        body.fill(box(x + 120 * size, y, 300, HEIGHT), darker(clothes, 0.15))
        _garment(body, rng, face, size, clothes)
    sheet.fill(box(x - 46 * size, y + 60 * size, 92 * size, 150 * size, 44 * size), darker(skin, 0.16))
    head = oval(x, y, 108 * size, 128 * size)
    for side in (-1, 1):
        sheet.fill(oval(x + side * 106 * size, y + 8 * size, 22 * size, 28 * size), darker(skin, 0.1))
    with sheet.inside(head) as inner:
        inner.fill(box(x - 200, y - 200, 400, 400), skin)
        inner.fill(oval(x + 130 * size, y, 60 * size, 150 * size), darker(skin, 0.1))
        for side in (-1, 1):
            inner.fill(oval(x + side * 62 * size, y + 42 * size, 24 * size, 18 * size), mix(skin, CLAY, 0.35))
    _features(sheet, rng, face, size, look)
    _hair(sheet, rng, face, size, look)


def _features(sheet: Canvas, rng: Random, face: Point, size: float, look: tuple[Colour, Colour, str]) -> None:
    x, y = face
    skin, hair, style = look
    for side in (-1, 1):
        eye = x + side * 44 * size
        sheet.fill(oval(eye, y + 4 * size, 9 * size, 12 * size), INK)
        brow = oval(eye, y - 14 * size, 24 * size, 15 * size, begin=210, end=330)
        sheet.line(brow, darker(hair, 0.3), 7 * size)
    sheet.line(
        [(x + 2 * size, y + 14 * size), (x - 8 * size, y + 40 * size), (x + 6 * size, y + 42 * size)],
        darker(skin, 0.25),
        6 * size,
    )
    if style in {"short", "cap"} and rng.random() < 0.4:  # some have a beard
        beard = [
            *oval(x, y + 44 * size, 104 * size, 96 * size, begin=0, end=180),
            (x - 60 * size, y + 50 * size),
            (x, y + 58 * size),
            (x + 60 * size, y + 50 * size),
        ]
        sheet.fill(beard, hair)
    sheet.fill(oval(x, y + 62 * size, 34 * size, 24 * size, begin=0, end=180), mix(BRICK, ROSE, 0.3))
    sheet.fill(oval(x, y + 62 * size, 28 * size, 9 * size, begin=0, end=180), PAPER)
    if rng.random() < 0.35:  # some wear glasses
        for side in (-1, 1):
            ring = oval(x + side * 44 * size, y + 4 * size, 34 * size)
            sheet.line(ring, INK, 6 * size)
        sheet.line([(x - 12 * size, y), (x + 12 * size, y)], INK, 6 * size)


def _hair(sheet: Canvas, rng: Random, face: Point, size: float, look: tuple[Colour, Colour, str]) -> None:
    x, y = face
    _, tone, style = look
    if style == "scarf":
        colour = rng.choice((BRICK, RIVER, HONEY, FOREST, CLAY))
        wrap = [
            *oval(x, y - 10 * size, 124 * size, 140 * size, begin=172, end=368),
            (x + 70 * size, y - 62 * size),
            (x, y - 84 * size),
            (x - 70 * size, y - 62 * size),
        ]
        with sheet.inside(wrap) as scarf:
            scarf.fill(box(x - 200, y - 200, 400, 400), colour)
            for row in range(6):
                for column in range(-4, 5):
                    scarf.fill(
                        oval(
                            x + column * 40 * size + (row % 2) * 20,
                            y - 150 * size + row * 34 * size,
                            7 * size,
                        ),
                        lighter(colour, 0.65),
                    )
        sheet.fill(leaf(x + 96 * size, y + 40 * size, 90 * size, 44 * size, 70), colour)
        return
    if style == "cap":
        colour = rng.choice((RIVER, FOREST, BRICK, AMBER))
        sheet.fill(oval(x, y - 42 * size, 120 * size, 104 * size, begin=180, end=360), colour)
        sheet.fill(box(x - 126 * size, y - 56 * size, 252 * size, 30 * size, 14 * size), darker(colour, 0.25))
        return
    fringe = rng.choice((0.0, 26.0, -26.0))
    sheet.fill(
        [
            *oval(x, y - 14 * size, 116 * size, 126 * size, begin=176, end=364),
            *smooth(
                [
                    (x + 104 * size, y - 20 * size),
                    (x + 60 * size, y - 74 * size),
                    (x + fringe * size, y - 58 * size),
                    (x - 60 * size, y - 74 * size),
                    (x - 104 * size, y - 20 * size),
                ],
                closed=False,
            ),
        ],
        tone,
    )


def _garment(body: Canvas, rng: Random, face: Point, size: float, colour: Colour) -> None:
    x, y = face
    kind = rng.choice(("apron", "collar", "stripes", "jumper"))
    pale = lighter(colour, 0.65)
    if kind == "apron":
        body.fill(box(x - 110 * size, y + 290 * size, 220 * size, 400), pale)
        for side in (-1, 1):
            body.line(
                [(x + side * 92 * size, y + 300 * size), (x + side * 66 * size, y + 150 * size)],
                pale,
                24 * size,
            )
        chequer(body, (x - 110 * size, y + 300 * size, 220 * size, 40 * size), 20 * size, pale, colour)
    elif kind == "collar":
        for side in (-1, 1):
            body.fill(
                [
                    (x, y + 250 * size),
                    (x + side * 100 * size, y + 160 * size),
                    (x + side * 30 * size, y + 140 * size),
                ],
                PAPER,
            )
        body.line([(x, y + 250 * size), (x, HEIGHT)], darker(colour, 0.2), 6)
    elif kind == "stripes":
        for row in range(8):
            body.fill(box(x - 300, y + 230 * size + row * 52 * size, 600, 20 * size), pale)
    body.fill(
        oval(x, y + 170 * size, 74 * size, 46 * size), darker(colour, 0.25) if kind == "jumper" else colour
    )


def seedling(sheet: Canvas, rng: Random) -> None:
    """A seedling grows out of two hands."""
    wall, light, _ = rng.choice(GROUNDS)
    sheet.fill(box(0, 0, WIDTH, HEIGHT), wall)
    sheet.fill(oval(600, 430, 390), light)
    skin, sleeve = rng.choice(SKINS), rng.choice(BRIGHT)
    for side in (-1, 1):
        hand = smooth(
            [
                (600 + side * dx, dy)
                for dx, dy in (
                    (10, 640),
                    (60, 560),
                    (150, 540),
                    (250, 470),
                    (300, 480),
                    (270, 560),
                    (330, 640),
                    (420, 760),
                    (300, 880),
                    (180, 800),
                    (80, 740),
                )
            ]
        )
        sheet.fill(hand, skin if side < 0 else darker(skin, 0.07))
        cuff = turned(box(600 + side * 330 - 130, 730, 260, 240, 30), side * -38, (600 + side * 330, 830))
        sheet.fill(cuff, sleeve)
        rim = turned(box(600 + side * 330 - 140, 716, 280, 40, 18), side * -38, (600 + side * 330, 830))
        sheet.fill(rim, lighter(sleeve, 0.3))
    sheet.fill(oval(600, 590, 170, 62), WALNUT)
    sheet.fill(oval(600, 576, 140, 40), lighter(WALNUT, 0.12))
    sheet.line(smooth([(600, 580), (590, 470), (604, 350)], closed=False), MOSS, 16)
    green = rng.choice((MOSS, FOREST))
    for x, y, length, degrees in (
        (598, 470, 190, -28),
        (594, 490, 180, -152),
        (604, 350, 150, -60),
        (604, 350, 150, -122),
    ):
        sheet.fill(leaf(x, y, length, length * 0.48, degrees), green)
        tip = math.radians(degrees)
        sheet.line(
            [(x, y), (x + length * 0.8 * math.cos(tip), y + length * 0.8 * math.sin(tip))],
            lighter(green, 0.3),
            5,
        )
    for side in (-1, 1):
        for finger in range(3):
            x = 600 + side * (70 + finger * 52)
            sheet.fill(
                turned(box(x - 26, 590 + finger * 4, 52, 130, 26), side * -24, (x, 650)),
                mix(skin, ROSE, 0.12) if finger % 2 else skin,
            )
