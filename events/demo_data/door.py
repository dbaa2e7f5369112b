"""Who came to the demo's first mini-fair, and a pass for the next workshop whose code nobody knows."""

import uuid
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Final

from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from events import rules
from events.choices import HeadKind, RegistrationState
from events.door_codes import kept_secrets, secret_of
from events.models import CheckIn, DoorPass, Event, HeadCount

_FINISHED: Final = "mini-fair-1"
_NEXT: Final = "how-to-price"
# People without a name, by the hour of the fair from its beginning.
_VISITORS: Final = (18, 31, 44, 37, 29, 12)
_AT_STANDS: Final = 24
_GUESTS: Final = 6
_WHO: Final = (
    (Sex.WOMEN, AgeBand.MIDDLE),
    (Sex.WOMEN, AgeBand.OLDER),
    (Sex.MEN, AgeBand.MIDDLE),
    (Sex.WOMEN, AgeBand.YOUNG),
    (Sex.MEN, AgeBand.OLD),
    (Sex.UNKNOWN, ""),
    (Sex.WOMEN, AgeBand.OLD),
    (Sex.MEN, AgeBand.YOUNG),
    (Sex.WOMEN, AgeBand.MIDDLE),
    (Sex.MEN, AgeBand.OLDER),
    (Sex.UNKNOWN, ""),
)


def load(events: dict[str, Event], now: datetime) -> None:
    """Write the door of the finished fair as volunteers would have left it, and a pass for the next workshop.

    Staff give that pass a new code on the page of the event, which shows it once.
    """
    entrance = _pass(events[_FINISHED], "Главни улаз (демо)")
    _arrivals(entrance)
    _strokes(entrance)
    _pass(events[_NEXT], "Улаз у салу (демо)", made_at=now)


def _pass(event: Event, label: str, *, made_at: datetime | None = None) -> DoorPass:
    first, last = rules.door_days(event)
    return DoorPass.objects.create(
        event=event,
        label=label,
        secret=kept_secrets(secret_of(uuid.uuid4()))[0],
        valid_from=first,
        valid_until=last,
        made_by=event.created_by,
        made_at=made_at or first - timedelta(days=1),
        last_used_at=None if made_at else event.ends_at,
    )


def _arrivals(entrance: DoorPass) -> None:
    """Let four of five registrations come, of a large group all but two, in the first hours."""
    event = entrance.event
    day, _last = rules.event_days(event)
    placed = event.registrations.filter(state=RegistrationState.SIGNED_UP).order_by("pk")
    for number, registration in enumerate(placed, start=1):
        if number % 5 == 0:
            continue
        at, action = event.starts_at + timedelta(minutes=17 * number), uuid.uuid4()
        came = registration.size - 2 if registration.size > len(_WHO) else registration.size
        CheckIn.objects.bulk_create(
            CheckIn(registration=registration, person=person, day=day, action=action, at=at, door=entrance)
            for person in range(1, came + 1)
        )


def _strokes(entrance: DoorPass) -> None:
    event, who = entrance.event, cycle(_WHO)
    day, _last = rules.event_days(event)

    def strokes(people: int, first: datetime, kind: HeadKind) -> list[HeadCount]:
        return [
            HeadCount(
                event=event,
                day=day,
                kind=kind,
                sex=sex,
                age_band=band,
                action=uuid.uuid4(),
                at=first + timedelta(minutes=50) * number / people,
                door=entrance,
            )
            for number, (sex, band) in enumerate(islice(who, people))
        ]

    rows = strokes(_AT_STANDS, event.starts_at - timedelta(hours=1), HeadKind.EXHIBITOR)
    rows += strokes(_GUESTS, event.starts_at, HeadKind.GUEST)
    for hour, people in enumerate(_VISITORS):
        rows += strokes(people, event.starts_at + timedelta(hours=hour), HeadKind.VISITOR)
    HeadCount.objects.bulk_create(rows)
