"""Calls about events: asked for where a letter would go to nobody, made by staff, closed once.

The transaction that changed the registration holds its event's row, so that two calls for one reason cannot arise.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from events.choices import CallOutcome, CallReason, Ending
from events.errors import ChangeRefused
from events.models import EventCall, Registration

_TELL_WITHIN: Final = timedelta(days=7)
# What has to be said by phone where others get this letter; the others say nothing that a person must hear.
_REASONS: Final = {
    "offered": CallReason.OFFERED,
    "changed": CallReason.CHANGED,
    "programme_changed": CallReason.CHANGED,
    "postponed": CallReason.POSTPONED,
    "event_cancelled": CallReason.CANCELLED,
    "cancelled": CallReason.CANCELLED,
}


def ask(registration: Registration, letter: str) -> None:
    """Have somebody called in place of a letter; what earlier calls were to say is void by then.

    Nobody is called about what they did themselves.
    """
    reason = _REASONS.get(letter)
    keep = {reason} if reason else set()
    void_calls_of(registration, but=keep)
    if reason is None or not registration.contact_phone or registration.ending == Ending.PERSON:
        return
    due_at = registration.event.starts_at
    if reason == CallReason.OFFERED and registration.offered_until is not None:
        due_at = registration.offered_until
    now = timezone.now()
    # Of what was postponed for long only the old time is known.
    due_at = due_at if due_at > now else now + _TELL_WITHIN
    EventCall.objects.update_or_create(
        registration=registration, reason=reason, outcome="", defaults={"due_at": due_at}
    )


def void_calls_of(registration: Registration, *, but: set[CallReason] | None = None) -> int:
    """Close the open calls about a registration as no longer needed; return how many."""
    calls = EventCall.objects.filter(registration=registration, outcome="").exclude(reason__in=but or set())
    return calls.update(outcome=CallOutcome.NOT_NEEDED, closed_at=timezone.now())


@transaction.atomic
def close_call(*, call: EventCall, outcome: CallOutcome, by: User) -> EventCall:
    """Note what came of a call; the same again changes nothing. Raises ChangeRefused for one closed otherwise."""
    locked = EventCall.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if locked.outcome == outcome:
        return locked
    if locked.outcome:
        raise ChangeRefused(
            _("A colleague has closed this call: %(result)s.") % {"result": locked.get_outcome_display()}
        )
    locked.outcome, locked.closed_at, locked.closed_by = outcome, timezone.now(), by
    locked.save(update_fields=["outcome", "closed_at", "closed_by"])
    return locked


def close_late_calls() -> int:
    """Close the calls about what is over: offers that ran out and events that have ended; return how many."""
    now = timezone.now()
    late = EventCall.objects.filter(outcome="", due_at__lt=now)
    # Of an event that was moved or cancelled people still want to hear until it would have ended.
    over = late.filter(reason=CallReason.OFFERED) | late.filter(registration__event__ends_at__lt=now)
    return over.update(outcome=CallOutcome.NOT_NEEDED, closed_at=now)
