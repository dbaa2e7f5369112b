"""The picture that networks show beside the link of a text: its cover, or its title on the motif of the house."""

import hashlib
import io
import json
from collections.abc import Callable
from typing import Final

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from PIL import Image

from center import offices
from center.base.pictures import storing
from center.base.typesetting import typeset_picture
from center.models import NewsItem, Picture

_SIZE: Final = (1200, 630)
_KEPT_FOR: Final = 24 * 3600
_QUALITY: Final = 80


def share_picture_of(item: NewsItem) -> tuple[bytes, str]:
    """Return the picture (1200 × 630) and its content type, in the active language; kept by what it shows."""
    if item.cover is not None and item.cover.is_ready:
        cover = item.cover
        return _kept([cover.stem], lambda: _cut(cover)), "image/jpeg"
    office = offices.current()
    words = {
        "title": item.title.plain,
        "kind": item.category.name.plain if item.category else "",
        "day": date_format(localtime(item.published_at)) if item.published_at else "",
        "office": office.short_name.plain or office.name.plain,
    }
    seen = [get_language(), words]
    return _kept(seen, lambda: typeset_picture("center/share.typ", words)), "image/png"


def _kept(seen: object, make: Callable[[], bytes]) -> bytes:
    key = f"center.share.{hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:32]}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        picture = make()
        cache.set(key, picture, _KEPT_FOR)
    return picture


def _cut(cover: Picture) -> bytes:
    """Cut the uncut picture about its focus point to the shape of a shared link."""
    with storing.open_whole(cover.stem) as file, Image.open(file, formats=["WEBP"]) as whole:
        picture = whole.convert("RGB")
    width, height = _SIZE
    scale = max(width / picture.width, height / picture.height)
    part_width, part_height = min(picture.width, width / scale), min(picture.height, height / scale)
    left = min(max(picture.width * cover.focus_x / 100 - part_width / 2, 0), picture.width - part_width)
    top = min(max(picture.height * cover.focus_y / 100 - part_height / 2, 0), picture.height - part_height)
    box = (left, top, left + part_width, top + part_height)
    out = io.BytesIO()
    picture.resize(_SIZE, Image.Resampling.LANCZOS, box=box).save(
        out, "JPEG", quality=_QUALITY, optimize=True
    )
    return out.getvalue()
