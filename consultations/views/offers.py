"""What the pages of a booking offer to choose from: days by weeks, and times."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def by_weeks(free: Mapping[date, int], now: datetime, url_of: Callable[[date], str]) -> list[Week]:
    """Return the free days (local, in order, with their number of starts) by weeks from Monday to Sunday."""
    return [
        Week(monday, now, [FreeDay(day, free[day], url_of(day)) for day in days])
        for monday, days in groupby(free, key=_monday)
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def parts_of_day(free: Sequence[FreeStart]) -> list[tuple[Promise, list[FreeStart]]]:
    """Return the starts before and after noon, each under its name; what is empty is left out."""
    parts = [
        (_("Morning"), [start for start in free if start.is_morning]),
        (_("Afternoon"), [start for start in free if not start.is_morning]),
    ]
    return [part for part in parts if part[1]]
