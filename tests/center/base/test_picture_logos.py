"""Uploads become pictures of ours, within limits."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from center.base.pictures import MOST_BYTES, reencode


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("picture.png", content)


def png(width: int, height: int, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", **options)
    return out.getvalue()


def header_only(width: int, height: int) -> bytes:
    """A PNG that claims its size and holds no pixels: decoding it would be the attack."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    end = b"IEND"
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + end + struct.pack(">I", zlib.crc32(end))


def result(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(reencode(upload(content), box=(100, 50), stem="logo").read()))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("size", "kept"), [((400, 400), (50, 50)), ((400, 100), (100, 25)), ((20, 10), (20, 10))]
)
def test_a_picture_fits_its_box_and_is_never_blown_up(size: tuple[int, int], kept: tuple[int, int]) -> None:
    assert result(png(*size)).size == kept


def test_transparency_stays_and_everything_else_goes() -> None:
    picture = result(png(10, 10, "RGBA"))
    assert (picture.format, picture.mode, dict(picture.getexif())) == ("WEBP", "RGBA", {})


def test_a_photo_taken_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 20)).save(out, "JPEG", exif=exif)
    assert result(out.getvalue()).size == (20, 40)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\0" * (MOST_BYTES + 1), "size"),
        (header_only(6000, 5000), "pixels"),
        (header_only(60000, 50000), "pixels"),
        (header_only(10, 10), "format"),
        (b"GIF89a", "format"),
        (b"", "format"),
    ],
    ids=["too many bytes", "too many pixels", "a bomb", "no pixels", "gif", "empty"],
)
def test_what_is_too_much_or_no_picture_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        reencode(upload(content), box=(100, 50), stem="logo")
    assert refused.value.code == code


def test_the_name_says_nothing_of_the_upload_and_is_new_each_time() -> None:
    names = {str(reencode(upload(png(5, 5)), box=(9, 9), stem="logo").name) for _ in range(2)}
    assert (len(names), all(name.startswith("logo-") for name in names)) == (2, True)
