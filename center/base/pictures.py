"""Uploaded pictures are never served as they came: checked, decoded within limits, written anew as WebP."""

import io
import secrets
import warnings
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FORMATS: Final = ("PNG", "JPEG", "WEBP")
_MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 2 * _MEGABYTE
MOST_PIXELS: Final = 24_000_000


def reencode(upload: "UploadedFile[bytes]", *, box: tuple[int, int], stem: str) -> "ContentFile[bytes]":
    """Return the picture as WebP, at most `box` (width, height in pixels), under a new random name.

    Only the pixels survive: no EXIF, no GPS, no comment, no second frame. Its turn from EXIF is applied first.
    Raises ValidationError for more than 2 MB, another format than PNG, JPEG or WebP, more than 24 million
    pixels (judged by the header, before decoding), or a file that cannot be read.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(
            _("This file is larger than 2 MB. Please choose a smaller picture."), code="size"
        )
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValidationError(
                        _(
                            "This picture has too many pixels. Please make it smaller, 2000 pixels wide is plenty."
                        ),
                        code="pixels",
                    )
                content = _as_webp(picture, box)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise ValidationError(
            _("This file could not be read as a picture. Please choose a PNG, JPEG or WebP file."),
            code="format",
        ) from error
    return ContentFile(content, name=f"{stem}-{secrets.token_hex(6)}.webp")


def _as_webp(picture: Image.Image, box: tuple[int, int]) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    has_alpha = upright.has_transparency_data
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail(box, Image.Resampling.LANCZOS)
    # Pixels alone go into a new picture, so that nothing else of the file can come along.
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=88, method=6)
    return out.getvalue()
