"""What came of an event, for everybody to read: only figures that tell of nobody."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db.models import Avg, Count

from entrepreneurs.small_cells import FEWEST_PEOPLE
from events import attendance, fair_results
from events.choices import HeadKind
from events.models import Event
from events.rules import event_days

_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True)
class EventResults:
    """Figures of one event; None where a figure would tell of fewer than five people, or nobody counted.

    `came` were noted by name at the door, `counted` without one: the two may be the same people and are never added.
    """

    came: int | None
    counted: int | None
    exhibitors: int
    first_timers: int
    answers: int
    score: Decimal | None

    @property
    def is_empty(self) -> bool:
        return not (self.came or self.counted or self.exhibitors or self.score)


def results_of(event: Event) -> EventResults:
    """Return the figures of an event that is over; a fixed number of queries."""
    first, last = event_days(event)
    only = Event.objects.filter(pk=event.pk)
    noted = attendance.came(first, last).get(event.pk)
    strokes = attendance.counted(first, last).get(event.pk, {})
    said = event.feedback.aggregate(answers=Count("pk"), score=Avg("score"))
    enough = said["answers"] >= FEWEST_PEOPLE
    return EventResults(
        came=_shown(noted.people if noted else 0),
        counted=_shown(strokes.get(HeadKind.VISITOR, 0)),
        exhibitors=fair_results.exhibitors(only).count(),
        first_timers=fair_results.first_timers(only),
        answers=said["answers"] if enough else 0,
        score=tenths(said["score"]) if enough else None,
    )


def tenths(value: float | Decimal) -> Decimal:
    """Return a number rounded to the nearest tenth."""
    return Decimal(value).quantize(_TENTH, ROUND_HALF_UP)


def _shown(people: int) -> int | None:
    return people if people >= FEWEST_PEOPLE else None
