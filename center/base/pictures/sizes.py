"""What becomes of a photo or a mark: cuts and widths for cards and wide places, each as AVIF and as WebP."""

import enum
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageFilter

# Best first, as browsers choose from <picture>. The second is read by every browser since 2020.
FORMATS: Final = ("avif", "webp")
CARD_WIDTHS: Final = (320, 640)
WIDE_WIDTHS: Final = (960, 1600)
MARK_WIDTHS: Final = (160, 320)
POSTER_WIDTHS: Final = (480, 960)
MOST_CARD_BYTES: Final = 25 * 1000
WHOLE: Final = "whole"
_WHOLE_BOX: Final = (2000, 2000)
_CUT: Final = (4, 3)
_GROUND: Final = (255, 255, 255)
_QUALITIES: Final = {"avif": (62, 52, 44, 36, 28, 20, 12), "webp": (80, 70, 60, 48, 36, 24, 12)}
_WIDE_QUALITY: Final = {"avif": 55, "webp": 76}
# Decode no more of a JPEG than this, so that a cut of its shorter side still fills the widest file.
ENOUGH: Final = (2000, 2000)


class Shape(enum.StrEnum):
    """How a picture is cut: a photo to 4:3 about its focus point, a mark and a poster not at all."""

    PHOTO = "photo"
    MARK = "mark"
    POSTER = "poster"


_WANTED: Final = {
    Shape.PHOTO: CARD_WIDTHS + WIDE_WIDTHS,
    Shape.MARK: MARK_WIDTHS,
    Shape.POSTER: POSTER_WIDTHS,
}


@dataclass(frozen=True)
class Rendition:
    """One file: `name` is its width in pixels, or "whole" for the uncut picture that a new cut is made of."""

    name: str
    format: str
    content: bytes


@dataclass(frozen=True)
class Plan:
    """The widths in pixels that will be made, smallest first, and the height that belongs to the largest."""

    widths: tuple[int, ...]
    width: int
    height: int


def prepared(picture: Image.Image, *, shape: Shape, focus: tuple[int, int]) -> Image.Image:
    """Return the picture on white ground, cut for its shape; `focus` is in hundredths from left and from top."""
    flat = _on_ground(picture)
    return cut(flat, focus=focus) if shape == Shape.PHOTO else flat


def cut(picture: Image.Image, *, focus: tuple[int, int]) -> Image.Image:
    """Cut the largest 4:3 part whose middle is as near to the focus point (0–100, 0–100) as the edges allow."""
    width, height = picture.size
    across, down = _CUT
    unit = max(1, min(width // across, height // down))
    part = (min(width, across * unit), min(height, down * unit))
    left, top = (
        max(0, min(full - kept, round(full * at / 100 - kept / 2)))
        for full, kept, at in zip(picture.size, part, focus, strict=True)
    )
    return picture.crop((left, top, left + part[0], top + part[1]))


def plan(picture: Image.Image, *, shape: Shape) -> Plan:
    """Say which widths a prepared picture gets; none is larger than the picture itself."""
    wanted = _WANTED[shape]
    widths = tuple(width for width in wanted if width <= picture.width) or (picture.width,)
    return Plan(widths, widths[-1], _height(picture, widths[-1]))


def renditions(picture: Image.Image, *, shape: Shape, widths: tuple[int, ...]) -> Iterator[Rendition]:
    """Make the files of a prepared picture one after the other; those for cards have at most 25 000 bytes."""
    for width in widths:
        small = picture.resize((width, _height(picture, width)), Image.Resampling.LANCZOS, reducing_gap=3)
        for kind in FORMATS:
            is_wide = shape == Shape.POSTER or (shape == Shape.PHOTO and width > CARD_WIDTHS[-1])
            content = _encoded(small, kind, _WIDE_QUALITY[kind]) if is_wide else _fitting(small, kind)
            yield Rendition(str(width), kind, content)


def whole(picture: Image.Image) -> Rendition:
    """Return the uncut picture, so that another focus point can be chosen when the upload is long gone."""
    flat = _on_ground(picture)
    flat.thumbnail(_WHOLE_BOX, Image.Resampling.LANCZOS, reducing_gap=3)
    return Rendition(WHOLE, "webp", _encoded(flat, "webp", 88))


def _height(picture: Image.Image, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


def _on_ground(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white: a dark mark must not vanish on a dark page."""
    ground = Image.new("RGB", picture.size, _GROUND)
    ground.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    return ground


def _fitting(picture: Image.Image, kind: str) -> bytes:
    """Lower the quality until the file fits; what is pure noise even then is blurred until it does."""
    for quality in _QUALITIES[kind]:
        content = _encoded(picture, kind, quality)
        if len(content) <= MOST_CARD_BYTES:
            return content
    return _fitting(picture.filter(ImageFilter.GaussianBlur(1.5)), kind)


def _encoded(picture: Image.Image, kind: str, quality: int) -> bytes:
    out = io.BytesIO()
    _ENCODERS[kind](picture, out, quality)
    return out.getvalue()


def _avif(picture: Image.Image, out: io.BytesIO, quality: int) -> None:
    # The machine is shared with the web server: one thread, and a speed that costs a few percent of size.
    picture.save(out, "AVIF", quality=quality, speed=8, max_threads=1)


def _webp(picture: Image.Image, out: io.BytesIO, quality: int) -> None:
    picture.save(out, "WEBP", quality=quality, method=4)


_ENCODERS: Final[dict[str, Callable[[Image.Image, io.BytesIO, int], None]]] = {"avif": _avif, "webp": _webp}
