"""Files on the page of an event: kept in private storage, given away to be saved, erased when they are removed.

The file is written before its row and erased after it, so a row never names a file that is not there. Whatever a
killed process leaves between the two is found by `tidy_downloads` within a day.
"""

import io
import secrets
from datetime import datetime, timedelta
from typing import IO, Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.file_kinds import FileKind, kind_of, safe_name
from center.base.pictures import reading
from center.base.private_storage import private_storage
from center.models import User
from events.models import Event, EventDownload
from events.models.material import DOWNLOAD_KINDS
from events.services.places import locked_event

FOLDER: Final = "event-files"
MOST_FILES: Final = 20
# Nothing that is being written is this old.
_LEFT_FOR: Final = timedelta(days=1)


def add_download(
    *,
    event: Event,
    file: IO[bytes],
    name: str,
    label_sr: str,
    by: User,
    label_en: str = "",
    position: int = 0,
) -> EventDownload:
    """Keep a PDF or a picture, judged by its content, for everybody to take away.

    Of a picture only the pixels are kept: not where it was taken. Raises ValidationError, also for a 21st file.
    """
    kind = download_kind(file)
    content: Any = File(file) if kind == FileKind.PDF else _plain_picture(file, kind)
    download = EventDownload(
        event=event,
        label_sr=label_sr,
        label_en=label_en,
        position=position,
        kind=kind,
        size=content.size,
        file_name=safe_name(name, kind),
        stored_as=f"{FOLDER}/{secrets.token_hex(20)}",
        added_by=by,
    )
    download.full_clean()
    content.seek(0)
    private_storage().save(download.stored_as, content)
    try:
        with transaction.atomic():
            _refuse_too_many(locked_event(event))
            download.save()
    except BaseException:
        private_storage().delete(download.stored_as)
        raise
    return download


def download_kind(file: IO[bytes]) -> FileKind:
    """Return what the file is by its content. Raises ValidationError for all but a PDF and a picture."""
    try:
        kind = kind_of(file, most_bytes=_most_bytes())
    except ValidationError as error:
        # Only about the size is there more to say; other kinds of documents are none to take away here.
        if error.code == "size":
            raise
        kind = None
    if kind not in DOWNLOAD_KINDS:
        raise ValidationError(_("Please upload a PDF or a picture (JPEG, PNG)."), code="kind")
    return kind


def _most_bytes() -> int:
    return int(settings.DOCUMENT_MEGABYTES) * 1024**2


def _refuse_too_many(event: Event) -> None:
    if event.downloads.count() >= MOST_FILES:
        raise ValidationError(_("This event has 20 files already. Remove one first."), code="many")


def _plain_picture(file: IO[bytes], kind: FileKind) -> "ContentFile[bytes]":
    picture = reading.pixels(file, most_bytes=_most_bytes())
    out = io.BytesIO()
    if kind == FileKind.JPEG:
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return ContentFile(out.getvalue())


@transaction.atomic
def remove_download(*, download: EventDownload) -> None:
    """Remove a file and its row. Twice changes nothing."""
    found = EventDownload.objects.select_for_update(of=("self",)).filter(pk=download.pk).first()
    if found is None:
        return
    stored_as = found.stored_as
    found.delete()
    transaction.on_commit(lambda: private_storage().delete(stored_as), robust=True)


def tidy_downloads(*, now: datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; return how many."""
    before, storage = (now or timezone.now()) - _LEFT_FOR, private_storage()
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return 0
    named = set(EventDownload.objects.values_list("stored_as", flat=True))
    left = [name for name in names if name not in named and storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    return len(left)
