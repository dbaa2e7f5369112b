"""Out of doors and on the sill: a bicycle, things used again, a garden."""

from random import Random

from entrepreneurs.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
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
    MOSS,
    OAK,
    PAPER,
    PINE,
    RIVER,
    ROSE,
    SAGE,
    SAND,
    SKY,
    STONE,
    WALNUT,
    Colour,
    darker,
    lighter,
    mix,
)
from entrepreneurs.demo_pictures.parts import chequer, sprig
from entrepreneurs.demo_pictures.shapes import box, leaf, oval, smooth, turned


def bicycle(sheet: Canvas, rng: Random) -> None:
    """A bicycle that was mended, before a wall of brick courses or a house."""
    wall = rng.choice((SAND, SKY, SAGE, CREAM, ROSE))
    sheet.fill(box(0, 0, WIDTH, HEIGHT), wall)
    course = mix(wall, BRICK, 0.16)
    for row in range(0, 11, 2):
        for column in range(-1, 9):
            if rng.random() < 0.5:  # half of the wall is plain
                sheet.fill(box(column * 150 + (row % 4) * 37, 40 + row * 64, 138, 52, 6), course)
    sheet.fill(box(0, 740, WIDTH, 160), mix(STONE, OAK, 0.35))
    sheet.fill(box(0, 740, WIDTH, 16), lighter(STONE, 0.4))
    _frame(sheet, rng.choice((BRICK, FOREST, RIVER, CLAY, HONEY)), darker(wall, 0.25))
    _basket_of_flowers(sheet, rng)


def _frame(sheet: Canvas, colour: Colour, spokes: Colour) -> None:
    tyre = INK
    back, front, y = 360, 840, 620
    sheet.fill(oval(620, 786, 470, 24), mix(STONE, INK, 0.45))
    for x in (back, front):
        sheet.line(oval(x, y, 158), tyre, 20)
        sheet.line(oval(x, y, 140), STONE, 8)
        for spoke in range(0, 180, 22):
            sheet.line([*turned([(x - 140, y), (x + 140, y)], spoke, (x, y))], spokes, 3)
        sheet.fill(oval(x, y, 18), tyre)
    seat, crank, neck = (480, 380), (560, 630), (770, 360)
    for begin, end in (
        (seat, crank),
        (crank, neck),
        (seat, neck),
        (crank, (back, y)),
        (seat, (back, y)),
        (neck, (front, y)),
    ):
        sheet.line([begin, end], colour, 20)
    sheet.line([seat, (462, 330)], tyre, 16)
    sheet.fill(smooth([(390, 318), (470, 296), (540, 312), (480, 340)]), WALNUT)
    sheet.line(smooth([neck, (756, 290), (800, 262), (850, 280)], closed=False), tyre, 16)
    sheet.fill(oval(*crank, 44), tyre)
    sheet.fill(oval(*crank, 24), STONE)
    sheet.line([crank, (600, 706)], tyre, 12)
    sheet.fill(box(570, 700, 70, 16, 8), tyre)


def _basket_of_flowers(sheet: Canvas, rng: Random) -> None:
    for row in range(4):
        for column in range(6):
            sheet.fill(box(800 + column * 32, 330 + row * 30, 28, 25, 9), OAK if (row + column) % 2 else PINE)
    for index in range(5):
        sprig(sheet, 820 + index * 38, 336, rng.uniform(80, 150), rng.choice((MOSS, FOREST)), rng)
        petal = rng.choice((CLAY, HONEY, PAPER, ROSE))
        at, level = 820 + index * 38 + rng.uniform(-14, 14), 250 + rng.uniform(-50, 50)
        for degrees in range(0, 360, 72):
            sheet.fill(leaf(at, level, 32, 22, degrees), petal)
        sheet.fill(oval(at, level, 10), AMBER)


def recycling(sheet: Canvas, rng: Random) -> None:
    """Tins and bottles that became pots for plants, on two shelves."""
    wall, light, wood = rng.choice(GROUNDS)
    sheet.fill(box(0, 0, WIDTH, HEIGHT), wall)
    sheet.fill(oval(rng.choice((300, 900)), 420, 380), light)
    for level in (430, 800):
        sheet.fill(box(60, level + 26, 1080, 18), darker(wall, 0.14))
        sheet.fill(box(50, level, 1080, 30, 6), wood)
        x = 110 + rng.uniform(0, 40)
        while x < 1000:  # the end of the shelf
            width = rng.choice((130, 160, 190))
            _pot_of_tin(sheet, rng, x, level, width)
            x += width + rng.uniform(30, 90)
    for x in (140, 1020):
        sheet.fill(box(x, 460, 26, 60, 6), darker(wood, 0.2))


def _pot_of_tin(sheet: Canvas, rng: Random, x: float, foot: float, width: float) -> None:
    height = width * rng.uniform(0.75, 1.05)
    colour = rng.choice(BRIGHT)
    middle = x + width / 2
    kind = rng.choice(("sprigs", "cactus", "flowers"))
    green = rng.choice((MOSS, FOREST, SAGE))
    if kind == "sprigs":
        for side in (-0.28, 0, 0.28):
            sprig(sheet, middle + side * width, foot - height + 8, rng.uniform(110, 190), green, rng)
    elif kind == "cactus":
        sheet.fill(box(middle - 34, foot - height - 150, 68, 170, 34), green)
        sheet.line(
            [
                (middle + 20, foot - height - 50),
                (middle + 66, foot - height - 56),
                (middle + 68, foot - height - 104),
            ],
            green,
            30,
        )
        for row in range(4):
            sheet.fill(box(middle - 4, foot - height - 130 + row * 32, 6, 16, 3), lighter(green, 0.5))
        sheet.fill(oval(middle, foot - height - 150, 15), CLAY)
    else:
        for index in range(3):
            at, up = middle + (index - 1) * width * 0.3, foot - height - rng.uniform(70, 150)
            sheet.line([(middle, foot - height), (at, up)], green, 8)
            petal = rng.choice((ROSE, HONEY, PAPER, CLAY))
            for degrees in range(0, 360, 60):
                sheet.fill(leaf(at, up, 38, 26, degrees), petal)
            sheet.fill(oval(at, up, 12), AMBER)
    with sheet.inside(box(x, foot - height, width, height, 10)) as tin:
        tin.fill(box(x, foot - height, width, height), colour)
        if rng.random() < 0.5:  # half of the tins keep their paper
            tin.fill(box(x, foot - height * 0.72, width, height * 0.46), CREAM)
            chequer(tin, (x, foot - height * 0.6, width + 20, 40), 20, CREAM, colour)
        else:
            for row in range(4):
                tin.fill(box(x, foot - height + 20 + row * height * 0.24, width, 8), lighter(colour, 0.3))
        tin.fill(box(x + width * 0.76, foot - height, width, height), darker(colour, 0.18))
    sheet.fill(box(x - 5, foot - height - 4, width + 10, 16, 8), STONE)


def garden(sheet: Canvas, rng: Random) -> None:
    """Beds on a hill, a small house, sun or clouds, trees."""
    sky, hills = rng.choice(
        (
            (SKY, (SAGE, MOSS, FOREST)),
            (CREAM, (SAGE, MOSS, mix(MOSS, FOREST, 0.6))),
            (ROSE, (mix(SAGE, HONEY, 0.3), MOSS, FOREST)),
            (mix(SKY, LAKE, 0.4), (HONEY, MOSS, FOREST)),
        )
    )
    sheet.fill(box(0, 0, WIDTH, HEIGHT), sky)
    sheet.fill(
        oval(rng.choice((230, 900, 1000)), rng.choice((170, 220)), 96), rng.choice((HONEY, PAPER, CLAY))
    )
    for _ in range(2):
        x, y = rng.uniform(120, 1000), rng.uniform(90, 240)
        for offset, radius in ((-60, 34), (0, 52), (62, 38)):
            sheet.fill(oval(x + offset, y, radius * 1.4, radius), lighter(sky, 0.6))
    left = rng.uniform(380, 520)
    sheet.fill(
        smooth(
            [
                (-200, 520),
                (left - 200, 340),
                (left + 200, 440),
                (900, 330),
                (1400, 460),
                (1400, 1000),
                (-200, 1000),
            ]
        ),
        hills[0],
    )
    house = rng.choice((240, 880))
    _house(sheet, rng, house, 500)
    for index in range(4):
        _tree(sheet, rng, (house + 240 + index * 130) % 1100 + 40, 500 + rng.uniform(-10, 30))
    sheet.fill(
        smooth([(-200, 600), (200, 520), (700, 590), (1400, 500), (1400, 1000), (-200, 1000)]), hills[1]
    )
    middle = rng.choice((400, 600, 800))
    for row in range(-5, 6):
        foot, top = middle + row * 270, middle + row * 62
        bed = [(foot - 86, HEIGHT), (foot + 86, HEIGHT), (top + 16, 600), (top - 16, 600)]
        sheet.fill(bed, WALNUT if row % 2 else mix(WALNUT, OAK, 0.4))
        crop = rng.choice((SAGE, hills[2], MOSS, lighter(MOSS, 0.2)))
        for step in range(7):
            part = (step / 6) ** 1.7
            at, level, radius = top + (foot - top) * part, 606 + (HEIGHT - 606) * part, 12 + 52 * part
            for degrees in (-150, -90, -30):
                sheet.fill(leaf(at, level, radius * 1.5, radius * 0.8, degrees), crop)
            if rng.random() < 0.3:  # some bear fruit
                sheet.fill(oval(at, level - radius * 0.5, radius * 0.34), rng.choice((CLAY, HONEY)))


def _house(sheet: Canvas, rng: Random, x: float, foot: float) -> None:
    colour = rng.choice((PAPER, CREAM, SAND))
    sheet.fill(box(x - 110, foot - 130, 220, 180), colour)
    sheet.fill(box(x + 50, foot - 130, 60, 180), darker(colour, 0.1))
    sheet.fill(box(x + 46, foot - 232, 34, 70), darker(BRICK, 0.1))
    sheet.fill(
        [(x - 146, foot - 122), (x + 146, foot - 122), (x + 70, foot - 222), (x - 70, foot - 222)], BRICK
    )
    for at in (x - 82, x - 10):
        sheet.fill(box(at, foot - 92, 46, 54, 4), RIVER)
    sheet.fill(
        [*oval(x + 70, foot - 52, 24, begin=180, end=360), (x + 94, foot + 50), (x + 46, foot + 50)], WALNUT
    )


def _tree(sheet: Canvas, rng: Random, x: float, foot: float) -> None:
    green = rng.choice((FOREST, MOSS, mix(FOREST, MOSS, 0.5)))
    size = rng.uniform(0.7, 1.15)
    sheet.fill(box(x - 10 * size, foot - 90 * size, 20 * size, 120 * size), WALNUT)
    sheet.fill(oval(x, foot - 140 * size, 74 * size, 86 * size), green)
    sheet.fill(oval(x - 20 * size, foot - 158 * size, 44 * size, 52 * size), lighter(green, 0.14))
    if rng.random() < 0.5:  # half of them with fruit
        for across, up in ((-30, 170), (18, 150), (36, 110), (-26, 110)):
            sheet.fill(oval(x + across * size, foot - up * size, 10 * size), CLAY)
