"""Pieces of time: half-open spans of instants, made from the wall clock of the office."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """`[start, end)`, both aware and in UTC, start before end."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share any time; an end on the minute does not count."""
        return self.start < other.end and other.start < self.end


def instant(day: date, clock: time) -> datetime:
    """Return the UTC instant at which the office's clock shows this time on this day.

    An hour that the change to summer time skips is read as the hour after it; of an hour that comes twice in
    autumn the second is meant: who comes to the first one waits, and nobody is late.
    """
    first, second = _readings(day, clock)
    return max(first, second)


def last_instant(day: date, clock: time) -> datetime:
    """Return the UTC instant after which the office's clock shows more than this time: for the end of hours.

    It differs from `instant` in the skipped hour alone, which is read as the hour before it, so that nothing
    lasts longer on the clock than it should.
    """
    return _readings(day, clock)[1]


def _readings(day: date, clock: time) -> tuple[datetime, datetime]:
    """Return the UTC instants by the offset before and by the one after a change; else twice the same."""
    local = datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())
    first = local.astimezone(UTC)
    return first, local.replace(fold=1).astimezone(UTC) if clocks_change(day) else first


@lru_cache(maxsize=2048)
def clocks_change(day: date) -> bool:
    """Say whether the office's clocks are put forward or back on this day."""
    zone = timezone.get_default_timezone()
    begin, end = (datetime.combine(day + timedelta(days=n), time(0), tzinfo=zone) for n in (0, 1))
    return begin.utcoffset() != end.utcoffset()


def comes_again(moment: datetime) -> bool:
    """Say whether the office's clock will show the same day and time once more, an hour after the instant."""
    local = moment.astimezone(timezone.get_default_timezone())
    return not local.fold and local.utcoffset() != local.replace(fold=1).utcoffset()


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


def without(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """Return the spans less the merged holes."""
    left: list[Span] = []
    for span in spans:
        start = span.start
        for hole in holes:
            if hole.end <= start or hole.start >= span.end:
                continue
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return left


def touches(merged: Sequence[Span], start: datetime, end: datetime) -> bool:
    """Say whether `[start, end)` shares any time with the merged spans."""
    # The last span that starts before `end` is the only one that can reach into it.
    before = bisect_left(merged, end, key=_start)
    return before > 0 and merged[before - 1].end > start


def _start(span: Span) -> datetime:
    return span.start
