"""Notes of a case: written once, corrected by whoever works on the case."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.errors import ChangeRefused
from consultations.models import Case, CaseNote, Consultation
from consultations.services.rows import locked_case


@transaction.atomic
def add_note(
    *, case: Case, text: str, by: User, submission: uuid.UUID, visit: Consultation | None = None
) -> CaseNote:
    """Write a note, about a visit of the case or about none; the same `submission` again returns the first one.

    Raises ValidationError for an empty or too long text, ChangeRefused for a visit of another case.
    """
    # Who sends the same form at the same moment waits here.
    locked_case(case)
    first = CaseNote.objects.filter(submission=submission).first()
    if first is not None:
        return first
    if visit is not None and visit.case_id != case.pk:
        raise ChangeRefused(_("This visit does not belong to the case."))
    return CaseNote.objects.create(
        case=case, visit=visit, text=_tidy(text), written_by=by, submission=submission
    )


@transaction.atomic
def correct_note(*, note: CaseNote, text: str, seen: int, by: User) -> CaseNote:
    """Put other words in the place of a note's; `seen` is the version that was corrected.

    The same words change nothing. Raises ChangeRefused when somebody else corrected it meanwhile, ValidationError.
    """
    corrected = CaseNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    words = _tidy(text)
    if words == corrected.text:
        return corrected
    if seen != corrected.version:
        raise ChangeRefused(_("Somebody else has corrected this note meanwhile. Please read it again."))
    corrected.text, corrected.version = words, corrected.version + 1
    corrected.corrected_at, corrected.corrected_by = timezone.now(), by
    corrected.save(update_fields=["text", "version", "corrected_at", "corrected_by"])
    return corrected


def _tidy(text: str) -> str:
    """Return the words as kept. Raises ValidationError."""
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise ValidationError({"text": _("Please write something.")})
    if "\0" in words:
        raise ValidationError({"text": _("Please remove the unreadable characters.")})
    if len(words) > CaseNote.TEXT_LENGTH:
        raise ValidationError({"text": _("This text is too long. Please shorten it.")})
    return words
