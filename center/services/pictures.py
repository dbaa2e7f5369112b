"""The library of pictures: an upload is kept where nobody sees it, and a job makes our own pictures of it."""

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base import advisory_locks
from center.base.pictures import making, reading, storing
from center.base.pictures.fields import MOST_BYTES
from center.base.private_storage import PASSING, private_storage
from center.models import Picture

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from center.models import User

_GIVEN_UP_AFTER: Final = timedelta(days=1)
# Kinds of advisory locks are numbered by app: the Center's own begin with 1000.
_ADDING: Final = 1001
_MAKER: Final = making.Maker(Picture, emptied={"digest": ""})


def add_picture(
    *,
    upload: "UploadedFile[bytes] | File[bytes]",
    alt_sr: str,
    by: "User | None",
    alt_en: str = "",
    caption_sr: str = "",
    caption_en: str = "",
    credit: str = "",
    focus: tuple[int, int] = (50, 50),
    is_demo: bool = False,
) -> Picture:
    """Keep an upload and queue the making of our pictures; the row is "processing" until then.

    `focus` is in per cent from left and top. Raises ValidationError for a file that is too large or no picture, for
    a wrong text or focus, and for the same file again (code "here"). Only the demo adds without a colleague.
    """
    reading.check(upload, most_bytes=MOST_BYTES)
    picture = Picture(
        alt_sr=alt_sr,
        alt_en=alt_en,
        caption_sr=caption_sr,
        caption_en=caption_en,
        credit=credit,
        focus_x=focus[0],
        focus_y=focus[1],
        stem=storing.new_stem(),
        digest=_digest(upload),
        added_by=by,
        is_demo=is_demo,
    )
    picture.full_clean()
    upload.seek(0)
    # The file first: a row never names one that is not there. Without a row it is removed after a day.
    picture.original = private_storage().save(f"{PASSING}/{storing.new_stem()}", File(upload))
    try:
        with transaction.atomic():
            advisory_locks.lock(_ADDING, [int(picture.digest[:7], 16)])
            picture.full_clean()
            picture.save()
            _queue(picture)
    except BaseException:
        private_storage().delete(picture.original)
        raise
    return picture


@transaction.atomic
def describe_picture(
    *,
    picture: Picture,
    alt_sr: str,
    alt_en: str = "",
    caption_sr: str = "",
    caption_en: str = "",
    credit: str = "",
    focus: tuple[int, int] = (50, 50),
) -> Picture:
    """Change the words or the focus; a moved focus makes the files anew, the old ones are shown until then.

    Raises ValidationError.
    """
    locked = Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
    moved = (locked.focus_x, locked.focus_y) != focus
    locked.alt_sr, locked.alt_en = alt_sr, alt_en
    locked.caption_sr, locked.caption_en, locked.credit = caption_sr, caption_en, credit
    locked.focus_x, locked.focus_y = focus
    locked.full_clean()
    locked.save()
    if moved:
        _queue(locked)
    return locked


@transaction.atomic
def remove_picture(*, picture: Picture) -> None:
    """Remove a picture and all its files; ValidationError while something shows it. Twice changes nothing."""
    locked = Picture.objects.select_for_update(of=("self",)).filter(pk=picture.pk).first()
    if locked is None:
        return
    stem, original = locked.stem, locked.original
    try:
        locked.delete()
    except models.ProtectedError as error:
        raise ValidationError(
            _("This picture is still shown somewhere. Take it out there first."), code="shown"
        ) from error

    def remove_files() -> None:
        storing.remove(stem)
        if original:
            private_storage().delete(original)

    # What a kill leaves here has no row any more, and is removed by the nightly tidying.
    transaction.on_commit(remove_files, robust=True)


def process_picture(*, picture_id: int) -> str:
    """Make the files of a picture of the library and show them; see `Maker.process`."""
    return _MAKER.process(picture_id)


def give_up_stuck_pictures(*, now: datetime | None = None) -> int:
    """Give up uploads that no worker could finish in a day; return how many."""
    return _MAKER.give_up(before=(now or timezone.now()) - _GIVEN_UP_AFTER)


def picture_copy(*, picture: Picture, form: str = "JPEG", longest: int = 2000) -> bytes:
    """Return the uncut picture as JPEG or PNG, at most `longest` (2000) pixels on a side, for PDF, DOCX and ZIP.

    Raises FileNotFoundError for a picture that is not ready.
    """
    return making.copy(picture, form, longest)


def _digest(upload: "UploadedFile[bytes] | File[bytes]") -> str:
    upload.seek(0)
    return hashlib.file_digest(cast("Any", upload), "sha256").hexdigest()


def _queue(picture: Picture) -> None:
    values: dict[str, Any] = {"picture_id": picture.pk}
    app.configure_task("center.process_picture").defer(**values)
