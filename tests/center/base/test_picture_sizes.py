"""A photo becomes 4:3 files about its focus point, a mark stays whole, and a card's files are small."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from center.base.pictures import sizes
from center.base.pictures.sizes import Shape
from tests.center.base.picture_files import noise, stripes

MIDDLE = (50, 50)


def files(picture: Image.Image, shape: Shape = Shape.PHOTO) -> dict[tuple[str, str], bytes]:
    ready = sizes.prepared(picture, shape=shape, focus=MIDDLE)
    widths = sizes.plan(ready, shape=shape).widths
    return {
        (file.name, file.format): file.content for file in sizes.renditions(ready, shape=shape, widths=widths)
    }


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_large_photo_gets_four_widths_in_two_formats_without_anything_beside_pixels() -> None:
    made = files(stripes(2400, 1350))
    facts = {key: (*opened(content).size, opened(content).format) for key, content in made.items()}
    assert facts == {
        (str(width), form): (width, width * 3 // 4, form.upper())
        for width in (320, 640, 960, 1600)
        for form in ("avif", "webp")
    }
    for content in made.values():
        assert dict(opened(content).getexif()) == {}
        assert opened(content).info.keys().isdisjoint({"exif", "xmp", "comment"})


@pytest.mark.parametrize(
    ("size", "planned"),
    [
        ((4000, 3000), sizes.Plan((320, 640, 960, 1600), 1600, 1200)),
        ((1000, 3000), sizes.Plan((320, 640, 960), 960, 720)),
        ((640, 480), sizes.Plan((320, 640), 640, 480)),
        ((300, 200), sizes.Plan((264,), 264, 198)),
        ((1, 1), sizes.Plan((1,), 1, 1)),
        ((5000, 1), sizes.Plan((4,), 4, 1)),
    ],
)
def test_nothing_is_blown_up(size: tuple[int, int], planned: sizes.Plan) -> None:
    picture = sizes.prepared(Image.new("RGB", size), shape=Shape.PHOTO, focus=MIDDLE)
    assert sizes.plan(picture, shape=Shape.PHOTO) == planned


@pytest.mark.parametrize(("across", "first", "last"), [(0, 250, 150), (50, 200, 75), (100, 125, 25)])
def test_the_cut_keeps_the_focus_point_in_its_middle_as_far_as_the_edges_allow(
    across: int, first: int, last: int
) -> None:
    part = sizes.cut(stripes(2000, 750), focus=(across, 50))
    assert part.size == (1000, 750)
    assert (part.getpixel((20, 9)), part.getpixel((980, 9))) == ((first,) * 3, (last,) * 3)


@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 100), st.integers(0, 100))
def test_every_cut_lies_inside_and_is_four_by_three(width: int, height: int, x: int, y: int) -> None:
    part = sizes.cut(Image.new("L", (width, height), 255), focus=(x, y))
    # Beyond the edges Pillow would fill with black.
    assert (part.width <= width, part.height <= height, part.getextrema()) == (True, True, (255, 255))
    if width >= 4 and height >= 3:
        assert part.width * 3 == part.height * 4


@pytest.mark.long
def test_a_card_s_file_is_small_even_of_pure_noise() -> None:
    made = files(noise(640, 480))
    assert {key: len(content) <= 25_000 for key, content in made.items()} == {
        (width, form): True for width in ("320", "640") for form in ("avif", "webp")
    }


def test_a_mark_is_not_cut_and_stands_on_white() -> None:
    made = files(Image.new("RGBA", (400, 100), (0, 0, 0, 0)), Shape.MARK)
    assert {key: opened(content).size for key, content in made.items()} == {
        (str(width), form): (width, width // 4) for width in (160, 320) for form in ("avif", "webp")
    }
    assert {opened(content).convert("RGB").getpixel((5, 5)) for content in made.values()} == {(255, 255, 255)}


def test_the_whole_picture_is_kept_for_another_cut() -> None:
    kept = sizes.whole(stripes(3000, 1000))
    assert (kept.name, kept.format, opened(kept.content).size) == ("whole", "webp", (2000, 667))
