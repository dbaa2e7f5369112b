"""Whatever is sent becomes upright pixels in sRGB, or is refused with a sentence."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from center.base.pictures import reading
from tests.center.base.picture_files import encoded, header_only, noise, phone_photo, stripes

LIMIT = 7 * reading.MEGABYTE


def pixels(content: bytes, enough: tuple[int, int] | None = None) -> Image.Image:
    return reading.pixels(io.BytesIO(content), most_bytes=LIMIT, enough=enough)


@pytest.mark.parametrize("turn", range(1, 9))
def test_each_turn_that_a_camera_writes_is_applied(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    marked = Image.new("RGB", (4, 2))
    marked.putpixel((0, 0), (255, 255, 255))
    picture = pixels(encoded(marked, exif=exif))
    corners = {1: (0, 0), 2: (3, 0), 3: (3, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 3), 8: (0, 3)}
    assert picture.size == ((4, 2) if turn < 5 else (2, 4))
    assert picture.getpixel(corners[turn]) == (255, 255, 255)


def test_nothing_but_pixels_survives() -> None:
    picture = pixels(phone_photo())
    assert (picture.size, picture.info, dict(picture.getexif())) == ((900, 1200), {}, {})


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        (Image.new("L", (2, 2), 200), (200, 200, 200)),
        (Image.new("1", (2, 2), 1), (255, 255, 255)),
        (Image.new("I;16", (2, 2), 200 * 257), (200, 200, 200)),
        (Image.new("P", (2, 2), 0), (0, 0, 0)),
        (Image.new("RGBA", (2, 2), (200, 100, 50, 128)), (200, 100, 50, 128)),
        (Image.new("LA", (2, 2), (200, 128)), (200, 200, 200, 128)),
    ],
    ids=["grey", "black and white", "16 bits", "palette", "alpha", "grey with alpha"],
)
def test_every_kind_of_png_becomes_rgb_or_rgba(picture: Image.Image, colour: tuple[int, ...]) -> None:
    assert pixels(encoded(picture)).getpixel((1, 1)) == colour


def test_a_print_shop_s_cmyk_becomes_rgb() -> None:
    picture = pixels(encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = picture.getpixel((4, 4))  # type: ignore[misc]  # three numbers for RGB
    assert (picture.mode, red > 240, green < 15, blue < 15) == ("RGB", True, True, True)


def test_colours_of_another_profile_are_converted_and_a_broken_profile_is_passed_over() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = Image.new("RGB", (2, 2), (200, 100, 50))
    for unfit in (profile, b"no profile"):
        assert pixels(encoded(plain, icc_profile=unfit)).getpixel((0, 0)) == (200, 100, 50)


def wide_gamut() -> bytes:
    """The sRGB profile with the columns of red and green changed about: what it calls red is our green."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = srgb.index(b"rXYZ"), srgb.index(b"gXYZ")
    srgb[red : red + 4], srgb[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(srgb)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_profile_is_applied_before_it_is_dropped(mode: str) -> None:
    colour = (255, 0, 0, 9)[: len(mode)]
    picture = pixels(encoded(Image.new(mode, (2, 2), colour), icc_profile=wide_gamut()))
    shown = picture.getpixel((0, 0))
    assert isinstance(shown, tuple)
    assert (shown[0] < 10, shown[1] > 245, shown[3:], picture.info) == (True, True, colour[3:], {})


def test_only_the_first_frame_of_an_animation_is_kept() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    for form in ("WEBP", "PNG"):
        content = encoded(frames[0], form, save_all=True, append_images=frames[1:], lossless=True)
        picture = pixels(content)
        assert (picture.getpixel((0, 0)), getattr(picture, "n_frames", 1)) == ((255, 0, 0), 1)


def test_a_large_photo_is_decoded_no_larger_than_needed() -> None:
    content = encoded(stripes(4000, 3000), "JPEG")
    assert (pixels(content, (1400, 1400)).size, pixels(content).size) == ((2000, 1500), (4000, 3000))


REFUSED = [
    (b"\0" * (LIMIT + 1), "size", "This file is larger than 7 MB. Please choose a smaller picture."),
    (header_only(6000, 5000), "pixels", None),
    (header_only(60000, 50000), "pixels", None),
    (encoded(stripes(2, 100)), "shape", None),
    (header_only(10, 10), "format", None),
    (encoded(stripes(100, 100), "GIF"), "format", None),
    (encoded(noise(300, 300), "JPEG")[:9000], "format", None),
    (encoded(noise(300, 300), "WEBP")[:9000], "format", None),
    (encoded(noise(300, 300))[:9000], "format", None),
    (b"", "format", None),
]


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    REFUSED,
    ids=[
        "bytes",
        "pixels",
        "bomb",
        "strip",
        "no pixels",
        "gif",
        "half jpeg",
        "half webp",
        "half png",
        "empty",
    ],
)
def test_what_is_too_much_or_broken_is_refused(content: bytes, code: str, sentence: str | None) -> None:
    translation.activate("en")
    for read in (pixels, lambda content: reading.check(io.BytesIO(content), most_bytes=LIMIT)):
        with pytest.raises(ValidationError) as refused:
            read(content)
        assert refused.value.code == code
        if sentence:
            assert refused.value.messages == [sentence]


SEEDS = [
    phone_photo(64, 48),
    encoded(noise(40, 30), "JPEG", progressive=True),
    encoded(noise(24, 18)),
    encoded(Image.new("P", (9, 9)), transparency=0),
    encoded(noise(24, 18), "WEBP"),
    encoded(noise(24, 18).convert("RGBA"), "WEBP", lossless=True),
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_changed_and_shortened_files_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=12)):
        content[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    try:
        picture = pixels(bytes(content))
    except ValidationError:
        return
    assert (picture.mode in {"RGB", "RGBA"}, picture.info) == (True, {})


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(ValidationError):
        pixels(content)
