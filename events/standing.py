"""What can be said of the places of an event at a moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events import rules
from events.choices import Admission, EventState


@dataclass(frozen=True)
class Standing:
    """`free` places (None: no limit; nought while people wait for them), and what can be done about them now."""

    takes_registrations: bool
    free: int | None
    waiting: int
    is_open: bool
    opens_later: bool
    queue_is_open: bool
    is_on: bool
    is_over: bool
    is_off: bool

    @property
    def has_room(self) -> bool:
        return self.free is None or self.free > 0

    @property
    def can_register(self) -> bool:
        """Whether somebody gets a place or at least one on the waiting list."""
        return self.is_open and (self.has_room or self.queue_is_open)


def standing(event: Any, now: datetime) -> Standing:
    """Say what an event fetched `with_counts` has to offer."""
    left = None if event.capacity is None else max(event.capacity - event.taken, 0)
    opens = event.registration_opens_at
    return Standing(
        takes_registrations=event.admission == Admission.REGISTRATION,
        free=0 if event.in_queue and left is not None else left,
        waiting=event.in_queue,
        is_open=rules.registration_is_open(event, now),
        opens_later=opens is not None and opens > now,
        queue_is_open=rules.offer_deadline(event, now) is not None,
        is_on=event.state == EventState.PUBLISHED and event.starts_at <= now < event.ends_at,
        is_over=rules.is_over(event, now) or event.state == EventState.ARCHIVED,
        is_off=event.state in {EventState.CANCELLED, EventState.POSTPONED},
    )
