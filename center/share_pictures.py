"""The picture that networks show beside the link of a text: its cover, or its title on the motif of the house."""

import hashlib
import io
import json
from collections.abc import Callable
from typing import Final

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image

from center import offices
from center.base.pictures import storing
from center.base.typesetting import typeset_picture
from center.choices.resources import CallEnds
from center.models import FundingCall, NewsItem, Picture, Resource

_SIZE: Final = (1200, 630)
_KEPT_FOR: Final = 24 * 3600
_QUALITY: Final = 80


def share_picture_of(item: NewsItem) -> tuple[bytes, str]:
    """Return the picture (1200 × 630) and its content type, in the active language; kept by what it shows."""
    if item.cover is not None and item.cover.is_ready:
        cover = item.cover
        return _kept([cover.stem], lambda: _cut(cover)), "image/jpeg"
    return _drawn(
        title=item.title.plain,
        kind=item.category.name.plain if item.category else "",
        day=date_format(localtime(item.published_at)) if item.published_at else "",
    )


def share_picture_of_resource(resource: Resource) -> tuple[bytes, str]:
    """Return the same for a text of the library, with the day on which it was last checked."""
    checked = (
        _("Checked on %(day)s") % {"day": date_format(resource.checked_on)} if resource.checked_on else ""
    )
    return _drawn(title=resource.title.plain, kind=resource.get_kind_display(), day=checked)


def share_picture_of_call(call: FundingCall) -> tuple[bytes, str]:
    """Return the same for a call for funding, with its deadline."""
    day = call.deadline_day
    until = (
        _("Deadline: %(day)s") % {"day": date_format(day)}
        if day is not None
        else str(CallEnds(call.ends).label)
    )
    return _drawn(title=call.title.plain, kind=_("Call for funding"), day=until)


def _drawn(*, title: str, kind: str, day: str) -> tuple[bytes, str]:
    office = offices.current()
    words = {
        "title": title,
        "kind": kind,
        "day": day,
        "office": office.short_name.plain or office.name.plain,
    }
    seen = [get_language(), words]
    return _kept(seen, lambda: typeset_picture("center/share.typ", words)), "image/png"


def as_response(picture: bytes, kind: str) -> HttpResponse:
    """Give a picture that anybody may keep for a day."""
    response = HttpResponse(picture, content_type=kind)
    response["Cache-Control"] = f"public, max-age={_KEPT_FOR}"
    return response


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
