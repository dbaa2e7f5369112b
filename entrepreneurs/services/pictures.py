"""Pictures of enterprises: an upload is kept where nobody sees it, and a job makes our own pictures of it."""

from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.pictures import reading, storing
from center.base.pictures.fields import MOST_BYTES
from center.base.pictures.making import PictureState
from center.base.private_storage import PASSING, private_storage
from entrepreneurs.choices import PictureKind
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Picture
from entrepreneurs.services.changes import lock, touched

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from center.models import User

MOST_PICTURES: Final = 20
# They wait there for moments, so a backup leaves them out.
UPLOADS: Final = PASSING


def add_picture(
    *,
    enterprise: Enterprise,
    upload: "UploadedFile[bytes] | File[bytes]",
    kind: PictureKind,
    alt_sr: str,
    alt_en: str = "",
    focus: tuple[int, int] = (50, 50),
    approved: bool = False,
    by: "User | None" = None,
) -> Picture:
    """Keep an upload and queue the making of our pictures; the row is "processing" until then.

    `focus` is in per cent from left and top. `approved` is for colleagues; what an editor of the enterprise sends
    waits for a look. Raises ValidationError for a file that is too large or no picture, for a wrong text or focus,
    and when the enterprise has 20 pictures already.
    """
    reading.check(upload, most_bytes=MOST_BYTES)
    picture = Picture(
        enterprise=enterprise,
        kind=kind,
        alt_sr=alt_sr,
        alt_en=alt_en,
        focus_x=focus[0],
        focus_y=focus[1],
        stem=storing.new_stem(),
        is_approved=approved,
        submitted_by=by,
    )
    picture.full_clean()
    upload.seek(0)
    # The file first: a row never names one that is not there. Without a row it is removed after a day.
    picture.original = private_storage().save(f"{UPLOADS}/{storing.new_stem()}", File(upload))
    try:
        with transaction.atomic():
            locked = lock(enterprise)
            _refuse_too_many(locked)
            picture.save()
            touched(locked)
            _queue(picture)
    except BaseException:
        private_storage().delete(picture.original)
        raise
    return picture


@transaction.atomic
def replace_focus(*, picture: Picture, focus: tuple[int, int]) -> Picture:
    """Choose what stays in the middle of the cut; the files are made anew, the old ones are shown until then.

    Raises ValidationError outside 0–100, ChangeRefused for a picture that could not be read.
    """
    enterprise = lock(picture.enterprise)
    locked = _locked(picture)
    if locked.state == PictureState.FAILED:
        raise ChangeRefused(_("This picture could not be read. Remove it and send it once more."))
    if (locked.focus_x, locked.focus_y) == focus:
        return locked
    locked.focus_x, locked.focus_y = focus
    locked.full_clean()
    locked.save(update_fields=["focus_x", "focus_y"])
    touched(enterprise)
    _queue(locked)
    return locked


@transaction.atomic
def approve_picture(*, picture: Picture) -> Picture:
    """Let the public see a picture that an editor of the enterprise sent. Twice changes nothing."""
    enterprise = lock(picture.enterprise)
    locked = _locked(picture)
    if not locked.is_approved:
        locked.is_approved = True
        locked.save(update_fields=["is_approved"])
        touched(enterprise)
    return locked


@transaction.atomic
def remove_picture(*, picture: Picture) -> None:
    """Remove a picture and all its files; products that showed it are without one. Twice changes nothing."""
    enterprise = lock(picture.enterprise)
    locked = Picture.objects.select_for_update(of=("self",)).filter(pk=picture.pk).first()
    if locked is None:
        return
    locked.products.update(picture=None)
    stem, original = locked.stem, locked.original
    locked.delete()
    touched(enterprise)

    def remove_files() -> None:
        storing.remove(stem)
        if original:
            private_storage().delete(original)

    # What a kill leaves here has no row any more, and is removed by the nightly tidying.
    transaction.on_commit(remove_files, robust=True)


def _refuse_too_many(enterprise: Enterprise) -> None:
    if enterprise.pictures.count() >= MOST_PICTURES:
        raise ValidationError(
            _("This enterprise already has as many pictures as it can have (%(number)s). Remove one first."),
            code="many",
            params={"number": MOST_PICTURES},
        )


def _locked(picture: Picture) -> Picture:
    return Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)


def _queue(picture: Picture) -> None:
    values: dict[str, Any] = {"picture_id": picture.pk}
    app.configure_task("entrepreneurs.process_picture").defer(**values)
