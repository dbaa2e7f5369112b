"""How the worker makes the files of a picture of an event: either all of them are shown or none."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from center.base.pictures import reading, sizes, storing
from center.base.pictures.fields import MOST_BYTES
from center.base.private_storage import private_storage
from events.choices import PictureState
from events.models import EventPicture

_log = logging.getLogger("center.pictures")
_GIVEN_UP_AFTER: Final = timedelta(days=1)


def process_picture(*, picture_id: int) -> str:
    """Make all sizes of an upload, or of the uncut photo when only the focus changed, and show them.

    Each try writes under a new random name, which the row learns in the last step, so a worker that dies leaves the
    row as it was. Returns the state in which the picture is then, or nothing for one that is gone.
    """
    picture = EventPicture.objects.filter(pk=picture_id).first()
    if picture is None or picture.state == PictureState.FAILED:
        return ""
    if not picture.original and picture.is_poster:
        return picture.state  # a poster is never cut
    stem = storing.new_stem()
    try:
        planned = _write(picture, stem)
    except (ValidationError, FileNotFoundError) as error:
        storing.remove(stem)
        _log.warning("picture failed", extra={"picture": picture_id, "error": type(error).__name__})
        return _fail(picture)
    if _show(picture, stem, planned):
        return PictureState.READY
    storing.remove(stem)
    return ""


def _write(picture: EventPicture, stem: str) -> sizes.Plan:
    shape = sizes.Shape.POSTER if picture.is_poster else sizes.Shape.PHOTO
    with (
        private_storage().open(picture.original) if picture.original else storing.open_whole(picture.stem)
    ) as file:
        whole = reading.pixels(file, most_bytes=MOST_BYTES, enough=sizes.ENOUGH)
    ready = sizes.prepared(whole, shape=shape, focus=(picture.focus_x, picture.focus_y))
    planned = sizes.plan(ready, shape=shape)
    if shape == sizes.Shape.PHOTO:
        storing.write(stem, [sizes.whole(whole)])
    storing.write(stem, sizes.renditions(ready, shape=shape, widths=planned.widths))
    return planned


@transaction.atomic
def _show(seen: EventPicture, stem: str, planned: sizes.Plan) -> bool:
    """Let the row name the new files, unless it changed meanwhile: then another job is on its way."""
    now = EventPicture.objects.select_for_update(of=("self",)).filter(pk=seen.pk).first()
    if now is None or _source(now) != _source(seen):
        return False
    original = now.original
    now.stem, now.original, now.state = stem, "", PictureState.READY
    now.width, now.height, now.widths = planned.width, planned.height, list(planned.widths)
    now.save(update_fields=["stem", "original", "state", "width", "height", "widths"])
    if original:
        transaction.on_commit(lambda: private_storage().delete(original), robust=True)
    # Files of an earlier cut stay for a day, for pages in open tabs; the nightly tidying finds them without a row.
    return True


@transaction.atomic
def _fail(seen: EventPicture) -> str:
    now = EventPicture.objects.select_for_update(of=("self",)).filter(pk=seen.pk).first()
    if now is None or _source(now) != _source(seen):
        return ""
    if now.state == PictureState.READY:
        return PictureState.READY  # only another cut could not be made; what is shown stays
    original = now.original
    # Without its digest, so that the same photo may be tried again.
    now.state, now.original, now.digest = PictureState.FAILED, "", ""
    now.save(update_fields=["state", "original", "digest"])
    if original:
        transaction.on_commit(lambda: private_storage().delete(original), robust=True)
    return PictureState.FAILED


def _source(picture: EventPicture) -> tuple[str, str, int, int]:
    return picture.stem, picture.original, picture.focus_x, picture.focus_y


def give_up_stuck_pictures(*, now: datetime | None = None) -> int:
    """Give up uploads that no worker could finish in a day; return how many."""
    before = (now or timezone.now()) - _GIVEN_UP_AFTER
    stuck = EventPicture.objects.filter(state=PictureState.PROCESSING, added_at__lt=before)
    return sum(_fail(picture) == PictureState.FAILED for picture in stuck)
