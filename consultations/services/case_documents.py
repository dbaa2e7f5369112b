"""Documents of a case: kept in private storage, read only through a check, erased when they are removed.

The file is written before its row and erased after it, so a row never names a file that is not there. Whatever a
killed process leaves between the two is found by `tidy_documents` within a day.
"""

import logging
import secrets
import uuid
from datetime import datetime, timedelta
from typing import IO, Final

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from center.base import erasure_notes
from center.base.file_kinds import kind_of, safe_name
from center.base.private_storage import private_storage
from center.models import User
from consultations.models import Case, CaseDocument
from consultations.services.rows import locked_case
from consultations.services.words import checked_words

FOLDER: Final = "case-documents"
# In the log of erasures.
REMOVED: Final = "document_removed"
# Nothing that is being written is this old.
_LEFT_FOR: Final = timedelta(days=1)
_log = logging.getLogger("consultations.documents")


def add_document(
    *, case: Case, file: IO[bytes], name: str, title: str, by: User, submission: uuid.UUID
) -> CaseDocument:
    """Keep a file of one of our kinds, judged by its content; the same `submission` again returns the first one.

    `name` is what it was called; `title` may be empty. Raises ValidationError.
    """
    first = CaseDocument.objects.filter(submission=submission).first()
    if first is not None:
        return first
    kind = kind_of(file, most_bytes=settings.DOCUMENT_MEGABYTES * 1024**2)
    stored_as = f"{FOLDER}/{secrets.token_hex(20)}"
    document = CaseDocument(
        case=case,
        title=" ".join(title.split()),
        file_name=safe_name(name, kind),
        kind=kind,
        size=file.seek(0, 2),
        stored_as=stored_as,
        uploaded_by=by,
        submission=submission,
    )
    document.full_clean(validate_unique=False, validate_constraints=False)
    file.seek(0)
    private_storage().save(stored_as, File(file))
    kept = document
    try:
        kept = _row(document)
    finally:
        if kept.stored_as != stored_as or kept.pk is None:
            private_storage().delete(stored_as)
    return kept


@transaction.atomic
def _row(document: CaseDocument) -> CaseDocument:
    """Save the row, or return the one that the same form made a moment before."""
    locked_case(document.case)
    first = CaseDocument.objects.filter(submission=document.submission).first()
    if first is not None:
        return first
    document.save(force_insert=True)
    return document


@transaction.atomic
def remove_document(*, document: CaseDocument, reason: str, by: User) -> CaseDocument:
    """Erase the file, and keep who removed it, when and why; twice changes nothing. Raises ValidationError."""
    removed = CaseDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if removed.is_removed:
        return removed
    words = checked_words("reason", reason, longest=CaseDocument.REASON_LENGTH)
    stored_as = removed.stored_as
    erasure_notes.note(REMOVED, CaseDocument, [removed.pk], actor=by.pk)
    removed.stored_as, removed.removal_reason = "", words
    removed.removed_at, removed.removed_by = timezone.now(), by
    removed.save(update_fields=["stored_as", "removal_reason", "removed_at", "removed_by"])
    transaction.on_commit(lambda: private_storage().delete(stored_as), robust=True)
    return removed


def tidy_documents(*, now: datetime | None = None) -> int:
    """Erase files older than a day that no row names; return how many that were. Says in the log what is missing."""
    before = (now or timezone.now()) - _LEFT_FOR
    storage = private_storage()
    try:
        stored = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    except FileNotFoundError:
        stored = set()
    # Read after the listing: a file that got its row in between is not taken for a forgotten one.
    named = dict(CaseDocument.objects.exclude(stored_as="").values_list("stored_as", "pk"))
    left = [name for name in stored - named.keys() if storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    for name in sorted(name for name in named if not storage.exists(name)):
        _log.error("document without its file", extra={"document": named[name]})
    return len(left)
