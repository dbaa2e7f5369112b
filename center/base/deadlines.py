"""Deadlines as people write them, a day and perhaps an hour, and the moments that they mean at the office's clock.

On the nights when the clock is changed an hour is missing or comes twice. Who misses a deadline loses money, so it is
always read as the earliest moment that can be meant: in October the first of the two, in March the change itself.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from django.utils import timezone

# When people read their mail, and early enough to do something on the same day.
REMINDED_AT: Final = time(9)


def deadline_moment(day: date, clock: time | None, zone: tzinfo | None = None) -> datetime:
    """Return the moment (UTC) from which a deadline is over; without an hour it is the end of the day.

    `zone` is that of the office unless another is given.
    """
    here = zone or timezone.get_default_timezone()
    if clock is None:
        return earliest(datetime.combine(day + timedelta(days=1), time()), here)
    return earliest(datetime.combine(day, clock), here)


def earliest(local: datetime, zone: tzinfo) -> datetime:
    """Return the first moment (UTC) at which the clocks show that naive local time, or pass over it."""
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    real = [each for each in readings if each.astimezone(zone).replace(tzinfo=None) == local]
    if real:
        return min(real)
    # Between the two readings of a time that there is not, the clock is put forward: find that moment.
    first, last = min(readings), max(readings)
    while last - first > timedelta(seconds=1):
        middle = first + (last - first) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < local:
            first = middle
        else:
            last = middle
    return last.replace(microsecond=0)


def last_day(moment: datetime, *, is_whole_day: bool, zone: tzinfo | None = None) -> date:
    """Return the local day of a deadline; that of a whole day ends at midnight and still belongs to the day."""
    local = moment.astimezone(zone or timezone.get_default_timezone())
    return (local - timedelta(microseconds=1)).date() if is_whole_day else local.date()


def reminder_moment(day: date, *, days_before: int, zone: tzinfo | None = None) -> datetime:
    """Return nine in the morning, so many local days before the day of the deadline."""
    local = datetime.combine(day - timedelta(days=days_before), REMINDED_AT)
    return earliest(local, zone or timezone.get_default_timezone())


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short, as PostgreSQL does."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """Return how many whole months lie between two days; none if the last is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months if add_months(first, months) <= last else months - 1)
