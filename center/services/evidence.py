"""Evidence of values: kept in private storage, judged by its content, erased when the grant no longer asks for it.

A file is there before its row is, and is removed after the row has let go of it, so that no row ever misses its file;
what a killed process leaves between the two is found by `tidy` within a day.
"""

import hashlib
import io
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.file_kinds import FileKind, kind_of, safe_name
from center.base.pictures import reading
from center.base.private_storage import private_storage
from center.choices.indicators import EvidenceKind, ValueState
from center.models import Evidence, Measurement
from center.refusals import ServiceRefused

if TYPE_CHECKING:
    from center.models import User

FOLDER: Final = "evidence"
MOST_OF_A_VALUE: Final = 20
# Nothing that is being written is this old.
_LEFT_FOR: Final = timedelta(days=1)


@dataclass(frozen=True)
class Proof:
    """Something that proves a value: a file with its name, or the address of an article."""

    kind: EvidenceKind
    title_sr: str
    title_en: str = ""
    file: IO[bytes] | None = None
    name: str = ""
    url: str = ""
    note: str = ""
    is_public: bool = False


@transaction.atomic
def add_evidence(*, measurement: Measurement, proof: Proof, by: "User") -> Evidence:
    """Add a proof to a value that waits or counts. Raises ServiceRefused, ValidationError."""
    found = Measurement.objects.select_for_update(of=("self",)).get(pk=measurement.pk)
    if found.state not in {ValueState.PROPOSED, ValueState.APPROVED}:
        raise ServiceRefused(_("This value does not count any more."))
    if found.evidence.count() >= MOST_OF_A_VALUE:
        raise ServiceRefused(_("This value has 20 pieces of evidence already."))
    return keep(measurement=found, proof=proof, by=by)


def keep(*, measurement: Measurement, proof: Proof, by: "User") -> Evidence:
    """Keep a proof, inside the transaction of the caller. Raises ValidationError."""
    row = Evidence(
        measurement=measurement,
        kind=proof.kind,
        title_sr=proof.title_sr,
        title_en=proof.title_en,
        url=proof.url,
        note=proof.note,
        is_public=proof.is_public,
        added_by=by,
    )
    content = None
    if proof.file is not None:
        content = _described(row, proof.file, proof.name)
    row.full_clean()
    if content is not None:
        _stored(row.stored_as, content)
    row.save()
    return row


def opened(evidence: Evidence) -> IO[bytes]:
    """Return the file of a proof, open. Raises ServiceRefused where there is none (any more)."""
    if not evidence.stored_as:
        raise ServiceRefused(_("There is no file here."))
    return private_storage().open(evidence.stored_as)


@transaction.atomic
def erase_evidence(*, evidence: Evidence) -> None:
    """Remove file, address and note for good; that it was there, and of what kind, stays. Twice changes nothing."""
    found = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if found.erased_at is not None:
        return
    stored_as = found.stored_as
    found.stored_as = found.url = found.file_name = found.note = found.digest = found.file_kind = ""
    found.size, found.is_public, found.erased_at = 0, False, timezone.now()
    found.save()
    if stored_as:
        transaction.on_commit(lambda: private_storage().delete(stored_as), robust=True)


def erase_old_evidence(*, now: datetime | None = None) -> int:
    """Erase evidence of grants that no longer ask for it; return how many pieces that were."""
    today = timezone.localdate(now)
    due = Evidence.objects.kept().filter(measurement__period__indicator__grant__evidence_until__lt=today)
    rows = list(due.order_by("pk"))
    for row in rows:
        erase_evidence(evidence=row)
    return len(rows)


def tidy(*, now: datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; return how many."""
    before, storage = (now or timezone.now()) - _LEFT_FOR, private_storage()
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return 0
    named = set(Evidence.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    left = [name for name in names if name not in named and storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    return len(left)


def _described(row: Evidence, file: IO[bytes], name: str) -> bytes:
    """Write into the row what the file is; return its content, of a picture the pixels alone."""
    kind = kind_of(file, most_bytes=_most_bytes())
    if row.kind == EvidenceKind.PHOTO and kind not in {FileKind.JPEG, FileKind.PNG}:
        raise ValidationError({"file": _("A photo is a JPEG or PNG file.")})
    content = _pixels(file, kind) if kind in {FileKind.JPEG, FileKind.PNG} else file.read()
    row.file_kind, row.size = kind, len(content)
    row.file_name = safe_name(name, kind)
    row.digest = hashlib.sha256(content).hexdigest()
    row.stored_as = f"{FOLDER}/{secrets.token_hex(20)}"
    return content


def _pixels(file: IO[bytes], kind: FileKind) -> bytes:
    """Return a picture without what a camera wrote about place and owner."""
    picture = reading.pixels(file, most_bytes=_most_bytes())
    out = io.BytesIO()
    if kind == FileKind.JPEG:
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _stored(name: str, content: bytes) -> None:
    """Keep a file; if the transaction fails it is left, and `tidy` finds it."""
    saved: Any = private_storage().save(name, ContentFile(content))
    if saved != name:
        msg = f"{name} was there already."
        raise RuntimeError(msg)


def _most_bytes() -> int:
    return int(settings.DOCUMENT_MEGABYTES) * 1024**2


__all__ = [
    "FOLDER",
    "Proof",
    "add_evidence",
    "erase_evidence",
    "erase_old_evidence",
    "keep",
    "opened",
    "tidy",
]
