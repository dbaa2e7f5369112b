"""What may happen to a visit after it was booked; each verb locks its row and may be called twice."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import rules
from consultations.choices import State
from consultations.errors import ChangeRefused
from consultations.models import Consultation
from consultations.services import calling, letters, texting
from consultations.services.finding import free_advisors, refuse_impossible, resources_of
from consultations.services.guard import guarded
from consultations.services.holding import companions_of, held_by, refuse_busy
from consultations.services.locks import lock_resources
from consultations.services.rows import locked, reason_as_stored, refusal


@transaction.atomic
def confirm(*, consultation: Consultation, by: User) -> Consultation:
    """Confirm a request and send the visitor a letter; a confirmed visit stays as it is.

    Raises ChangeRefused for any other state.
    """
    visit = locked(consultation)
    if visit.state == State.CONFIRMED:
        return visit
    # A cancelled visit may become confirmed too, but only by `restore`, which looks whether its time is still free.
    if visit.state != State.REQUESTED:
        raise refusal(visit)
    _move(visit, State.CONFIRMED)
    visit.confirmed_at, visit.confirmed_by = timezone.now(), by
    visit.ics_sequence += 1
    visit.save(update_fields=["state", "confirmed_at", "confirmed_by", "ics_sequence"])
    letters.about_confirmation(visit)
    calling.about_booking(visit, by=by)
    return visit


@transaction.atomic
def cancel(*, consultation: Consultation, by: User | None = None, reason: str = "") -> Consultation:
    """Cancel a live visit and free its time; `by` None means the visitor, who can do so until the topic's limit.

    Staff can until it ends, with a reason once the visitor cannot any more although the visit has not begun; a
    request that nobody confirmed also afterwards. A cancelled visit stays as it is. A visitor with an e-mail gets a
    letter with the reason. Raises ChangeRefused.
    """
    visit = locked(consultation)
    if visit.state == State.CANCELLED:
        return visit
    now = timezone.now()
    if by is None and visit.starts_at <= now:
        raise ChangeRefused(_("This visit has already begun and cannot be cancelled here. Please call us."))
    may_visitor = rules.visitor_may_change(visit, now)
    if by is None and visit.is_live and not may_visitor:
        raise ChangeRefused(_("It is too late to cancel this visit here. Please call us."))
    if by is not None and visit.is_live and visit.starts_at > now and not may_visitor and not reason.strip():
        raise ChangeRefused(_("So late a change needs a reason."))
    if visit.is_live and not rules.can_be_cancelled(visit, now):
        raise ChangeRefused(_("This visit is over. Enter whether it took place."))
    _move(visit, State.CANCELLED)
    visit.cancelled_at, visit.cancelled_by, visit.cancelled_by_visitor = now, by, by is None
    visit.cancel_reason = reason_as_stored(reason, visit.language)[: Consultation.REASON_LENGTH]
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
    calling.about_cancellation(visit, by=by)
    texting.about_cancellation(visit, by=by)
    return visit


def restore(*, consultation: Consultation, by: User) -> Consultation:
    """Take a cancellation back, while the time is still free: the visit is confirmed again, with a letter.

    A live visit stays as it is. Rooms and interpreters come back with it, so they must be free as well; remove what is
    not. Raises ChangeRefused for any other state or a busy companion, TimeTaken or NotBookable for the time.
    """
    return guarded(lambda: _restore(consultation, by))


@transaction.atomic
def _restore(consultation: Consultation, by: User) -> Consultation:
    visit = locked(consultation)
    if visit.is_live:
        return visit
    if visit.erased_at is not None:
        raise ChangeRefused(_("The person was erased. This visit can be changed no more."))
    if not rules.may_become(visit.state, State.CONFIRMED):
        raise refusal(visit)
    refuse_impossible(visit.starts_at)
    joining = [each.resource_id for each in companions_of(visit)]
    lock_resources([*resources_of(visit.topic, visit.advisor), *joining])
    free_advisors(visit.topic, visit.starts_at, advisor=visit.advisor, by_staff=True)
    refuse_busy(joining, held_by(visit), besides=visit)
    visit.state = State.CONFIRMED
    visit.confirmed_at, visit.confirmed_by = timezone.now(), by
    visit.cancelled_at, visit.cancelled_by, visit.cancelled_by_visitor = None, None, False
    visit.cancel_reason = ""
    visit.ics_sequence += 1
    visit.save(
        update_fields=[
            "state",
            "confirmed_at",
            "confirmed_by",
            "cancelled_at",
            "cancelled_by",
            "cancelled_by_visitor",
            "cancel_reason",
            "ics_sequence",
        ]
    )
    letters.about_restoration(visit)
    calling.about_restoration(visit, by=by, told_by_text=texting.heard_of_cancellation(visit))
    texting.about_restoration(visit)
    return visit


def mark_done(*, consultation: Consultation, by: User, late: bool = False) -> Consultation:
    """Enter that a confirmed visit took place, once it has begun, or correct a "missed"; `late`: the visitor was.

    Raises ChangeRefused.
    """
    return _close(consultation, State.DONE, by, late=late)


def mark_missed(*, consultation: Consultation, by: User) -> Consultation:
    """Enter that the visitor did not come, once the visit has begun, or correct a "done"; frees the time.

    Raises ChangeRefused.
    """
    return _close(consultation, State.MISSED, by, late=False)


@transaction.atomic
def _close(consultation: Consultation, outcome: State, by: User, *, late: bool) -> Consultation:
    visit = locked(consultation)
    if visit.state == outcome and visit.came_late == late:
        return visit
    now = timezone.now()
    if visit.state != outcome:
        _move(visit, outcome)
    if visit.starts_at > now:
        raise ChangeRefused(_("This visit has not begun yet. Enter the outcome afterwards."))
    visit.closed_at, visit.closed_by, visit.came_late = now, by, late
    visit.save(update_fields=["state", "closed_at", "closed_by", "came_late"])
    calling.about_outcome(visit, by=by)
    return visit


def _move(visit: Consultation, wanted: State) -> None:
    if not rules.may_become(visit.state, wanted):
        raise refusal(visit)
    visit.state = wanted
