"""What the pages of a booking offer to choose from: days by weeks, and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from consultations.spans import local_day
from consultations.views.selection import write_start

_NOON = 12


@dataclass(frozen=True)
class FreeDay:
    day: date
    count: int
    url: str

    @property
    def value(self) -> str:
        return self.day.isoformat()


@dataclass(frozen=True)
class Week:
    monday: date
    now: datetime
    days: Sequence[FreeDay]

    @property
    def friday_or_last(self) -> date:
        """Friday, or the weekend day that has times."""
        return max(self.monday + timedelta(days=4), self.days[-1].day)

    @property
    def distance(self) -> int:
        """0 for the week of today, 1 for the next one."""
        today = local_day(self.now)
        return (self.monday - today + timedelta(days=today.weekday())).days // 7


@dataclass(frozen=True)
class FreeStart:
    start: datetime
    url: str

    @property
    def value(self) -> str:
        return write_start(self.start)

    @property
    def is_morning(self) -> bool:
        return timezone.localtime(self.start).hour < _NOON
