"""The mark of an office: one WebP file, which keeps what is transparent."""

import io
import secrets
from typing import TYPE_CHECKING, Final

from django.core.files.base import ContentFile
from PIL import Image

from center.base.pictures import reading

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES: Final = 2 * reading.MEGABYTE


def reencode(upload: "UploadedFile[bytes]", *, box: tuple[int, int], stem: str) -> "ContentFile[bytes]":
    """Return the picture as WebP, at most `box` (width, height in pixels), under a new random name.

    Only the pixels survive: no EXIF, no GPS, no comment, no second frame. Its turn from EXIF is applied first.
    Raises ValidationError for more than 2 MB, another format than PNG, JPEG or WebP, more than 24 million
    pixels (judged by the header, before decoding), or a file that cannot be read.
    """
    picture = reading.pixels(upload, most_bytes=MOST_BYTES)
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=88, method=6)
    return ContentFile(out.getvalue(), name=f"{stem}-{secrets.token_hex(6)}.webp")
