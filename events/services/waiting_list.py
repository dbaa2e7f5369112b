"""The queue of an event: freed places are offered to who waits longest, held for them, and passed on.

A group is never overtaken: while the first in the queue needs more places than are free, nobody behind gets one.
Every verb first locks the event's row and brings the queue up to date (`settle`), so that nothing depends on when the
worker comes by: an offer that has run out is gone for whoever asks next.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from events import rules
from events.choices import Ending, EventState, RegistrationState
from events.errors import ChangeRefused
from events.models import Event, Registration
from events.services import letters
from events.services.places import count_free, give_back, hold, locked_event, locked_registration


def settle(event: Event, now: datetime) -> None:
    """End the offers that have run out and offer what is free, strictly in the order of the queue; locked before.

    Near the beginning nothing is offered any more: staff call people and give places.
    """
    if event.state != EventState.PUBLISHED:
        return
    for late in event.registrations.overdue(now):
        late.event = event
        end(late, Ending.EXPIRED, now)
        letters.about_lost_place(late)
    until = rules.offer_deadline(event, now)
    if until is None:
        return
    free = count_free(event)
    for waiting in event.registrations.queue():
        if free is not None and waiting.size > free:
            return
        waiting.event = event
        waiting.state, waiting.offered_at, waiting.offered_until = RegistrationState.OFFERED, now, until
        waiting.save(update_fields=["state", "offered_at", "offered_until"])
        hold(waiting)
        letters.about_offer(waiting)
        free = None if free is None else free - waiting.size


def end(registration: Registration, why: Ending, now: datetime, *, by: User | None = None) -> None:
    """Take an open registration off the list, which frees its places; the event is locked."""
    give_back(registration)
    registration.state = RegistrationState.CANCELLED
    registration.ending, registration.cancelled_at, registration.cancelled_by = why, now, by
    registration.ics_sequence += 1
    registration.save(update_fields=["state", "ending", "cancelled_at", "cancelled_by", "ics_sequence"])


def accept_offer(*, registration: Registration, by: User | None = None) -> Registration:
    """Take the offered places and send the letter about them; what was taken stays so.

    `by` is the colleague to whom the person said yes on the phone. Raises ChangeRefused when the offer is over.
    """
    # By itself, so that the next person hears of an offer that is over although this call is refused.
    bring_up_to_date(event=registration.event)
    return _accept(registration, by)


@transaction.atomic
def _accept(registration: Registration, by: User | None) -> Registration:
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.state == RegistrationState.SIGNED_UP:
        return found
    if found.state != RegistrationState.OFFERED or found in event.registrations.overdue(now):
        raise ChangeRefused(_("This place is no longer offered."))
    _give(found, now, by)
    return found


@transaction.atomic
def decline_offer(*, registration: Registration, by: User | None = None) -> Registration:
    """Give the offered places back, so that the next ones get them; declined stays declined.

    Raises ChangeRefused when no place is offered.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.state == RegistrationState.CANCELLED:
        return found
    if found.state != RegistrationState.OFFERED:
        raise ChangeRefused(_("This place is no longer offered."))
    end(found, Ending.DECLINED, now, by=by)
    settle(event, now)
    return found


@transaction.atomic
def give_place(*, registration: Registration, by: User) -> Registration:
    """Give free places to somebody who waits, once it is too late for offers: staff decide whom they reach.

    Raises ChangeRefused while places are still offered in the order of the queue, and when too few are free.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.state == RegistrationState.SIGNED_UP:
        return found
    if (
        found.state != RegistrationState.WAITING
        or event.state != EventState.PUBLISHED
        or event.ends_at <= now
    ):
        raise ChangeRefused(_("This person is not waiting for a place."))
    if rules.offer_deadline(event, now) is not None:
        raise ChangeRefused(_("Free places are offered in the order of the waiting list."))
    settle(event, now)
    free = count_free(event)
    if free is not None and free < found.size:
        raise ChangeRefused(_("Too few places are free. Raise the number of places first."))
    hold(found)
    _give(found, now, by)
    return found


def _give(registration: Registration, now: datetime, by: User | None) -> None:
    registration.state = RegistrationState.SIGNED_UP
    registration.placed_at, registration.placed_by = now, by
    registration.ics_sequence += 1
    registration.save(update_fields=["state", "placed_at", "placed_by", "ics_sequence"])
    letters.about_place(registration)


@transaction.atomic
def bring_up_to_date(*, event: Event) -> None:
    """Settle one event now, if it has an offer that has run out."""
    if event.registrations.overdue(timezone.now()).exists():
        settle(locked_event(event), timezone.now())


def pass_on_offers() -> int:
    """Settle every event with an offer that has run out, and end the queues of those that are over.

    Each in a transaction of its own; running twice changes nothing more. Returns how many events it looked at.
    """
    now = timezone.now()
    late = Registration.objects.overdue(now).values("event")
    over = Registration.objects.filter(
        state__in=[RegistrationState.WAITING, RegistrationState.OFFERED], event__ends_at__lte=now
    ).values("event")
    found = list(Event.objects.filter(state=EventState.PUBLISHED, pk__in=late.union(over)).order_by("pk"))
    for event in found:
        with transaction.atomic():
            current = locked_event(event)
            settle(current, now)
            if current.ends_at <= now:
                end_queue(current, now)
    return len(found)


def end_queue(event: Event, now: datetime, *, by: User | None = None) -> None:
    """Take everybody off a queue that has come to nothing; the event is locked and over."""
    hoping = event.registrations.filter(state__in=[RegistrationState.WAITING, RegistrationState.OFFERED])
    for registration in hoping.order_by("pk"):
        registration.event = event
        end(registration, Ending.NO_PLACE, now, by=by)
