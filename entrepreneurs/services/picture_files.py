"""How the worker makes the files of a picture, and what it tidies up: either all of them are shown or none."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from center.base.pictures import reading, sizes, storing
from center.base.pictures.fields import MOST_BYTES
from center.base.private_storage import private_storage
from entrepreneurs.choices import PictureKind, PictureState
from entrepreneurs.models import Picture
from entrepreneurs.services.changes import lock, touched
from entrepreneurs.services.pictures import UPLOADS

_log = logging.getLogger("center.pictures")
# Nothing that is being written is this old, and a page in an open tab still finds its files.
LEFT_FOR: Final = timedelta(days=1)


class Made(models.TextChoices):
    """What became of one try; `GONE` means that there was nothing to do any more."""

    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


def process_picture(*, picture_id: int) -> Made:
    """Make all sizes of an upload, or of the uncut picture when only the focus changed, and show them.

    Each try writes under a new random name, which the row learns in the last step, so a worker that dies leaves
    the row as it was. The upload is deleted afterwards.
    """
    picture = Picture.objects.select_related("enterprise").filter(pk=picture_id).first()
    if picture is None or picture.state == PictureState.FAILED:
        return Made.GONE
    if not picture.original and picture.kind == PictureKind.LOGO:
        return Made.GONE  # a mark is never cut
    stem = storing.new_stem()
    try:
        planned = _write(picture, stem)
    except (ValidationError, FileNotFoundError) as error:
        storing.remove(stem)
        _log.warning("picture failed", extra={"picture": picture_id, "error": type(error).__name__})
        return _fail(picture)
    if _show(picture, stem, planned):
        return Made.READY
    storing.remove(stem)
    return Made.GONE


def _write(picture: Picture, stem: str) -> sizes.Plan:
    shape = sizes.Shape.MARK if picture.kind == PictureKind.LOGO else sizes.Shape.PHOTO
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
def _show(seen: Picture, stem: str, planned: sizes.Plan) -> bool:
    """Let the row name the new files, unless it changed meanwhile: then another job is on its way."""
    enterprise = lock(seen.enterprise)
    now = Picture.objects.select_for_update(of=("self",)).filter(pk=seen.pk).first()
    if now is None or _source(now) != _source(seen):
        return False
    original = now.original
    now.stem, now.original, now.state = stem, "", PictureState.READY
    now.width, now.height, now.widths = planned.width, planned.height, list(planned.widths)
    now.save(update_fields=["stem", "original", "state", "width", "height", "widths"])
    # What staff approved while it was being made appears in the list now.
    touched(enterprise if enterprise.pk == now.enterprise_id else now.enterprise)
    _delete_later(original)
    return True


@transaction.atomic
def _fail(seen: Picture) -> Made:
    now = Picture.objects.select_for_update(of=("self",)).filter(pk=seen.pk).first()
    if now is None or _source(now) != _source(seen):
        return Made.GONE
    if now.state == PictureState.READY:
        return Made.FAILED  # only another cut could not be made; what is shown stays
    original = now.original
    now.state, now.original = PictureState.FAILED, ""
    now.save(update_fields=["state", "original"])
    _delete_later(original)
    return Made.FAILED


def _source(picture: Picture) -> tuple[str, str, str, int, int]:
    return picture.stem, picture.original, picture.kind, picture.focus_x, picture.focus_y


def _delete_later(original: str) -> None:
    if original:
        transaction.on_commit(lambda: private_storage().delete(original), robust=True)


def tidy_pictures(*, now: datetime | None = None) -> int:
    """Give up uploads that no worker could finish in a day, and remove files that no row names; count the files."""
    before = (now or timezone.now()) - LEFT_FOR
    stuck = Picture.objects.filter(state=PictureState.PROCESSING, created_at__lt=before)
    for picture in stuck:
        _fail(picture)
    stems, named = storing.all_named()
    left = storing.orphans(stems, before=before)
    for stem in left:
        storing.remove(stem)
    uploads = _forgotten_uploads(named, before)
    for name in uploads:
        private_storage().delete(name)
    return len(left) + len(uploads)


def _forgotten_uploads(named: set[str], before: datetime) -> list[str]:
    storage = private_storage()
    try:
        names = [f"{UPLOADS}/{name}" for name in storage.listdir(UPLOADS)[1]]
    except FileNotFoundError:
        return []
    return [name for name in names if name not in named and storage.get_modified_time(name) < before]
