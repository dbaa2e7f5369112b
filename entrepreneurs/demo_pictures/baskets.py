"""Woven baskets with apples, flowers or yarn in them."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    AMBER,
    BRICK,
    BRIGHT,
    CLAY,
    FOREST,
    GROUNDS,
    HONEY,
    MOSS,
    OAK,
    PAPER,
    PINE,
    PLUM,
    ROSE,
    SAND,
    SKY,
    WALNUT,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.shapes import box, leaf, oval, smooth, turned
from entrepreneurs.demo_pictures.textiles import yarn


def baskets(sheet: Canvas, rng: Random) -> None:
    """Two or three woven baskets, with handles, some full."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    tones = [PINE, OAK, mix(OAK, HONEY, 0.35), mix(PINE, SAND, 0.5), mix(WALNUT, OAK, 0.4)]
    rng.shuffle(tones)
    places = (
        [(300, 0, 300), (760, 60, 360), (1060, 10, 200)]
        if rng.random() < 0.5
        else [(420, 40, 420), (890, 10, 280)]
    )
    for (x, down, width), tone in zip(places, tones, strict=False):
        foot = ground.top + 80 + down
        cast(sheet, ground, x, foot, width * 0.9)
        height = width * rng.uniform(0.52, 0.68)
        if rng.random() < 0.75:  # most have a handle
            arc = oval(x, foot - height, width * 0.44, width * 0.62, begin=180, end=360)
            sheet.line(arc, darker(tone, 0.25), 26)
            sheet.line(arc, tone, 12)
        rng.choice((_apples, _flowers, _yarns, _flowers))(sheet, rng, x, foot - height, width)
        _basket(sheet, x, foot, width, height, tone)


def _basket(sheet: Canvas, x: float, foot: float, width: float, height: float, tone: Colour) -> None:
    top = foot - height
    body = smooth(
        [
            (x - width * 0.5, top),
            (x + width * 0.5, top),
            (x + width * 0.47, foot - height * 0.4),
            (x + width * 0.38, foot),
            (x - width * 0.38, foot),
            (x - width * 0.47, foot - height * 0.4),
        ]
    )
    step, rows = 44, max(4, round(height / 30))
    with sheet.inside([(x - width * 0.5, top), (x + width * 0.5, top), *body[16:]]) as weave:
        weave.fill(box(x - width, top - 20, 2 * width, height + 60), darker(tone, 0.34))
        for row in range(rows + 1):
            y = top + row * height / rows
            for column in range(-8, 9):
                left = x + column * step + (row % 2) * step / 2
                shade = 0.0 if left < x + width * 0.2 else 0.14
                weave.fill(
                    box(left, y, step - 5, height / rows - 5, 10), darker(tone, shade + 0.06 * (row % 2))
                )
    sheet.fill(box(x - width * 0.54, top - 16, width * 1.08, 36, 18), darker(tone, 0.12))
    for column in range(math.ceil(width * 1.02 / 34)):
        left = x - width * 0.52 + column * 34
        sheet.fill(turned(box(left, top - 10, 24, 22, 10), -24, (left + 12, top)), lighter(tone, 0.16))


def _apples(sheet: Canvas, rng: Random, x: float, y: float, width: float) -> None:
    for index in range(5):
        at, colour = x - width * 0.36 + index * width * 0.18, rng.choice((BRICK, CLAY, MOSS, HONEY))
        level = y - 26 - (34 if index in {1, 2, 3} else 0)
        with sheet.inside(oval(at, level, width * 0.15)) as apple:
            apple.fill(box(at - 90, level - 90, 180, 180), darker(colour))
            apple.fill(oval(at - 8, level - 6, width * 0.145), colour)
            apple.fill(oval(at - 20, level - 22, 10), lighter(colour, 0.5))
        sheet.line([(at, level - width * 0.12), (at + 6, level - width * 0.19)], WALNUT, 7)
        sheet.fill(leaf(at + 4, level - width * 0.16, 44, 20, -20), MOSS)


def _flowers(sheet: Canvas, rng: Random, x: float, y: float, width: float) -> None:
    for index in range(7):
        at = x - width * 0.42 + index * width * 0.14
        high = y - rng.uniform(70, 190)
        sheet.line([(x + (at - x) * 0.6, y + 20), (at, high)], MOSS, 8)
        sheet.fill(leaf(at, (y + high) / 2, 60, 24, rng.choice((-30, -150))), FOREST)
        colour = rng.choice((ROSE, HONEY, CLAY, PAPER, SKY, PLUM))
        for degrees in range(0, 360, 60):
            sheet.fill(leaf(at, high, 40, 26, degrees + index * 11), colour)
        sheet.fill(oval(at, high, 13), AMBER)


def _yarns(sheet: Canvas, rng: Random, x: float, y: float, width: float) -> None:
    for index in range(4):
        at = x - width * 0.32 + index * width * 0.21
        yarn(sheet, rng, at, y - 20 - (28 if index in {1, 2} else 0), width * 0.16, rng.choice(BRIGHT))
