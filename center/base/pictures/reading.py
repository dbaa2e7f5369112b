"""Open an upload as pixels: limits by its header first, then upright, in sRGB, eight bits, one frame."""

import contextlib
import io
from collections.abc import Iterator
from typing import IO, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms

FORMATS: Final = ("PNG", "JPEG", "WEBP")
MEGABYTE: Final = 1024 * 1024
MOST_PIXELS: Final = 24_000_000
# A narrower mark would be taller, at our width, than a WebP can be (16383 pixels).
MOST_TIMES_LONGER: Final = 40
_ORIENTATION: Final = 0x0112  # EXIF 2.32, table 4
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class _ShapeError(Exception):
    pass


def check(file: IO[bytes], *, most_bytes: int) -> None:
    """Read the whole file once, so that whoever sent it hears at once what is wrong; ValidationError then.

    A large JPEG is decoded at an eighth of its size: a broken one shows, and little memory is taken.
    """
    with _opened(file, most_bytes=most_bytes) as picture:
        picture.draft(None, (1, 1))
        picture.load()


def pixels(file: IO[bytes], *, most_bytes: int, enough: tuple[int, int] | None = None) -> Image.Image:
    """Return the first frame upright, as RGB or (where anything shines through) RGBA, in sRGB, and nothing else.

    The limits are judged by the header, before anything is decoded. A JPEG may be decoded at half, a quarter or
    an eighth of its size as long as no side falls below `enough` (width, height in pixels). Raises
    ValidationError with the code "size" (more than `most_bytes`), "pixels" (more than 24 million), "shape" (a
    strip that no page can show) or "format" (not PNG, JPEG or WebP, or broken).
    """
    with _opened(file, most_bytes=most_bytes) as picture:
        if enough:
            picture.draft(None, enough)
        picture.load()
        plain = _in_srgb(picture)
        turn = _TURNS.get(_orientation(picture))
        upright = plain.transpose(turn) if turn is not None else plain
        # Pixels alone go into a new picture, so that nothing else of the file can come along.
        clean = Image.new(upright.mode, upright.size)
        clean.paste(upright)
        return clean


@contextlib.contextmanager
def _opened(file: IO[bytes], *, most_bytes: int) -> Iterator[Image.Image]:
    if file.seek(0, io.SEEK_END) > most_bytes:
        raise ValidationError(
            _("This file is larger than %(size)s MB. Please choose a smaller picture."),
            code="size",
            params={"size": most_bytes // MEGABYTE},
        )
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError  # noqa: TRY301 -- Pillow's own, from here on one way out
            if max(picture.size) > MOST_TIMES_LONGER * min(picture.size):
                raise _ShapeError  # noqa: TRY301 -- as above
            yield picture
    except _ShapeError as error:
        raise ValidationError(
            _("This picture is a narrow strip. Please cut it to a usual shape first."), code="shape"
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("This picture has too many pixels. Please make it smaller, 2000 pixels wide is plenty."),
            code="pixels",
        ) from error
    except Exception as error:
        # A broken file makes decoders stumble in every way there is.
        raise ValidationError(
            _("This file could not be read as a picture. Please choose a PNG, JPEG or WebP file."),
            code="format",
        ) from error


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 -- a broken EXIF block costs a photo its turn, not its place
        return 1


def _in_srgb(picture: Image.Image) -> Image.Image:
    sixteen_bits = picture.mode.startswith("I")
    # Pillow cuts off what is brighter than 255 instead of dividing.
    even = picture.convert("I").point(lambda value: value / 256).convert("L") if sixteen_bits else picture
    if even.mode in {"P", "PA", "1", "LA", "La", "RGBa"} or even.has_transparency_data:
        even = even.convert("RGBA" if even.has_transparency_data else "RGB")
    profile = picture.info.get("icc_profile")
    return _converted(even, profile) if profile else even.convert(_plain_mode(even))


def _plain_mode(picture: Image.Image) -> str:
    return "RGBA" if picture.mode == "RGBA" else "RGB"


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert from the picture's own colour profile; one that is broken or of another kind is passed over."""
    mode = _plain_mode(picture)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if mode == "RGBA":
            colours = ImageCms.profileToProfile(picture.convert("RGB"), source, _SRGB, outputMode="RGB")
        else:
            colours = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture.convert(mode)
    if colours is None:  # only when asked to work in place
        return picture.convert(mode)
    if mode == "RGBA":
        colours.putalpha(picture.getchannel("A"))
    return colours
