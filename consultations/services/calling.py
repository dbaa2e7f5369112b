"""Which calls a change of a visit causes, for people whom no letter reaches; asked for in its transaction."""

from datetime import datetime

from center.models import User
from consultations.choices import CallOutcome, CallReason, Ending
from consultations.models import Call, Consultation, Participation
from consultations.services.calls import ask_for_call, close_calls_of


def about_booking(visit: Consultation, *, by: User | None) -> None:
    """Have the visitor told that the visit is confirmed."""
    ask_for_call(consultation=visit, reason=CallReason.BOOKED, by=by)


def about_move(visit: Consultation, *, from_start: datetime, by: User | None) -> None:
    """Have the visitor told before either of the two times; who moved it on the own page knows.

    A call that was to tell of the booking then tells of the new time, and a reminder of the old one is void.
    """
    if by is None:
        close_calls_of(visit, but=[CallReason.BOOKED, CallReason.MOVED])
        Call.objects.open().filter(consultation=visit).exclude(reason=CallReason.OTHER).update(
            due_at=visit.starts_at
        )
        return
    close_calls_of(visit, by=by, but=[CallReason.MOVED])
    ask_for_call(consultation=visit, reason=CallReason.MOVED, by=by, due_at=min(from_start, visit.starts_at))


def about_cancellation(visit: Consultation, *, by: User | None) -> None:
    """Have the visitor told; who cancelled it on the own page knows."""
    close_calls_of(visit, by=by)
    if by is not None:
        ask_for_call(consultation=visit, reason=CallReason.CANCELLED, by=by)


def about_restoration(visit: Consultation, *, by: User, told_by_text: bool = False) -> None:
    """Have the visitor told that the visit takes place after all, unless nobody had told anything else yet.

    `told_by_text`: a text message has said that it does not.
    """
    calls = Call.objects.filter(consultation=visit)
    never_heard = calls.open().filter(reason=CallReason.CANCELLED).exists() and not told_by_text
    knew = calls.filter(reason=CallReason.BOOKED, outcome=CallOutcome.REACHED).exists()
    close_calls_of(visit, by=by)
    if not (never_heard and knew):
        ask_for_call(consultation=visit, reason=CallReason.BOOKED, by=by)


def about_outcome(visit: Consultation, *, by: User) -> None:
    """Take the calls about the visit off the list: it is over."""
    close_calls_of(visit, by=by)


# What has to be said by phone to somebody without e-mail where others get this letter; the others say nothing that a
# person must hear.
_OF_A_PLACE = {
    "group_signed_up": CallReason.BOOKED,
    "group_offered": CallReason.OFFERED,
    "group_changed": CallReason.MOVED,
    "group_cancelled": CallReason.CANCELLED,
}


def about_place(place: Participation, letter: str) -> None:
    """Have somebody called who has, or hopes for, a place in a group session, in place of a letter."""
    reason = _OF_A_PLACE.get(letter)
    close_calls_of(place, but=[CallReason.MOVED] if reason == CallReason.MOVED else ())
    if reason is None or place.ending == Ending.PERSON:
        return
    due_at = place.offered_until if reason == CallReason.OFFERED else None
    ask_for_call(participation=place, reason=reason, by=place.cancelled_by or place.placed_by, due_at=due_at)
