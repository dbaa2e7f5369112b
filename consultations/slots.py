"""Free times: computed from hours, absences, closures, holidays and visits; never stored.

A constant number of queries loads a `Calendar`, for any number of advisors and days; the rest is computation.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import BooleanField, Q, Value
from django.utils import timezone

from consultations import rules
from consultations.models import (
    Absence,
    Advisor,
    Allocation,
    BusyTime,
    Closure,
    Consultation,
    ExtraHours,
    OpeningHours,
    Topic,
)
from consultations.spans import (
    Span,
    clocks_change,
    comes_again,
    instant,
    last_instant,
    local_day,
    merge,
    midnight,
    touches,
    whole_days,
)

# Pauses are at most two hours, so a visit that reaches into a day is found this far outside it.
_REACH = timedelta(hours=12)
_NEAR_DAYS = 14
_OFFERED = 6
_NO, _YES = (Value(answer, output_field=BooleanField()) for answer in (False, True))


@dataclass(frozen=True, slots=True)
class Hours:
    """One row of opening hours, in local wall time; the dates are included and may be open.

    Hours of the week do not hold on public holidays; those entered for one date do.
    """

    weekday: int
    opens: time
    closes: time
    valid_from: date | None = None
    valid_until: date | None = None
    on_holidays: bool = False

    @classmethod
    def on_date(cls, day: date, opens: time, closes: time) -> "Hours":
        """Return hours that hold on one date only, whatever day it is."""
        return cls(day.isoweekday(), opens, closes, day, day, on_holidays=True)

    def on(self, day: date) -> Span | None:
        """Return the hours of this local day as instants, or None when they do not hold then."""
        if (
            day.isoweekday() != self.weekday
            or (self.valid_from and day < self.valid_from)
            or (self.valid_until and day > self.valid_until)
            or (not self.on_holidays and rules.is_holiday(day))
        ):
            return None
        start, end = instant(day, self.opens), last_instant(day, self.closes)
        return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Shape:
    """How much time a visit takes, and from one offered start to the next."""

    length: timedelta
    before: timedelta
    after: timedelta
    step: timedelta

    @classmethod
    def of(cls, topic: Topic) -> "Shape":
        length, before, after, step = (
            timedelta(minutes=minutes)
            for minutes in (
                topic.length,
                topic.buffer_before,
                topic.buffer_after,
                topic.step or topic.length,
            )
        )
        return cls(length, before, after, step)

    def busy(self, start: datetime) -> Span:
        """Return the time that a visit starting then takes from its advisor, pauses included."""
        return Span(start - self.before, start + self.length + self.after)


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A start (UTC) and the advisors who could receive the visitor then, by id."""

    start: datetime
    advisors: tuple[int, ...]


def starts(
    hours: Iterable[Hours], day: date, *, shape: Shape, cuts: Sequence[Span], busy: Sequence[Span]
) -> Iterator[datetime]:
    """Yield the possible starts of a local day, in order; `cuts` and `busy` are merged spans.

    Starts are opening + n × step. The visit lies inside the (merged) hours and outside the cuts; its pauses
    may lie outside the hours and inside a cut, but never in the time of another visit. Of an hour that the
    clock shows twice only the second is offered, as nobody could tell the two apart on a page or the phone.
    """
    changing = clocks_change(day)
    for opening in merge(filter(None, (row.on(day) for row in hours))):
        start = opening.start
        while start + shape.length <= opening.end:
            taken = shape.busy(start)
            if (
                not touches(cuts, start, start + shape.length)
                and not touches(busy, taken.start, taken.end)
                and not (changing and comes_again(start))
            ):
                yield start
            start += shape.step


@dataclass(frozen=True)
class AdvisorCalendar:
    """What is known of one advisor; `busy` are visits, merged, as is `cuts`: all in which nobody is received.

    That is `away`, absences and closures, merged too, and `elsewhere`, what the advisor's own calendars say, as they
    say it.
    """

    advisor_id: int
    resource_id: int
    topics: frozenset[int]
    hours: tuple[Hours, ...]
    cuts: Sequence[Span]
    busy: Sequence[Span]
    away: Sequence[Span] = ()
    elsewhere: Sequence[Span] = ()


@dataclass(frozen=True)
class Calendar:
    """Everything that decides about free times from `first` to `last`, both included."""

    first: date
    last: date
    closures: Sequence[Span]
    advisors: tuple[AdvisorCalendar, ...]

    def times(
        self, topic: Topic, *, now: datetime, by_staff: bool = False, whatever_is_booked: bool = False
    ) -> Iterator[FreeTime]:
        """Yield the free times of the topic in order; for staff without its notice and horizon.

        `whatever_is_booked` leaves other visits out of account.
        """
        shape = Shape.of(topic)
        earliest = now if by_staff else max(now, rules.earliest_start(topic, now, self.closures))
        last = self.last if by_staff else min(self.last, rules.last_day(topic, now))
        day = max(self.first, local_day(earliest))
        able = [advisor for advisor in self.advisors if topic.pk in advisor.topics]
        while day <= last:
            free: dict[datetime, list[int]] = defaultdict(list)
            for advisor in able:
                busy = () if whatever_is_booked else advisor.busy
                for start in starts(advisor.hours, day, shape=shape, cuts=advisor.cuts, busy=busy):
                    if start >= earliest:
                        free[start].append(advisor.advisor_id)
            yield from (FreeTime(start, tuple(free[start])) for start in sorted(free))
            day += timedelta(days=1)


def load(
    topics: Iterable[Topic],
    *,
    first: date,
    last: date,
    now: datetime,
    advisor: Advisor | None = None,
    ignoring: Consultation | None = None,
) -> Calendar:
    """Load the calendar of all bookable advisors of the topics (or of one of them) in six queries.

    `ignoring` is a visit whose own time counts as free, since it is to be moved.
    """
    whole = whole_days(first, last)
    able: dict[int, set[int]] = defaultdict(set)
    resources: dict[int, int] = {}
    pairs = Advisor.objects.bookable().filter(topics__in=[topic.pk for topic in topics])
    if advisor is not None:
        pairs = pairs.filter(pk=advisor.pk)
    for pk, resource, topic_pk in pairs.order_by("pk").values_list("pk", "resource_id", "topics__pk"):
        able[pk].add(topic_pk)
        resources[pk] = resource
    hours: dict[int, list[Hours]] = defaultdict(list)
    for pk, weekday, opens, closes, valid_from, valid_until in (
        OpeningHours.objects.filter(advisor__in=able)
        .exclude(Q(valid_from__gt=last) | Q(valid_until__lt=first))
        .values_list("advisor_id", "weekday", "opens", "closes", "valid_from", "valid_until")
    ):
        hours[pk].append(Hours(weekday, opens, closes, valid_from, valid_until))
    for pk, day, opens, closes in ExtraHours.objects.filter(
        advisor__in=able, day__range=(first, last)
    ).values_list("advisor_id", "day", "opens", "closes"):
        hours[pk].append(Hours.on_date(day, opens, closes))
    absences: dict[int, list[Span]] = defaultdict(list)
    within = {"starts_at__lt": whole.end, "ends_at__gt": whole.start}
    planned = Absence.objects.filter(advisor__in=able, **within).order_by()
    own = BusyTime.objects.filter(calendar__advisor__in=able, **within).order_by()
    elsewhere: dict[int, list[Span]] = defaultdict(list)
    for pk, start, end, is_own in planned.values_list("advisor_id", "starts_at", "ends_at", _NO).union(
        own.values_list("calendar__advisor_id", "starts_at", "ends_at", _YES), all=True
    ):
        (elsewhere if is_own else absences)[pk].append(Span(start, end))
    # From today on, not from `first`: the minimum notice counts working days up to then.
    since = min(whole.start, midnight(local_day(now)))
    closures = merge(
        Span(start, end)
        for start, end in Closure.objects.filter(ends_at__gt=since).values_list("starts_at", "ends_at")
    )
    busy: dict[int, list[Span]] = defaultdict(list)
    held = Allocation.objects.filter(
        resource__in=resources.values(), live=True, busy__overlap=(whole.start - _REACH, whole.end + _REACH)
    )
    if ignoring is not None:
        held = held.exclude(consultation=ignoring)
    for resource, taken in held.values_list("resource_id", "busy"):
        busy[resource].append(Span(taken.lower, taken.upper))
    return Calendar(
        first,
        last,
        closures,
        tuple(
            AdvisorCalendar(
                pk,
                resources[pk],
                frozenset(able[pk]),
                tuple(hours[pk]),
                merge([*closures, *absences[pk], *elsewhere[pk]]),
                merge(busy[resources[pk]]),
                merge([*closures, *absences[pk]]),
                elsewhere[pk],
            )
            for pk in able
        ),
    )


def bookable_days(topic: Topic, now: datetime | None = None) -> tuple[date, date]:
    """Return the first and last local day on which a visitor could book, as far as the horizon goes."""
    now = now or timezone.now()
    return local_day(now), rules.last_day(topic, now)


def free_times(
    topic: Topic,
    *,
    first: date,
    last: date,
    now: datetime | None = None,
    advisor: Advisor | None = None,
    by_staff: bool = False,
    ignoring: Consultation | None = None,
) -> list[FreeTime]:
    """Return the free times from `first` to `last` (local days, included), earliest first, in UTC.

    Six queries, whatever the number of advisors and days. Dates outside the notice and the horizon of the
    topic simply hold nothing, except for staff. The time of the visit `ignoring` counts as free.
    """
    now = now or timezone.now()
    calendar = load([topic], first=first, last=last, now=now, advisor=advisor, ignoring=ignoring)
    return list(calendar.times(topic, now=now, by_staff=by_staff))


def free_days(
    topic: Topic,
    *,
    first: date,
    last: date,
    now: datetime | None = None,
    advisor: Advisor | None = None,
    by_staff: bool = False,
    ignoring: Consultation | None = None,
) -> dict[date, int]:
    """Return the local days that have free times, in order, with the number of different starts on each."""
    days: dict[date, int] = defaultdict(int)
    for time_ in free_times(
        topic, first=first, last=last, now=now, advisor=advisor, by_staff=by_staff, ignoring=ignoring
    ):
        days[local_day(time_.start)] += 1
    return dict(days)


def next_free(topics: Iterable[Topic], *, now: datetime | None = None) -> tuple[Topic, datetime] | None:
    """Return the topic that can be had first and its start (UTC), or None; six queries for all topics."""
    now = now or timezone.now()
    wanted = list(topics)
    if not wanted:
        return None
    last = max(rules.last_day(topic, now) for topic in wanted)
    calendar = load(wanted, first=local_day(now), last=last, now=now)
    found = (
        (free.start, place, topic)
        for place, topic in enumerate(wanted)
        if (free := next(calendar.times(topic, now=now), None)) is not None
    )
    best = min(found, key=lambda item: item[:2], default=None)
    return None if best is None else (best[2], best[0])


def nearest(
    topic: Topic,
    start: datetime,
    *,
    now: datetime,
    advisor: Advisor | None = None,
    by_staff: bool = False,
    ignoring: Consultation | None = None,
) -> list[datetime]:
    """Return up to six free starts (UTC, in order) that are nearest to `start`, within two weeks of it."""
    # A wish for last year or for the next century still gets the nearest days that can be had.
    today, around = local_day(now), timedelta(days=_NEAR_DAYS)
    day = today if start < now else today + min(start - now, timedelta(days=topic.horizon_days))
    times = free_times(
        topic,
        first=max(day - around, today),
        last=day + around,
        now=now,
        advisor=advisor,
        by_staff=by_staff,
        ignoring=ignoring,
    )
    close = sorted((time_.start for time_ in times), key=lambda other: (abs(other - start), other))
    return sorted(close[:_OFFERED])
