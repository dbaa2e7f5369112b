"""The motif of the town's church: its tiles, and its rosette in a wall of brick and stone."""

import math
from random import Random

from entrepreneurs.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from entrepreneurs.demo_pictures.palette import (
    BRICK,
    CLAY,
    CREAM,
    FOREST,
    HONEY,
    LAKE,
    MOSS,
    PAPER,
    RIVER,
    ROSE,
    SAND,
    SKY,
    STONE,
    Colour,
    darker,
    mix,
)
from entrepreneurs.demo_pictures.parts import chequer
from entrepreneurs.demo_pictures.shapes import box, leaf, oval


def tiles(sheet: Canvas, rng: Random) -> None:
    """A wall of tiles from the motif of the church: chequers, quarter rings, petals, courses."""
    colours = rng.sample([BRICK, CLAY, HONEY, FOREST, RIVER, SAND, STONE, CREAM, MOSS, LAKE], 5)
    colours.append(PAPER)
    side = rng.choice((150, 225, 300))
    for row in range(HEIGHT // side):
        for column in range(math.ceil(WIDTH / side)):
            one, other = rng.sample(colours, 2)
            _tile(sheet, rng, column * side, row * side, side, one, other)


def _tile(sheet: Canvas, rng: Random, x: float, y: float, side: float, one: Colour, other: Colour) -> None:
    kind = rng.choice(("chequer", "quarter", "rings", "petals", "courses", "half"))
    with sheet.inside(box(x, y, side, side)) as tile:
        tile.fill(box(x, y, side, side), one)
        if kind == "chequer":
            chequer(tile, (x, y, side, side), side / 5, one, other)
        elif kind in {"quarter", "rings"}:
            corner = (x + side * rng.choice((0, 1)), y + side * rng.choice((0, 1)))
            parts = (
                ((1.0, other),)
                if kind == "quarter"
                else ((1.0, other), (0.75, one), (0.5, other), (0.25, one))
            )
            for part, colour in parts:
                tile.fill(oval(*corner, side * part), colour)
        elif kind == "petals":
            for degrees in range(45, 405, 90):
                tile.fill(leaf(x + side / 2, y + side / 2, side * 0.62, side * 0.42, degrees), other)
            tile.fill(oval(x + side / 2, y + side / 2, side * 0.09), one)
        elif kind == "courses":
            for row in range(5):
                tile.fill(box(x, y + row * side / 5, side, side / 10), other)
        else:
            tile.fill(oval(x + side / 2, y + side, side / 2), other)
            tile.fill(oval(x + side / 2, y + side, side / 4), one)


def rosette(sheet: Canvas, rng: Random) -> None:
    """The rosette in a wall of brick and stone, with six, eight or twelve petals."""
    wall = rng.choice((SAND, STONE, CREAM, mix(STONE, ROSE, 0.4), mix(STONE, SKY, 0.5)))
    sheet.fill(box(0, 0, WIDTH, HEIGHT), wall)
    tone = mix(wall, BRICK, 0.55)
    for row in range(0, 12, 3):
        sheet.fill(box(0, 30 + row * 76, WIDTH, 60), tone)
        for column in range(9):
            sheet.fill(box(column * 150 + (row % 2) * 75, 30 + row * 76, 7, 60), wall)
    dark = rng.choice((BRICK, FOREST, RIVER, darker(BRICK, 0.3)))
    x, y, radius = 600, 450, rng.choice((330, 370))
    sheet.fill(oval(x + 14, y + 18, radius + 8), darker(wall, 0.25))
    parts = rng.choice((16, 20, 24))
    sheet.fill(oval(x, y, radius), PAPER)
    for part in range(0, parts, 2):
        begin = part * 360 / parts
        sheet.fill([*oval(x, y, radius, begin=begin, end=begin + 360 / parts), (x, y)], dark)
    sheet.fill(oval(x, y, radius * 0.82), mix(wall, PAPER, 0.5))
    petals = rng.choice((6, 8, 12))
    second = rng.choice((HONEY, CLAY, MOSS, LAKE))
    for layer, (length, colour) in enumerate(((0.76, second), (0.6, dark))):
        for petal in range(petals):
            turn = (petal + layer * 0.5) * 360 / petals
            start = math.radians(turn)
            at = (x + radius * 0.1 * math.cos(start), y + radius * 0.1 * math.sin(start))
            sheet.fill(leaf(*at, radius * (length - 0.1), radius * 2.1 / petals, turn), colour)
    sheet.fill(oval(x, y, radius * 0.13), PAPER)
    sheet.fill(oval(x, y, radius * 0.075), second)
