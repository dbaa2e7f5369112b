"""Things for the house: painted pots, soap with lavender."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import WIDTH, Canvas
from entrepreneurs.demo_pictures.grounds import cast, room
from entrepreneurs.demo_pictures.palette import (
    BRICK,
    CLAY,
    CREAM,
    FOREST,
    GROUNDS,
    HONEY,
    LAKE,
    MOSS,
    PAPER,
    PINE,
    PLUM,
    RIVER,
    ROSE,
    SAGE,
    SAND,
    SKY,
    STONE,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import chequer, sprig
from entrepreneurs.demo_pictures.shapes import box, leaf, oval, smooth


def pottery(sheet: Canvas, rng: Random) -> None:
    """Vases and bowls in a row, painted with bands, one with a branch."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    glazes = rng.sample([CLAY, PAPER, LAKE, SAGE, HONEY, BRICK, FOREST, RIVER, SAND, ROSE], 4)
    x = 190
    for index, glaze in enumerate(glazes):
        foot = ground.top + rng.choice((70, 110))
        width = rng.choice((190, 220, 250))
        middle = x + width / 2
        cast(sheet, ground, middle, foot, width * 0.7)
        if index in {1, 3} and rng.random() < 0.8:  # now and then without
            for side in (-26, 0, 26):
                sprig(
                    sheet,
                    middle + side,
                    foot - 330,
                    rng.uniform(150, 230),
                    rng.choice((MOSS, FOREST, SAGE)),
                    rng,
                )
            _vase(sheet, rng, middle, foot, width, 350, glaze)
        else:
            _vase(sheet, rng, middle, foot, width, rng.choice((150, 250, 310)), glaze)
        x += width + 30


def _vase(
    sheet: Canvas, rng: Random, x: float, foot: float, width: float, height: float, glaze: Colour
) -> None:
    half, neck = width / 2, rng.choice((0.36, 0.5, 0.72)) if height > 200 else 0.95  # a bowl is open
    belly = rng.choice((0.4, 0.55, 0.65))
    side = smooth(
        [
            (neck * half, foot - height),
            (neck * half * 0.84, foot - height * 0.86),
            (half, foot - height * belly),
            (half * 0.8, foot - height * 0.16),
            (half * 0.55, foot),
        ],
        closed=False,
    )
    outline = [(x + across, y) for across, y in side] + [(x - across, y) for across, y in reversed(side)]
    line = rng.choice((PAPER, darker(glaze, 0.35), BRICK, HONEY))
    with sheet.inside(outline) as pot:
        pot.fill(box(x - half - 10, foot - height - 10, width + 20, height + 20), glaze)
        level = foot - height * belly
        kind = rng.choice(("band", "teeth", "dip", "fields"))
        if kind == "band":
            for offset, thick in ((-26, 8), (-6, 16), (22, 8)):
                pot.fill(box(x - half, level + offset, width, thick), line)
        elif kind == "teeth":
            for step in range(-6, 7):
                at = x + step * 34
                pot.fill([(at - 17, level + 22), (at + 17, level + 22), (at, level - 26)], line)
        elif kind == "dip":
            pot.fill(box(x - half, level, width, height), lighter(glaze, 0.45) if line == PAPER else line)
        else:
            chequer(pot, (x - half, level - 24, width + 24, 48), 24, glaze, line)
        pot.fill(oval(x + half * 1.15, foot - height * 0.5, half * 0.62, height * 0.8), darker(glaze, 0.16))
        pot.fill(box(x - half * 0.55, foot - height * 0.72, 15, height * 0.34, 7), lighter(glaze, 0.5))
    sheet.fill(oval(x, foot - height, neck * half, max(8, neck * half * 0.16)), darker(glaze, 0.35))


def soap(sheet: Canvas, rng: Random) -> None:
    """Bars of soap in a pile, lavender, a bowl of foam, bubbles."""
    ground = room(sheet, rng, rng.choice(GROUNDS))
    colours = rng.sample([ROSE, SAGE, SKY, CREAM, HONEY, mix(PLUM, ROSE, 0.6), MOSS, STONE], 5)
    x, foot = rng.choice((130, 190)), ground.top + 120
    cast(sheet, ground, x + 170, foot, 380)
    for row, colour in enumerate(colours[:3]):
        _bar(sheet, rng, x + rng.uniform(-24, 24), foot - 94 - row * 96, colour)
    _bar(sheet, rng, x + 400, foot - 74, colours[3])
    for index in range(5):
        _lavender(sheet, x + 650 + index * 26, foot - 10, -112 + index * 12)
    sheet.fill(box(x + 660, foot - 96, 86, 26, 12), BRICK)
    for _ in range(12):
        at = (rng.uniform(80, WIDTH - 80), rng.uniform(60, 380))
        radius = rng.choice((14, 22, 34, 48))
        tone = lighter(ground.light, 0.35)
        with sheet.inside(oval(*at, radius)) as bubble:
            bubble.fill(box(at[0] - 60, at[1] - 60, 120, 120), mix(ground.light, SKY, 0.35))
            bubble.fill(oval(at[0] + radius * 0.16, at[1] + radius * 0.16, radius * 0.9), tone)
            bubble.fill(oval(at[0] - radius * 0.4, at[1] - radius * 0.4, radius * 0.22), PAPER)


def _bar(sheet: Canvas, rng: Random, x: float, y: float, colour: Colour) -> None:
    width, height = 340, 96
    kind = rng.choice(("wrapped", "swirl", "plain", "wrapped"))
    with sheet.inside(box(x, y, width, height, 24)) as bar:
        bar.fill(box(x, y, width, height), colour)
        bar.fill(box(x, y, width, 24), lighter(colour, 0.4))
        bar.fill(box(x, y + height - 22, width, 22), darker(colour, 0.14))
        if kind == "swirl":
            for step in range(4):
                wave = smooth(
                    [
                        (x + step * 96 - 20, y + 70),
                        (x + step * 96 + 30, y + 30),
                        (x + step * 96 + 80, y + 66),
                    ],
                    closed=False,
                )
                bar.line(wave, lighter(colour, 0.55) if step % 2 else darker(colour, 0.22), 13)
        elif kind == "wrapped":
            paper = rng.choice((PAPER, SAND, PINE))
            bar.fill(box(x + 100, y, 140, height), paper)
            bar.fill(box(x + 226, y, 14, height), darker(paper, 0.1))
            mark = rng.choice((BRICK, FOREST, RIVER))
            bar.fill(leaf(x + 166, y + 66, 44, 24, -60), mark)
            bar.fill(leaf(x + 166, y + 66, 44, 24, -120), mark)
        else:
            bar.fill(box(x + 90, y + 34, 160, 36, 18), darker(colour, 0.1))


def _lavender(sheet: Canvas, x: float, y: float, degrees: float) -> None:
    angle = math.radians(degrees)
    sheet.line([(x, y), (x + 330 * math.cos(angle), y + 330 * math.sin(angle))], MOSS, 7)
    for step in range(7):
        at = (x + (200 + step * 22) * math.cos(angle), y + (200 + step * 22) * math.sin(angle))
        for side in (-40, 40):
            sheet.fill(leaf(*at, 36, 20, degrees + side), mix(PLUM, LAKE, 0.35 + 0.08 * (step % 3)))
