"""Files of press releases and scans of reports: judged by their content, kept in private storage.

A file is written before its row; whatever a killed process leaves between the two is found by `tidy` within days.
"""

import io
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
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
from center.models import Coverage, PressAttachment

FOLDER: Final = "press-files"
KINDS: Final = (FileKind.PDF, FileKind.JPEG, FileKind.PNG, FileKind.XLSX, FileKind.DOCX, FileKind.ODT)
SCAN_KINDS: Final = (FileKind.PDF, FileKind.JPEG, FileKind.PNG)
# Nothing that is being written is this old.
_LEFT_FOR: Final = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """A file in private storage."""

    stored_as: str
    kind: FileKind
    size: int
    name: str


def judged(file: IO[bytes], kinds: tuple[FileKind, ...]) -> FileKind:
    """Return what a file is by its content. Raises ValidationError for what is too large or of another kind."""
    kind = kind_of(file, most_bytes=_most_bytes())
    if kind not in kinds:
        labels = ", ".join(str(each.label) for each in kinds)
        raise ValidationError(
            _("Please upload one of these: %(kinds)s."), code="kind", params={"kinds": labels}
        )
    return kind


def keep(file: IO[bytes], *, name: str, kinds: tuple[FileKind, ...]) -> Kept:
    """Write a file into private storage; of a picture only its pixels. Raises ValidationError, see `judged`."""
    kind = judged(file, kinds)
    is_picture = kind in {FileKind.JPEG, FileKind.PNG}
    content: Any = _plain_picture(file, kind) if is_picture else File(file)
    stored_as = f"{FOLDER}/{secrets.token_hex(20)}"
    content.seek(0)
    private_storage().save(stored_as, content)
    return Kept(stored_as, kind, content.size, safe_name(name, kind))


def drop(stored_as: str) -> None:
    """Remove a file once the transaction is through; an empty name is no file."""
    if stored_as:
        transaction.on_commit(partial(private_storage().delete, stored_as), robust=True)


def tidy(*, now: datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; return how many."""
    before, storage = (now or timezone.now()) - _LEFT_FOR, private_storage()
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return 0
    named = {
        *PressAttachment.objects.values_list("stored_as", flat=True),
        *Coverage.objects.values_list("scan_stored_as", flat=True),
    }
    left = [name for name in names if name not in named and storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    return len(left)


def _most_bytes() -> int:
    return int(settings.DOCUMENT_MEGABYTES) * 1024**2


def _plain_picture(file: IO[bytes], kind: FileKind) -> "ContentFile[bytes]":
    picture = reading.pixels(file, most_bytes=_most_bytes())
    out = io.BytesIO()
    if kind == FileKind.JPEG:
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return ContentFile(out.getvalue())
