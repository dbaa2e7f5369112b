"""The door: who is here is noted once, whoever notes it, however often and from how many phones.

Every action has a key made where it was done (`action`), and what was done with a key is not done again. An arrival
locks its registration alone, so that one door does not wait for another; who gives away or counts places locks the
event first.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from center.models import User
from events import rules
from events.choices import Ending, EventState, RegistrationState
from events.door_codes import ReadCode, read_code
from events.models import CheckIn, DoorPass, Event, Registration
from events.services.door_answers import Answer, Outcome
from events.services.places import count_free, hold, locked_event, locked_registration
from events.services.registrations import new_reference
from events.services.waiting_list import end, settle

_TRIES: Final = 3
_OPEN: Final = (EventState.PUBLISHED, EventState.ARCHIVED)


@dataclass(frozen=True)
class _Coming:
    """An arrival as it was said."""

    event: Event
    read: ReadCode
    action: uuid.UUID
    day: date
    at: datetime
    people: int | None
    may_ask: bool
    door: DoorPass | None
    by: User | None

    def row(self, registration: Registration, person: int) -> CheckIn:
        return CheckIn(
            registration=registration,
            person=person,
            day=self.day,
            action=self.action,
            at=self.at,
            door=self.door,
            noted_by=self.by,
        )


def arrive(
    *,
    event: Event,
    code: str,
    action: uuid.UUID,
    people: int | None = None,
    may_ask: bool = False,
    at: datetime | None = None,
    door: DoorPass | None = None,
    by: User | None = None,
) -> Answer:
    """Note that people of a registration are here on the day of `at` (aware; now if not given).

    `code` is a scanned pass or a typed reference; `people` how many of them come now, None for all who are not here
    yet. With `may_ask` a group is not noted but asked about when nobody said how many. Two doors at once note nobody
    twice; the same `action` again returns what it has done. Nothing is raised: the outcome says what was wrong.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    read = read_code(code)
    refused = _refused(event, read, day)
    if refused is not None or read.registration is None:
        return Answer(refused or Outcome.UNKNOWN, event, day, read.registration, read.is_signed)
    coming = _Coming(event, read, action, day, at, people, may_ask, door, by)
    for _try in range(_TRIES):
        try:
            return _arrive(coming, read.registration)
        except IntegrityError:
            # Somebody noted the same person at this very moment: the next look sees it.
            continue
    return Answer(Outcome.WRONG, event, day)


@transaction.atomic
def _arrive(coming: _Coming, registration: Registration) -> Answer:
    found, day = _locked(registration), coming.day
    found.event = coming.event
    rows = list(found.check_ins.filter(Q(day=day) | Q(action=coming.action)).order_by("at", "person"))
    # A copy of the same action that comes after midnight is of the day before.
    mine = [row for row in rows if row.action == coming.action]
    day = mine[0].day if mine else day
    live = [row for row in rows if row.day == day and row.undone_at is None]
    facts: dict[str, Any] = {
        "event": coming.event,
        "day": day,
        "registration": found,
        "is_signed": coming.read.is_signed,
        "since": live[0].at if live else None,
    }
    if mine:
        kept = [row for row in mine if row.undone_at is None]
        return Answer(Outcome.NOTED if kept else Outcome.TAKEN_BACK, noted=len(kept), here=len(live), **facts)
    taken = {row.person for row in live}
    missing = [number for number in range(1, found.size + 1) if number not in taken]
    refused = _standing(found)
    if refused is None and not missing:
        refused = Outcome.HERE
    if refused is None and coming.people is None and coming.may_ask and len(missing) > 1:
        refused = Outcome.ASK
    if refused is not None:
        return Answer(refused, here=len(live), **facts)
    numbers = missing if coming.people is None else missing[: max(coming.people, 1)]
    CheckIn.objects.bulk_create(coming.row(found, number) for number in numbers)
    is_whole = coming.people is None or coming.people <= len(numbers)
    return Answer(
        Outcome.NOTED if is_whole else Outcome.PARTLY,
        noted=len(numbers),
        here=len(live) + len(numbers),
        **(facts | {"since": facts["since"] or coming.at}),
    )


def take_back(
    *,
    event: Event,
    of: uuid.UUID,
    at: datetime | None = None,
    door: DoorPass | None = None,
    by: User | None = None,
) -> Answer:
    """Undo what the action `of` has noted: its arrivals, and a walk-in with them; twice is once.

    An arrival taken back stays as a fact, so that a late copy of the same action does not bring it back.
    """
    day = timezone.localdate(at)
    first = (
        CheckIn.objects.filter(action=of, registration__event=event).select_related("registration").first()
    )
    if first is None:
        return Answer(Outcome.NOTHING, event, day)
    with transaction.atomic():
        current, found = locked_registration(first.registration)
        now = timezone.now()
        noted = CheckIn.objects.filter(action=of, registration=found, undone_at=None)
        count = noted.update(undone_at=now, undone_door=door, undone_by=by)
        if found.walked_in and found.submission == of and found.is_open:
            end(found, Ending.PERSON if by is None else Ending.STAFF, now, by=by)
            settle(current, now)
        here = found.check_ins.filter(day=first.day, undone_at=None).count()
    return Answer(Outcome.TAKEN_BACK, event, first.day, found, noted=count, here=here)


@transaction.atomic
def walk_in(
    *,
    event: Event,
    action: uuid.UUID,
    people: int = 1,
    name: str = "",
    language: str = "sr",
    at: datetime | None = None,
    door: DoorPass | None = None,
    by: User | None = None,
) -> Answer:
    """Let in people who did not register, while there is room: they get places and are here.

    The name is optional (checked by who calls, `person_name`); the same `action` again returns the first one. The
    outcome is FULL when too few places are free, with `free` saying how many.
    """
    at = at or timezone.now()
    day, now = timezone.localdate(at), timezone.now()
    current = locked_event(event)
    first = Registration.objects.filter(submission=action).first()
    if first is not None:
        first.event = current
        here = first.check_ins.filter(undone_at=None).count()
        outcome = Outcome.NOTED if here else Outcome.TAKEN_BACK
        return Answer(outcome, event, day, first, noted=here, here=here, free=count_free(current))
    if current.state not in _OPEN:
        return Answer(Outcome.OFF, event, day)
    if not rules.doors_are_open(current, at):
        return Answer(Outcome.NOT_OPEN, event, day)
    settle(current, now)
    free = count_free(current)
    if free is not None and free < people:
        return Answer(Outcome.FULL, event, day, free=max(free, 0))
    made = Registration.objects.create(
        event=current,
        reference=new_reference(),
        state=RegistrationState.SIGNED_UP,
        size=people,
        contact_name=name,
        language=language,
        submission=action,
        walked_in=True,
        registered_by=by,
        placed_at=now,
        placed_by=by,
    )
    hold(made)
    CheckIn.objects.bulk_create(
        [
            CheckIn(registration=made, person=number, day=day, action=action, at=at, door=door, noted_by=by)
            for number in range(1, people + 1)
        ]
    )
    left = None if free is None else free - people
    return Answer(Outcome.NOTED, event, day, made, noted=people, here=people, since=at, free=left)


@transaction.atomic
def correct_arrivals(*, registration: Registration, day: date, here: int, by: User) -> Answer:
    """Write by hand how many people of a registration were here on a day of its event; the same again does nothing.

    Fewer takes the last ones back, more notes the missing ones. `here` is at most the size of the registration.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    refused = _refused(event, ReadCode(found), day) or _standing(found)
    if refused is not None:
        return Answer(refused, event, day, found)
    live = list(found.check_ins.filter(day=day, undone_at=None).order_by("person"))
    surplus = [row.pk for row in live[here:]]
    CheckIn.objects.filter(pk__in=surplus).update(undone_at=now, undone_by=by)
    taken = {row.person for row in live}
    missing = [number for number in range(1, found.size + 1) if number not in taken]
    action = uuid.uuid4()
    CheckIn.objects.bulk_create(
        [
            CheckIn(registration=found, person=number, day=day, action=action, at=now, noted_by=by)
            for number in missing[: max(here - len(live), 0)]
        ]
    )
    return Answer(Outcome.NOTED, event, day, found, here=here)


def _locked(registration: Registration) -> Registration:
    """Return the row as it is now, held until the transaction ends; no other row is locked after it."""
    return Registration.objects.select_for_update().get(pk=registration.pk)


def _refused(event: Event, read: ReadCode, day: date) -> Outcome | None:
    """Say why nobody can arrive with a code on a day, as far as it does not depend on the registration's state."""
    if read.is_forged:
        return Outcome.FORGED
    if read.registration is None:
        return Outcome.UNKNOWN
    if read.registration.event_id != event.pk:
        return Outcome.OTHER_EVENT
    if event.state not in _OPEN:
        return Outcome.OFF
    first, last = rules.event_days(event)
    return None if first <= day <= last else Outcome.OTHER_DAY


def _standing(registration: Registration) -> Outcome | None:
    if registration.state == RegistrationState.CANCELLED:
        return Outcome.CANCELLED
    return None if registration.state == RegistrationState.SIGNED_UP else Outcome.WAITING
