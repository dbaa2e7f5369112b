"""Evidence of values: kept in private storage, judged by its content, erased when the grant no longer asks for it.

A file is there before its row is, and is removed after the row has let go of it, so that no row ever misses its file;
what a killed process leaves between the two is found by `tidy` within a day.
"""

import contextlib
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
from center.base.pictures import reading, sizes
from center.base.private_storage import private_storage
from center.choices.indicators import EvidenceKind, ValueState
from center.models import Evidence, Measurement, Picture
from center.refusals import ServiceRefused
from center.services import pictures

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
    alt_sr: str = ""
    alt_en: str = ""


@transaction.atomic
def add_evidence(*, measurement: Measurement, proof: Proof, by: "User") -> Evidence:
    """Add a proof to a value that waits or counts; of one that counts, everybody reads that it came after.

    Raises ServiceRefused, ValidationError.
    """
    found = Measurement.objects.select_for_update(of=("self",)).get(pk=measurement.pk)
    if found.state not in {ValueState.PROPOSED, ValueState.APPROVED}:
        raise ServiceRefused(_("This value does not count any more."))
    if found.evidence.count() >= MOST_OF_A_VALUE:
        raise ServiceRefused(_("This value has 20 pieces of evidence already."))
    row = keep(measurement=found, proof=proof, by=by)
    if found.state == ValueState.APPROVED:
        _show(row)
    return row


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
        alt_sr=proof.alt_sr,
        alt_en=proof.alt_en,
        added_by=by,
    )
    if row.is_public and row.kind == EvidenceKind.PHOTO and not row.alt_sr.strip():
        raise ValidationError({"alt_sr": _("Write what the photo shows, for people who cannot see it.")})
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
    stored_as, picture = found.stored_as, found.picture
    found.alt_sr = found.alt_en = ""
    found.picture = None
    found.stored_as = found.url = found.file_name = found.note = found.digest = found.file_kind = ""
    found.size, found.is_public, found.erased_at = 0, False, timezone.now()
    found.save()
    _let_go(picture)
    if stored_as:
        transaction.on_commit(lambda: private_storage().delete(stored_as), robust=True)


@transaction.atomic
def hide_evidence(*, evidence: Evidence) -> None:
    """Show a proof to nobody outside any more, as somebody on it wished; it stays a proof. Twice changes nothing."""
    found = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    picture, found.picture, found.is_public = found.picture, None, False
    found.save(update_fields=["picture", "is_public"])
    _let_go(picture)


def show_photos(measurement: Measurement) -> None:
    """Have our own copies made of the photos for everybody of a value that was approved just now."""
    for row in measurement.evidence.kept().filter(is_public=True, kind=EvidenceKind.PHOTO, picture=None):
        _show(row)


def take_photos_back(measurement: Measurement) -> None:
    """Remove the copies of photos of a value that does not count any more."""
    for row in measurement.evidence.filter(picture__isnull=False).select_related("picture"):
        picture, row.picture = row.picture, None
        row.save(update_fields=["picture"])
        _let_go(picture)


def show_missing() -> int:
    """Have copies made of photos that have none although their value counts; return of how many."""
    due = Evidence.objects.shown().filter(kind=EvidenceKind.PHOTO, picture=None)
    with transaction.atomic():
        return sum(_show(row) for row in due.select_for_update(of=("self",)))


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


def photo_for_everybody(row: Evidence) -> bytes:
    """Return a photo that everybody may see as a JPEG of at most 2000 pixels a side; nothing for any other proof."""
    if not row.is_public or row.kind != EvidenceKind.PHOTO or not row.stored_as:
        return b""
    try:
        with private_storage().open(row.stored_as) as file:
            whole = reading.pixels(file, most_bytes=_most_bytes(), enough=sizes.ENOUGH)
    except FileNotFoundError:
        return b""
    whole.thumbnail(sizes.ENOUGH)
    out = io.BytesIO()
    whole.convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def _show(row: Evidence) -> bool:
    """Put our own copies of a photo for everybody into the library; a file that is lost shows nothing."""
    content = photo_for_everybody(row)
    if not content:
        return False
    digest = hashlib.sha256(content).hexdigest()
    row.picture = Picture.objects.filter(digest=digest).first() or pictures.add_picture(
        upload=ContentFile(content, name="photo.jpg"),
        alt_sr=row.alt_sr or row.title_sr,
        alt_en=row.alt_en or row.title_en,
        caption_sr=row.title_sr,
        caption_en=row.title_en,
        by=row.added_by,
    )
    row.save(update_fields=["picture"])
    return True


def _let_go(picture: Picture | None) -> None:
    """Remove copies that nothing else shows."""
    if picture is None or Evidence.objects.filter(picture=picture).exists():
        return
    # Somebody put it into a news item meanwhile: then it stays.
    with contextlib.suppress(ValidationError), transaction.atomic():
        pictures.remove_picture(picture=picture)


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
    "hide_evidence",
    "keep",
    "opened",
    "photo_for_everybody",
    "show_missing",
    "show_photos",
    "take_photos_back",
    "tidy",
]
