"""Counting people at the door without their names: one stroke each, and a stroke back."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from center.models import User
from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from events import rules
from events.choices import EventState, HeadKind
from events.models import DoorPass, Event, HeadCount
from events.services.door_answers import Answer, Outcome
from events.services.places import locked_event


@transaction.atomic
def count_people(
    *,
    event: Event,
    action: uuid.UUID,
    number: int = 1,
    kind: HeadKind = HeadKind.VISITOR,
    sex: Sex = Sex.UNKNOWN,
    age_band: AgeBand | str = "",
    at: datetime | None = None,
    door: DoorPass | None = None,
    by: User | None = None,
) -> Answer:
    """Count people on the day of `at` (aware; now if not given), or take a stroke back with a number below nought.

    The same `action` again counts nothing more. Never more are taken back than were counted of the same kind, sex and
    age: the outcome is NOTHING then.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    # Two that take back the last stroke at once must see one another, and so must two of the same action.
    current = locked_event(event)
    if HeadCount.objects.filter(action=action).exists():
        return Answer(Outcome.COUNTED, event, day, noted=0)
    if current.state not in {EventState.PUBLISHED, EventState.ARCHIVED}:
        return Answer(Outcome.OFF, event, day)
    first, last = rules.event_days(current)
    if not first <= day <= last:
        return Answer(Outcome.OTHER_DAY, event, day)
    who = {"day": day, "kind": kind, "sex": sex, "age_band": age_band}
    if number < 0:
        counted = current.head_counts.filter(**who).aggregate(sum=Sum("number"))["sum"] or 0
        if counted + number < 0:
            return Answer(Outcome.NOTHING, event, day)
    HeadCount.objects.create(
        event=current, number=number, action=action, at=at, door=door, noted_by=by, **who
    )
    return Answer(Outcome.COUNTED, event, day, noted=number)
