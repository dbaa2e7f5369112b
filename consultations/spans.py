"""Pieces of time: half-open spans of instants, made from the wall clock of the office."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """`[start, end)`, both aware and in UTC, start before end."""

    start: datetime
    end: datetime


def instant(day: date, clock: time) -> datetime:
    """Return the UTC instant at which the office's clock shows this time on this day.

    An hour that the change to summer time skips is read as the hour after it; of an hour that comes twice in
    autumn the first is meant.
    """
    return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def midnight(day: date) -> datetime:
    """Return the UTC instant at which the local day begins."""
    return instant(day, time(0))


def whole_days(first: date, last: date) -> Span:
    """Return the span of all local days from first to last, both included."""
    return Span(midnight(first), midnight(last + timedelta(days=1)))


def local_day(moment: datetime) -> date:
    """Return the date that the office's calendar shows at the instant."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the same time as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def touches(merged: Sequence[Span], start: datetime, end: datetime) -> bool:
    """Say whether `[start, end)` shares any time with the merged spans."""
    # The last span that starts before `end` is the only one that can reach into it.
    before = bisect_left(merged, end, key=_start)
    return before > 0 and merged[before - 1].end > start


def _start(span: Span) -> datetime:
    return span.start
