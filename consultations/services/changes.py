"""What may happen to a visit after it was booked; each verb locks its row and may be called twice."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.choices import Language
from center.models import User
from consultations import rules
from consultations.choices import State
from consultations.errors import ChangeRefused
from consultations.models import Consultation
from consultations.services import letters


@transaction.atomic
def confirm(*, consultation: Consultation, by: User) -> Consultation:
    """Confirm a request and send the visitor a letter; a confirmed visit stays as it is.

    Raises ChangeRefused for any other state.
    """
    visit = _locked(consultation)
    if visit.state == State.CONFIRMED:
        return visit
    _move(visit, State.CONFIRMED)
    visit.confirmed_at, visit.confirmed_by = timezone.now(), by
    visit.ics_sequence += 1
    visit.save(update_fields=["state", "confirmed_at", "confirmed_by", "ics_sequence"])
    letters.about_confirmation(visit)
    return visit


@transaction.atomic
def cancel(*, consultation: Consultation, by: User | None = None, reason: str = "") -> Consultation:
    """Cancel a live visit and free its time; `by` None means the visitor, who can do so until it begins.

    Staff can until it ends, and a request that nobody confirmed also afterwards.
    A cancelled visit stays as it is. The visitor gets a letter when there is an e-mail, with the reason.
    Raises ChangeRefused.
    """
    visit = _locked(consultation)
    if visit.state == State.CANCELLED:
        return visit
    now = timezone.now()
    if by is None and visit.starts_at <= now:
        raise ChangeRefused(_("This visit has already begun and cannot be cancelled here. Please call us."))
    if visit.is_live and not rules.can_be_cancelled(visit, now):
        raise ChangeRefused(_("This visit is over. Enter whether it took place."))
    _move(visit, State.CANCELLED)
    visit.cancelled_at, visit.cancelled_by, visit.cancelled_by_visitor = now, by, by is None
    visit.cancel_reason = _as_stored(reason, visit.language)[: Consultation.REASON_LENGTH]
    visit.ics_sequence += 1
    visit.save(
        update_fields=[
            "state",
            "cancelled_at",
            "cancelled_by",
            "cancelled_by_visitor",
            "cancel_reason",
            "ics_sequence",
        ]
    )
    letters.about_cancellation(visit)
    return visit


def mark_done(*, consultation: Consultation, by: User) -> Consultation:
    """Enter that a confirmed visit took place, once it has begun, or correct a "missed". Raises ChangeRefused."""
    return _close(consultation, State.DONE, by)


def mark_missed(*, consultation: Consultation, by: User) -> Consultation:
    """Enter that the visitor did not come, once the visit has begun, or correct a "done"; frees the time.

    Raises ChangeRefused.
    """
    return _close(consultation, State.MISSED, by)


@transaction.atomic
def mark_called(*, consultation: Consultation, by: User) -> Consultation:
    """Take a confirmed visit off the call list. Raises ChangeRefused when it is not confirmed."""
    visit = _locked(consultation)
    if visit.called_at is not None:
        return visit
    if visit.state != State.CONFIRMED:
        raise _refusal(visit)
    visit.called_at, visit.called_by = timezone.now(), by
    visit.save(update_fields=["called_at", "called_by"])
    return visit


@transaction.atomic
def _close(consultation: Consultation, outcome: State, by: User) -> Consultation:
    visit = _locked(consultation)
    if visit.state == outcome:
        return visit
    now = timezone.now()
    _move(visit, outcome)
    if visit.starts_at > now:
        raise ChangeRefused(_("This visit has not begun yet. Enter the outcome afterwards."))
    visit.closed_at, visit.closed_by = now, by
    visit.save(update_fields=["state", "closed_at", "closed_by"])
    return visit


def _as_stored(reason: str, language: str) -> str:
    """Return a Serbian reason in Cyrillic, from which the letter makes the visitor's script; English stays."""
    typed = reason.strip()
    return typed if language == Language.ENGLISH else typed_to_cyrillic(typed)


def _locked(consultation: Consultation) -> Consultation:
    """Return the row as it is now, held until the transaction ends."""
    return Consultation.objects.with_details().select_for_update(of=("self",)).get(pk=consultation.pk)


def _move(visit: Consultation, wanted: State) -> None:
    if not rules.may_become(visit.state, wanted):
        raise _refusal(visit)
    visit.state = wanted


def _refusal(visit: Consultation) -> ChangeRefused:
    return ChangeRefused(
        _("This is not possible. State of the visit: %(state)s.") % {"state": visit.get_state_display()}
    )
