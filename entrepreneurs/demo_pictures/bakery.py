"""Bread on a board, coffee and cake on a table."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    AMBER,
    BRICK,
    BRIGHT,
    CLAY,
    CREAM,
    GROUNDS,
    HONEY,
    INK,
    OAK,
    PAPER,
    PINE,
    ROSE,
    SAND,
    WALNUT,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import chequer
from entrepreneurs.demo_pictures.shapes import box, leaf, moved, oval, smooth, turned


def bread(sheet: Canvas, rng: Random) -> None:
    """Loaves on a board, a chequered cloth, ears of wheat."""
    ground = room(sheet, rng, rng.choice(GROUNDS[:7]))
    board = ground.top + 90
    cast(sheet, ground, 590, board + 50, 900)
    sheet.fill(box(140, board, 900, 56, 26), WALNUT if ground.table != GROUNDS[8][2] else PINE)
    sheet.fill(box(160, board + 6, 860, 12, 6), lighter(WALNUT, 0.25))
    crusts = [AMBER, mix(AMBER, WALNUT, 0.45), mix(AMBER, HONEY, 0.5), OAK]
    for index, x in enumerate((330, 640)):
        _loaf(sheet, rng, x + rng.uniform(-20, 20), board + 16, rng.choice(crusts), 205 if index else 225)
    for index in range(rng.choice((2, 3))):
        _roll(sheet, 860 + index * 74, board + 14 - (index % 2) * 8, rng.choice(crusts))
    for index in range(4):
        _wheat(sheet, 980 + index * 22, board + 10, -118 + index * 17 + rng.uniform(-5, 5))
    _wheat(sheet, 120, board + 110, -14)
    _wheat(sheet, 120, board + 120, 4)


def _loaf(sheet: Canvas, rng: Random, x: float, foot: float, crust: Colour, across: float) -> None:
    high = rng.uniform(215, 285)
    outline = smooth(
        [
            (x - across, foot - 40),
            (x - across * 0.75, foot - high * 0.75),
            (x, foot - high),
            (x + across * 0.75, foot - high * 0.75),
            (x + across, foot - 40),
            (x + across * 0.85, foot),
            (x - across * 0.85, foot),
        ],
        steps=10,
    )
    cuts = rng.choice(("slashes", "cross", "leaf"))
    with sheet.inside(outline) as loaf:
        loaf.fill(box(x - 280, foot - 340, 560, 360), darker(crust, 0.15))
        loaf.fill(moved(oval(x, foot - high * 0.55, across * 0.98, high * 0.62), -22, -18), crust)
        loaf.fill(
            oval(x - across * 0.35, foot - high * 0.72, across * 0.32, high * 0.13), lighter(crust, 0.22)
        )
        pale = mix(CREAM, crust, 0.25)
        if cuts == "slashes":
            for offset in (-0.55, -0.1, 0.35):
                loaf.fill(leaf(x + offset * across - 20, foot - high * 0.36, high * 0.5, 30, -62), pale)
        elif cuts == "cross":
            loaf.fill(leaf(x - across * 0.6, foot - high * 0.55, across * 1.2, 34, 0), pale)
            loaf.fill(leaf(x, foot - high * 0.2, high * 0.75, 34, -90), pale)
        else:
            loaf.fill(leaf(x - across * 0.62, foot - high * 0.5, across * 1.25, 18, -3), pale)
            for offset in (-0.35, -0.05, 0.25):
                loaf.fill(leaf(x + offset * across, foot - high * 0.53, 62, 20, -60), pale)
                loaf.fill(leaf(x + offset * across, foot - high * 0.47, 62, 20, 60), pale)


def _roll(sheet: Canvas, x: float, foot: float, crust: Colour) -> None:
    with sheet.inside(oval(x, foot - 46, 62, 50)) as roll:
        roll.fill(box(x - 80, foot - 110, 160, 130), darker(crust, 0.14))
        roll.fill(oval(x - 10, foot - 56, 58, 46), crust)
        roll.fill(leaf(x - 36, foot - 62, 72, 18, -8), mix(CREAM, crust, 0.3))


def _wheat(sheet: Canvas, x: float, y: float, degrees: float) -> None:
    angle = math.radians(degrees)
    tip = (x + 300 * math.cos(angle), y + 300 * math.sin(angle))
    sheet.line([(x, y), tip], AMBER, 7)
    for step in range(6):
        at = (x + (170 + step * 24) * math.cos(angle), y + (170 + step * 24) * math.sin(angle))
        for side in (-34, 34):
            sheet.fill(leaf(*at, 48, 22, degrees + side), HONEY if side > 0 else mix(HONEY, AMBER, 0.4))
    sheet.fill(leaf(*tip, 44, 20, degrees), HONEY)


def cafe(sheet: Canvas, rng: Random) -> None:
    """A cup with steam, a small pot, a cake; lamps above the table."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    colour, other = rng.sample(BRIGHT, 2)
    for index in range(rng.choice((1, 2, 3))):
        _lamp(
            sheet, 220 + index * 380 + rng.uniform(-40, 40), rng.uniform(120, 200), rng.choice((HONEY, other))
        )
    x = rng.choice((380, 460))
    foot = ground.top + 130
    cast(sheet, ground, x, foot + 20, 430)
    sheet.fill(oval(x, foot + 8, 250, 52), darker(PAPER, 0.16))
    sheet.fill(oval(x, foot, 250, 50), PAPER)
    sheet.fill(oval(x, foot, 150, 26), SAND)
    _cup(sheet, x, foot, colour)
    for index in range(3):
        at = x - 70 + index * 70
        wave = [(at + 22 * math.sin(step * 0.9 + index), foot - 240 - step * 26) for step in range(7)]
        sheet.line(smooth(wave, closed=False), lighter(ground.light, 0.5), 13)
    (_pot if rng.random() < 0.5 else _cake)(sheet, rng, x + 420, foot + 6, other)  # one or the other
    cast(sheet, ground, 110, foot + 66, 100)
    for index in range(2):
        sheet.fill(
            turned(box(80 + index * 16, foot + 20 - index * 40, 62, 40, 8), index * 14, (110, foot)),
            PAPER if index else SAND,
        )


def _cup(sheet: Canvas, x: float, foot: float, colour: Colour) -> None:
    sheet.fill(oval(x + 168, foot - 122, 74, 66), darker(colour, 0.1))
    sheet.fill(oval(x + 168, foot - 122, 42, 36), PAPER)
    bowl = oval(x, foot - 200, 175, 195, begin=0, end=180)
    with sheet.inside(bowl) as cup:
        cup.fill(box(x - 200, foot - 220, 400, 240), colour)
        cup.fill(box(x + 80, foot - 220, 120, 240), darker(colour, 0.18))
        chequer(cup, (x - 200, foot - 150, 400, 48), 24, lighter(colour, 0.7), colour)
        cup.fill(box(x - 140, foot - 190, 18, 130, 9), lighter(colour, 0.4))
    sheet.fill(oval(x, foot - 200, 175, 34), lighter(colour, 0.55))
    sheet.fill(oval(x, foot - 197, 154, 25), WALNUT)
    sheet.fill(oval(x - 30, foot - 199, 60, 9), OAK)


def _pot(sheet: Canvas, rng: Random, x: float, foot: float, colour: Colour) -> None:
    """The small pot with a long handle in which coffee is boiled."""
    copper = mix(CLAY, AMBER, 0.5)
    sheet.fill(oval(x + 20, foot + 4, 150, 22), darker(OAK, 0.35))
    sheet.line([(x + 40, foot - 160), (x + 240, foot - 250)], WALNUT, 24)
    body = smooth(
        [
            (x - 70, foot - 190),
            (x + 70, foot - 190),
            (x + 62, foot - 130),
            (x + 100, foot - 30),
            (x + 70, foot),
            (x - 70, foot),
            (x - 100, foot - 30),
            (x - 62, foot - 130),
        ]
    )
    with sheet.inside(body) as pot:
        pot.fill(box(x - 130, foot - 230, 260, 250), copper)
        pot.fill(box(x + 34, foot - 230, 120, 250), darker(copper, 0.2))
        pot.fill(box(x - 60, foot - 130, 18, 110, 9), lighter(copper, 0.5))
    sheet.fill(oval(x, foot - 192, 84, 18), darker(copper, 0.3))


def _cake(sheet: Canvas, rng: Random, x: float, foot: float, colour: Colour) -> None:
    sheet.fill(oval(x + 10, foot + 14, 190, 34), darker(OAK, 0.3))
    sheet.fill(oval(x, foot, 180, 34), PAPER)
    layers = (WALNUT, CREAM, WALNUT, ROSE, WALNUT)
    for row, tone in enumerate(layers):
        sheet.fill(box(x - 120, foot - 34 - row * 30, 240, 32, 4), tone)
        sheet.fill(box(x + 66, foot - 34 - row * 30, 54, 32, 4), darker(tone, 0.14))
    sheet.fill(box(x - 126, foot - 182, 252, 34, 16), PAPER)
    for index in range(3):
        sheet.fill(oval(x - 70 + index * 70, foot - 194, 26), BRICK)
        sheet.fill(oval(x - 78 + index * 70, foot - 202, 7), ROSE)


def _lamp(sheet: Canvas, x: float, low: float, colour: Colour) -> None:
    sheet.line([(x, 0), (x, low - 60)], INK, 5)
    sheet.fill(oval(x, low + 4, 30), lighter(HONEY, 0.7))
    sheet.fill([*oval(x, low, 86, 84, begin=180, end=360)], colour)
    sheet.fill([*oval(x, low, 86, 84, begin=300, end=360), (x + 40, low)], darker(colour))
