"""Pictures of events: an upload is kept where nobody sees it, and a job makes our own pictures of it."""

import hashlib
from typing import TYPE_CHECKING, Any, Final, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.pictures import reading, storing
from center.base.pictures.fields import MOST_BYTES
from center.base.private_storage import PASSING, private_storage
from center.models import User
from events.choices import PictureKind
from events.models import Event, EventPicture
from events.services.places import locked_event

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_PICTURES: Final = 60
_LAST_POSITION: Final = 32767


def add_picture(
    *,
    event: Event,
    upload: "UploadedFile[bytes] | File[bytes]",
    kind: PictureKind,
    alt_sr: str,
    by: User,
    alt_en: str = "",
    focus: tuple[int, int] = (50, 50),
    position: int | None = 0,
) -> EventPicture:
    """Keep an upload and queue the making of our pictures; the row is "processing" until then.

    `focus` is in per cent from left and top; without a `position` the picture goes after the last one. Raises
    ValidationError for a file that is too large or no picture, for a wrong text or focus, for a second poster, for a
    photo that this event has already (the same file), and when the event has 60 pictures.
    """
    reading.check(upload, most_bytes=MOST_BYTES)
    picture = EventPicture(
        event=event,
        kind=kind,
        alt_sr=alt_sr,
        alt_en=alt_en,
        focus_x=focus[0],
        focus_y=focus[1],
        position=position or 0,
        stem=storing.new_stem(),
        digest=_digest(upload),
        added_by=by,
    )
    picture.full_clean()
    upload.seek(0)
    # The file first: a row never names one that is not there. Without a row it is removed after a day.
    picture.original = private_storage().save(f"{PASSING}/{storing.new_stem()}", File(upload))
    try:
        with transaction.atomic():
            locked = locked_event(event)
            _refuse_too_many(locked)
            if position is None:
                picture.position = _after_last(locked)
            picture.full_clean()
            picture.save()
            _queue(picture)
    except BaseException:
        private_storage().delete(picture.original)
        raise
    return picture


@transaction.atomic
def describe_picture(
    *, picture: EventPicture, alt_sr: str, alt_en: str, focus: tuple[int, int], position: int
) -> EventPicture:
    """Change the words, the order or the focus; a moved focus makes the files anew, the old ones are shown until then.

    Raises ValidationError.
    """
    locked = EventPicture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
    moved = (locked.focus_x, locked.focus_y) != focus
    locked.alt_sr, locked.alt_en, locked.position = alt_sr, alt_en, position
    locked.focus_x, locked.focus_y = focus
    locked.full_clean()
    locked.save()
    if moved and not locked.is_poster:
        _queue(locked)
    return locked


@transaction.atomic
def remove_picture(*, picture: EventPicture) -> None:
    """Remove a picture and all its files. Twice changes nothing."""
    locked = EventPicture.objects.select_for_update(of=("self",)).filter(pk=picture.pk).first()
    if locked is None:
        return
    stem, original = locked.stem, locked.original
    locked.delete()

    def remove_files() -> None:
        storing.remove(stem)
        if original:
            private_storage().delete(original)

    # What a kill leaves here has no row any more, and is removed by the nightly tidying.
    transaction.on_commit(remove_files, robust=True)


def _digest(upload: "UploadedFile[bytes] | File[bytes]") -> str:
    upload.seek(0)
    return hashlib.file_digest(cast("Any", upload), "sha256").hexdigest()


def _after_last(event: Event) -> int:
    last = event.pictures.filter(kind=PictureKind.PHOTO).aggregate(last=Max("position"))["last"]
    return 0 if last is None else min(int(last) + 1, _LAST_POSITION)


def _refuse_too_many(event: Event) -> None:
    if event.pictures.count() >= MOST_PICTURES:
        raise ValidationError(
            _("This event already has as many pictures as it can have (%(number)s). Remove one first."),
            code="many",
            params={"number": MOST_PICTURES},
        )


def _queue(picture: EventPicture) -> None:
    values: dict[str, Any] = {"picture_id": picture.pk}
    app.configure_task("events.process_picture").defer(**values)
