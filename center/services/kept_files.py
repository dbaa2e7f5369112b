"""Files of the Center's records: kept in private storage, given away to be saved, erased when they are removed.

A file is written before its row and erased after it, so a row never names a file that is not there. What a killed
process leaves between the two `tidy_files` finds within a day.
"""

import io
import secrets
from datetime import datetime, timedelta
from typing import IO, Any, Final, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.file_kinds import FileKind, kind_of, safe_name
from center.base.pictures import reading
from center.base.private_storage import private_storage
from center.models import CouncilDocument, InitiativeDocument, User
from center.models.kept_file import KeptFile
from center.refusals import ServiceRefused

FOLDER: Final = "center-files"
MOST_FILES: Final = 40
_KINDS: Final[tuple[type[KeptFile], ...]] = (InitiativeDocument, CouncilDocument)
# Nothing that is being written is this old.
_LEFT_FOR: Final = timedelta(days=1)
Row = TypeVar("Row", bound=KeptFile)


def most_bytes() -> int:
    return int(settings.DOCUMENT_MEGABYTES) * 1024**2


def add_file(row: Row, *, file: IO[bytes], name: str, by: User) -> Row:
    """Keep a file, judged by its content; `row` is new and has its record, labels, position and `is_public`.

    Of a picture only the pixels are kept, not where it was taken. Raises ValidationError, also for one file too many.
    """
    kind = kind_of(file, most_bytes=most_bytes())
    content: Any = _plain_picture(file, kind) if kind in {FileKind.JPEG, FileKind.PNG} else File(file)
    row.kind, row.size, row.file_name = kind, content.size, safe_name(name, kind)
    row.stored_as, row.added_by = f"{FOLDER}/{secrets.token_hex(20)}", by
    row.full_clean()
    content.seek(0)
    private_storage().save(row.stored_as, content)
    try:
        with transaction.atomic():
            _refuse_too_many(row)
            row.save()
    except BaseException:
        private_storage().delete(row.stored_as)
        raise
    return row


def _refuse_too_many(row: KeptFile) -> None:
    """Count under the lock of the record, so that two at once are not both the last one."""
    link: Any = row._meta.get_field("initiative" if isinstance(row, InitiativeDocument) else "meeting")
    owner = link.related_model._base_manager.select_for_update().get(pk=getattr(row, link.attname))
    if type(row)._base_manager.filter(**{link.name: owner}).count() >= MOST_FILES:
        raise ValidationError(_("This record has 40 files already. Remove one first."), code="many")


def _plain_picture(file: IO[bytes], kind: FileKind) -> "ContentFile[bytes]":
    picture = reading.pixels(file, most_bytes=most_bytes())
    out = io.BytesIO()
    if kind == FileKind.JPEG:
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return ContentFile(out.getvalue())


@transaction.atomic
def remove_file(row: KeptFile) -> None:
    """Remove a file and its row; twice changes nothing. Raises ServiceRefused while a step of a timeline names it."""
    found = type(row)._base_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        return
    stored_as = found.stored_as
    try:
        found.delete()
    except ProtectedError as error:
        raise ServiceRefused(
            _("A step of the timeline leads to this document. Change that first.")
        ) from error
    transaction.on_commit(lambda: private_storage().delete(stored_as), robust=True)


def tidy_files(*, now: datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; return how many."""
    before, storage = (now or timezone.now()) - _LEFT_FOR, private_storage()
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return 0
    named = {name for kind in _KINDS for name in kind._base_manager.values_list("stored_as", flat=True)}
    left = [name for name in names if name not in named and storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    return len(left)
