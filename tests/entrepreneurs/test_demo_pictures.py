"""The drawings of the demo: the same each time, different from one another, and small as card pictures."""

import pytest
from PIL import ImageChops

from center.base.pictures import sizes
from entrepreneurs.demo_pictures import SUBJECTS, draw, draw_logo
from entrepreneurs.demo_pictures.letters import strokes

SMALL = (240, 180)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_is_drawn_the_same_for_a_seed_and_differently_for_another(subject: str) -> None:
    first, again, other = (draw(subject, seed, SMALL) for seed in ("one", "one", "two"))
    assert (first.size, first.mode) == (SMALL, "RGB")
    assert ImageChops.difference(first, again).getbbox() is None
    assert ImageChops.difference(first, other).getbbox() is not None
    # A drawing, not an empty ground.
    assert len(first.getcolors(SMALL[0] * SMALL[1]) or []) > 30


def test_no_two_subjects_look_alike() -> None:
    assert len({draw(subject, "same", SMALL).tobytes() for subject in SUBJECTS}) == len(SUBJECTS)


@pytest.mark.parametrize("size", [(1200, 900), (301, 226), (400, 400), (900, 300)])
def test_any_size_is_filled(size: tuple[int, int]) -> None:
    assert draw("jars", "seed", size).size == size


def test_a_drawing_passes_as_a_card_without_loss_of_quality() -> None:
    picture = sizes.prepared(draw("baskets", "seed"), shape=sizes.Shape.PHOTO, focus=(50, 50))
    made = {
        file.format: len(file.content)
        for file in sizes.renditions(picture, shape=sizes.Shape.PHOTO, widths=(640,))
    }
    assert {form: size <= sizes.MOST_CARD_BYTES for form, size in made.items()} == {
        "avif": True,
        "webp": True,
    }


def test_a_mark_has_the_initials_in_either_script_and_a_look_of_its_own() -> None:
    first, again = draw_logo("ЗТ", "a", SMALL), draw_logo("ЗТ", "a", SMALL)
    assert ImageChops.difference(first, again).getbbox() is None
    assert len({draw_logo("ЗТ", str(seed), SMALL).tobytes() for seed in range(12)}) > 6
    assert first.getpixel((0, 0)) == (255, 255, 255)


def test_every_serbian_letter_is_drawn() -> None:
    ring = strokes("?")
    assert [letter for letter in "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ" if strokes(letter) == ring] == []
