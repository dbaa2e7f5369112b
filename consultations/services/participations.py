"""People of a group session: sign up, come without signing up, cancel, and who was there.

Places are counted under the lock of the session's row; see `waiting_list` for what a freed place causes.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import fold
from center.models import User
from consultations import rules
from consultations.choices import Ending, PlaceState
from consultations.errors import ChangeRefused, FormUsed, NoPlaceLeft, SignedUpBefore, SignUpRefused
from consultations.models import GroupSession, Participation
from consultations.services import group_letters as letters
from consultations.services.locks import lock_submission
from consultations.services.references import new_reference
from consultations.services.waiting_list import end, free_seats, locked_place, locked_session, settle
from entrepreneurs.choices import ConsentWay
from entrepreneurs.models import ConsentText, Entrepreneur
from entrepreneurs.services import add_person, as_kept, keep_agreed
from entrepreneurs.services.contacts import stored_contact


@dataclass(frozen=True)
class _Wish:
    """Who wants to take part, checked and in stored form."""

    session: GroupSession
    name: str
    phone: str
    email: str
    language: str
    submission: uuid.UUID
    entrepreneur: Entrepreneur | None
    by: User | None
    another_person: bool
    agreed: Collection[ConsentText] = ()
    is_here: bool = False


def sign_up(
    *,
    session: GroupSession,
    name: str,
    phone: str = "",
    email: str = "",
    language: str,
    submission: uuid.UUID,
    may_wait: bool = False,
    another_person: bool = False,
    entrepreneur: Entrepreneur | None = None,
    by: User | None = None,
    agreed: Collection[ConsentText] = (),
) -> Participation:
    """Give a person a place in the session, or with `may_wait` one in the queue when none is left, and return it.

    The same `submission` with the same contact again returns the first one. `by` is the colleague who signs a
    caller up: also outside the sign-up times, until the session begins. Without `entrepreneur` a new person is made
    from the contact. `another_person` says that a family shares the contact of somebody who is on the list. `agreed`
    are the words to which the person agrees with it.

    Raises ValidationError (by field: contact_name, contact_phone, contact_email) for wrong data, and SignUpRefused:
    NoPlaceLeft(.ahead), SignedUpBefore, FormUsed. The letter is queued in the same transaction.
    """
    wish = _checked(
        _Wish(session, name, phone, email, language, submission, entrepreneur, by, another_person, agreed)
    )
    return _sign_up(wish, may_wait=may_wait)


@transaction.atomic
def _sign_up(wish: _Wish, *, may_wait: bool) -> Participation:
    first = _earlier(wish)
    if first is not None:
        return first
    wish = _of_kept_person(wish)
    session, now = locked_session(wish.session), timezone.now()
    if not rules.signup_is_open(session, now, by_staff=wish.by is not None):
        raise SignUpRefused(_("You cannot sign up for this session at the moment."))
    settle(session, now)
    _refuse_twice(session, wish)
    ahead, seats = session.participations.queue().count(), free_seats(session)
    if seats and not ahead:
        place = _save(session, wish, state=PlaceState.SIGNED_UP, seat=seats[0], placed_at=now)
        letters.about_place(place)
        return place
    if not may_wait:
        raise NoPlaceLeft(ahead)
    if wish.by is None and rules.offer_deadline(session, now) is None:
        raise SignUpRefused(
            _("All places are taken, and it is too late for the waiting list. Please call us.")
        )
    place = _save(session, wish, state=PlaceState.WAITING)
    letters.about_waiting(place, ahead=ahead)
    return place


@transaction.atomic
def walk_in(
    *,
    session: GroupSession,
    name: str,
    phone: str = "",
    email: str = "",
    language: str,
    submission: uuid.UUID,
    by: User,
    another_person: bool = False,
    entrepreneur: Entrepreneur | None = None,
    agreed: Collection[ConsentText] = (),
) -> Participation:
    """Note that somebody who had not signed up is at the door and takes part; from an hour before the session.

    Takes a free place whoever waits: those on the waiting list are not at the door, or are noted as come.
    Raises ValidationError as `sign_up`, and SignUpRefused when no place is free or the doors are not open yet.
    """
    wish = _checked(
        _Wish(
            session,
            name,
            phone,
            email,
            language,
            submission,
            entrepreneur,
            by,
            another_person,
            agreed,
            is_here=True,
        )
    )
    first = _earlier(wish)
    if first is not None:
        return first
    wish = _of_kept_person(wish)
    current, now = locked_session(session), timezone.now()
    if not rules.doors_are_open(current, now):
        raise SignUpRefused(_("People come without signing up only from an hour before the session begins."))
    settle(current, now)
    _refuse_twice(current, wish)
    seats = free_seats(current)
    if not seats:
        raise SignUpRefused(_("No place is free. Raise the number of places first."))
    return _save(
        current,
        wish,
        state=PlaceState.ATTENDED,
        seat=seats[0],
        walked_in=True,
        placed_at=now,
        placed_by=by,
        closed_at=now,
        closed_by=by,
    )


@transaction.atomic
def cancel_place(*, participation: Participation, by: User | None = None) -> Participation:
    """Take a person off the list, whose place goes to the next one; `by` None means the person, until the beginning.

    Staff can until the session ends. A cancelled one stays so. The person gets a letter when there is an e-mail.
    Raises ChangeRefused.
    """
    session, place = locked_place(participation)
    now = timezone.now()
    if place.state == PlaceState.CANCELLED:
        return place
    if not place.is_open or session.ends_at <= now:
        raise ChangeRefused(_("This session is over. Enter whether the person came."))
    if by is None and session.starts_at <= now:
        raise ChangeRefused(_("This session has already begun. Please call us."))
    had_place = place.state == PlaceState.SIGNED_UP
    end(place, Ending.PERSON if by is None else Ending.STAFF, now, by=by)
    letters.about_cancellation(place, had_place=had_place)
    settle(session, now)
    return place


@transaction.atomic
def enter_outcomes(
    *,
    session: GroupSession,
    by: User,
    came: Collection[Participation] = (),
    missed: Collection[Participation] = (),
) -> int:
    """Note who came and who did not, many at once, or correct it; return how many rows changed.

    Who came can be noted from an hour before the session, who did not only once it has begun. Somebody missing
    frees the place, for people at the door. Raises ChangeRefused, and then nothing is noted.
    """
    current, now = locked_session(session), timezone.now()
    if came and not rules.doors_are_open(current, now):
        raise ChangeRefused(_("Who came can be noted from an hour before the session begins."))
    if missed and (current.starts_at > now or not rules.doors_are_open(current, now)):
        raise ChangeRefused(_("The session has not begun yet. Enter afterwards who did not come."))
    # Who did not come first: a correction may need the place.
    return _enter(current, missed, PlaceState.MISSED, now, by) + _enter(
        current, came, PlaceState.ATTENDED, now, by
    )


def _enter(
    session: GroupSession, chosen: Collection[Participation], outcome: PlaceState, now: datetime, by: User
) -> int:
    rows = session.participations.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in chosen])
    changed = 0
    for place in rows.order_by("pk"):
        if place.state == outcome:
            continue
        if not rules.place_may_become(place.state, outcome):
            raise ChangeRefused(
                _("%(name)s: this is not possible. State: %(state)s.")
                % {"name": place.contact_name, "state": place.get_state_display()}
            )
        place.seat = _seat_for(session, place, outcome)
        place.state, place.closed_at, place.closed_by = outcome, now, by
        place.save(update_fields=["state", "seat", "closed_at", "closed_by"])
        changed += 1
    return changed


def _seat_for(session: GroupSession, place: Participation, outcome: PlaceState) -> int | None:
    if outcome == PlaceState.MISSED:
        return None
    if place.seat is not None:
        return place.seat
    seats = free_seats(session)
    if not seats:
        raise ChangeRefused(_("No place is free. Raise the number of places first."))
    return seats[0]


def _checked(wish: _Wish) -> _Wish:
    """Return the wish with its contact in stored form; raise ValidationError by field."""
    contact = stored_contact(
        name=wish.name, phone=wish.phone, email=wish.email, language=wish.language, known=wish.entrepreneur
    )
    return replace(wish, name=contact.name, phone=contact.phone, email=contact.email)


def _earlier(wish: _Wish) -> Participation | None:
    """Return what this very form has made before; raise FormUsed when it says something else now."""
    lock_submission(wish.submission)
    first = Participation.objects.with_details().filter(submission=wish.submission).first()
    if first is None:
        return None
    said = (wish.session.pk, wish.name, wish.phone, wish.email, wish.by)
    if said == (
        first.session_id,
        first.contact_name,
        first.contact_phone,
        first.contact_email,
        first.signed_by,
    ):
        return first
    raise FormUsed


def _of_kept_person(wish: _Wish) -> _Wish:
    """Hold the chosen person, who may have been merged since the page was opened; a merge locks people first too."""
    return replace(wish, entrepreneur=as_kept(wish.entrepreneur)) if wish.entrepreneur else wish


def _refuse_twice(session: GroupSession, wish: _Wish) -> None:
    """Ask once whether it is another person: families share phones, but most often somebody was not sure.

    On the public pages only the same name with the same contact counts, so that a phone number alone tells nobody
    who takes part. Staff hear it of the contact, and of the person they chose.
    """
    if wish.another_person:
        return
    listed = session.participations.exclude(state__in=[PlaceState.CANCELLED, PlaceState.MISSED])
    same = listed.reached_by(phone=wish.phone, email=wish.email)
    if wish.by is None:
        if fold(wish.name) in {fold(place.contact_name) for place in same}:
            raise SignedUpBefore
        return
    if same.exists() or (wish.entrepreneur and listed.filter(entrepreneur=wish.entrepreneur).exists()):
        raise SignedUpBefore


def _save(session: GroupSession, wish: _Wish, **more: Any) -> Participation:
    person = wish.entrepreneur or add_person(
        name=wish.name, phone=wish.phone, email=wish.email, language=wish.language, by=wish.by
    )
    how = ConsentWay.SPOKEN if wish.is_here else None
    keep_agreed(person=person, texts=wish.agreed, by=wish.by, how=how)
    return Participation.objects.create(
        session=session,
        entrepreneur=person,
        reference=new_reference(),
        contact_name=wish.name,
        contact_phone=wish.phone,
        contact_email=wish.email,
        language=wish.language,
        submission=wish.submission,
        signed_by=wish.by,
        **more,
    )
