"""Reading a case that is not one's own: asked for, granted for a time, refused with words, taken back."""

from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.choices import AccessState
from consultations.errors import ChangeRefused
from consultations.models import AccessRequest, Case
from consultations.services import case_letters
from consultations.services.rows import locked_case
from consultations.services.words import checked_words

_LONGEST: Final = timedelta(days=366)
_LONGEST_WORDS: Final = AccessRequest.WORDS_LENGTH


@transaction.atomic
def ask_access(*, case: Case, reason: str, by: User) -> AccessRequest:
    """Ask to read a case; who waits for an answer already gets the same request. Its lead gets a letter.

    Raises ChangeRefused for somebody who reads it anyway or is no advisor, ValidationError without a reason.
    """
    locked_case(case)
    mine = Case.objects.filter(pk=case.pk)
    if not mine.visible_to(by).exists():
        raise ChangeRefused(_("Only advisors can ask to read a case."))
    if mine.readable_by(by).exists():
        raise ChangeRefused(_("You can read this case already."))
    waiting = AccessRequest.objects.waiting().filter(case=case, asked_by=by).first()
    if waiting is not None:
        return waiting
    asked = AccessRequest.objects.create(
        case=case, asked_by=by, reason=checked_words("reason", reason, longest=_LONGEST_WORDS)
    )
    case_letters.about_request(asked)
    return asked


@transaction.atomic
def grant_access(*, request: AccessRequest, until: date, by: User, answer: str = "") -> AccessRequest:
    """Let the colleague read the case until a local day (included, at most a year ahead); they get a letter.

    What is granted stays as it is. Raises ChangeRefused, or ValidationError for the day.
    """
    decided = _decidable(request, by)
    if decided.state == AccessState.GRANTED:
        return decided
    today = timezone.localdate()
    if not today <= until <= today + _LONGEST:
        raise ValidationError({"until": _("Choose a day from today on, within a year.")})
    decided.until = until
    return _decide(decided, AccessState.GRANTED, answer, by)


@transaction.atomic
def refuse_access(*, request: AccessRequest, answer: str, by: User) -> AccessRequest:
    """Say no, with words; the colleague gets a letter. What is refused stays as it is. Raises as `grant_access`."""
    decided = _decidable(request, by)
    if decided.state == AccessState.REFUSED:
        return decided
    checked_words("answer", answer, longest=_LONGEST_WORDS)
    return _decide(decided, AccessState.REFUSED, answer, by)


@transaction.atomic
def revoke_access(*, request: AccessRequest, by: User) -> AccessRequest:
    """Take a granted access back at once; twice changes nothing. Raises ChangeRefused."""
    revoked = _decidable(request, by)
    if revoked.state == AccessState.REVOKED:
        return revoked
    _move(revoked, AccessState.GRANTED, AccessState.REVOKED)
    revoked.revoked_at, revoked.revoked_by = timezone.now(), by
    revoked.save(update_fields=["state", "revoked_at", "revoked_by"])
    return revoked


def _decidable(request: AccessRequest, by: User) -> AccessRequest:
    """Return the locked row. Raises ChangeRefused for somebody who neither leads the case nor coordinates."""
    # The lead may change meanwhile: who hands the case over holds the same row.
    locked_case(request.case)
    row = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not AccessRequest.objects.filter(pk=row.pk).decidable_by(by).exists():
        raise ChangeRefused(_("Who leads the case, or a coordinator, decides about this."))
    return row


def _decide(request: AccessRequest, state: AccessState, answer: str, by: User) -> AccessRequest:
    _move(request, AccessState.WAITING, state)
    request.answer = checked_words("answer", answer, longest=_LONGEST_WORDS, needed=False)
    request.decided_at, request.decided_by = timezone.now(), by
    request.save(update_fields=["state", "until", "answer", "decided_at", "decided_by"])
    case_letters.about_answer(request)
    return request


def _move(request: AccessRequest, current: AccessState, wanted: AccessState) -> None:
    if request.state != current:
        raise ChangeRefused(
            _("This was decided already: %(state)s.") % {"state": request.get_state_display()}
        )
    request.state = wanted
