"""The queue of a group session: a freed place is offered to who waits longest, held for them, and passed on.

Every verb of a session first locks its row (`locked_session`) and brings the queue up to date (`settle`), so that
nothing depends on when the worker comes by: an offer that has run out is gone for whoever asks next.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import rules
from consultations.choices import Ending, PlaceState, SessionState
from consultations.errors import ChangeRefused
from consultations.models import GroupSession, Participation
from consultations.services import group_letters as letters


def locked_session(session: GroupSession) -> GroupSession:
    """Return the row as it is now, held until the transaction ends; nobody counts or changes its places meanwhile."""
    return GroupSession.objects.with_details().select_for_update(of=("self",)).get(pk=session.pk)


def locked_place(participation: Participation) -> tuple[GroupSession, Participation]:
    """Return session and participation as they are now, the session locked first."""
    session = locked_session(participation.session)
    return session, place_now(session, participation)


def place_now(session: GroupSession, participation: Participation) -> Participation:
    """Return a participation of a locked session as it is now."""
    place = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    place.session = session
    return place


def free_seats(session: GroupSession) -> list[int]:
    """Return the seats that nobody has, the lowest first; the session is locked."""
    taken = set(session.participations.seated().values_list("seat", flat=True))
    return [seat for seat in range(1, session.places + 1) if seat not in taken]


def settle(session: GroupSession, now: datetime) -> None:
    """End the offers that have run out and offer what is free, strictly in the order of the queue.

    The session is locked. Near its beginning nothing is offered any more: staff call people and give places.
    """
    if session.state != SessionState.PUBLISHED:
        return
    for place in session.participations.overdue(now):
        place.session = session
        end(place, Ending.EXPIRED, now)
        letters.about_lost_place(place)
    if rules.offer_deadline(session, now) is None:
        return
    for seat, place in zip(free_seats(session), session.participations.queue(), strict=False):
        place.session = session
        by_phone = not place.contact_email
        place.state, place.seat = PlaceState.OFFERED, seat
        place.offered_at = now
        place.offered_until = rules.offer_deadline(session, now, by_phone=by_phone)
        place.save(update_fields=["state", "seat", "offered_at", "offered_until"])
        letters.about_offer(place)


def end(place: Participation, why: Ending, now: datetime, *, by: User | None = None) -> None:
    """Take an open participation off the list, which frees its seat; the session is locked."""
    place.state, place.seat = PlaceState.CANCELLED, None
    place.ending, place.cancelled_at, place.cancelled_by = why, now, by
    place.ics_sequence += 1
    place.save(update_fields=["state", "seat", "ending", "cancelled_at", "cancelled_by", "ics_sequence"])


def accept_offer(*, participation: Participation, by: User | None = None) -> Participation:
    """Take the offered place and send the letter about it; a place that was taken stays so.

    `by` is the colleague to whom the person said yes on the phone. Raises ChangeRefused when the offer is over.
    """
    # By itself, so that the next person hears of an offer that is over although this call is refused.
    bring_up_to_date(session=participation.session)
    return _accept(participation, by)


@transaction.atomic
def _accept(participation: Participation, by: User | None) -> Participation:
    session, place = locked_place(participation)
    now = timezone.now()
    if place.state == PlaceState.SIGNED_UP:
        return place
    if place.state != PlaceState.OFFERED or place in session.participations.overdue(now):
        raise ChangeRefused(_("This place is no longer offered."))
    _give(place, now, by)
    return place


@transaction.atomic
def decline_offer(*, participation: Participation, by: User | None = None) -> Participation:
    """Give the offered place back, so that the next person gets it; declined stays declined.

    Raises ChangeRefused when no place is offered.
    """
    session, place = locked_place(participation)
    now = timezone.now()
    if place.state == PlaceState.CANCELLED:
        return place
    if place.state != PlaceState.OFFERED:
        raise ChangeRefused(_("This place is no longer offered."))
    end(place, Ending.DECLINED, now, by=by)
    settle(session, now)
    return place


@transaction.atomic
def give_place(*, participation: Participation, by: User) -> Participation:
    """Give a free place to somebody who waits, once it is too late for offers: staff decide whom they reach.

    Raises ChangeRefused while places are still offered in the order of the queue, and when none is free.
    """
    session, place = locked_place(participation)
    now = timezone.now()
    if place.state == PlaceState.SIGNED_UP:
        return place
    if place.state != PlaceState.WAITING or session.state != SessionState.PUBLISHED or session.ends_at <= now:
        raise ChangeRefused(_("This person is not waiting for a place."))
    if rules.offer_deadline(session, now) is not None:
        raise ChangeRefused(_("Free places are offered in the order of the waiting list."))
    settle(session, now)
    seats = free_seats(session)
    if not seats:
        raise ChangeRefused(_("No place is free. Raise the number of places first."))
    place.seat = seats[0]
    _give(place, now, by)
    return place


def _give(place: Participation, now: datetime, by: User | None) -> None:
    place.state = PlaceState.SIGNED_UP
    place.placed_at, place.placed_by = now, by
    place.ics_sequence += 1
    place.save(update_fields=["state", "seat", "placed_at", "placed_by", "ics_sequence"])
    letters.about_place(place)


@transaction.atomic
def bring_up_to_date(*, session: GroupSession) -> None:
    """Settle one session now, if it has an offer that has run out."""
    if session.participations.overdue(timezone.now()).exists():
        settle(locked_session(session), timezone.now())


def pass_on_offers() -> int:
    """Settle every session with an offer that has run out, and end the queues of those that are over.

    Each in a transaction of its own; running twice changes nothing more. Returns how many sessions it looked at.
    """
    now = timezone.now()
    late = Participation.objects.overdue(now).values("session")
    over = Participation.objects.filter(
        state__in=[PlaceState.WAITING, PlaceState.OFFERED], session__ends_at__lte=now
    ).values("session")
    sessions = list(GroupSession.objects.published().filter(pk__in=late.union(over)).order_by("pk"))
    for session in sessions:
        with transaction.atomic():
            current = locked_session(session)
            settle(current, now)
            if current.state == SessionState.PUBLISHED and current.ends_at <= now:
                end_queue(current, now)
    return len(sessions)


def end_queue(session: GroupSession, now: datetime, *, by: User | None = None) -> None:
    """Take everybody off a queue that has come to nothing; the session is locked and has begun."""
    hoping = session.participations.filter(state__in=[PlaceState.WAITING, PlaceState.OFFERED])
    for place in hoping.order_by("pk"):
        end(place, Ending.NO_PLACE, now, by=by)
