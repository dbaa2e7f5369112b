"""What the door knows of its day: who is expected, who is here, how many were counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import ExtractHour
from django.utils import timezone

from center.base.folded_search import folded, has_words
from events.choices import HeadKind, RegistrationState
from events.models import CheckIn, Event, HeadCount, Place, Registration

_SHORTEST_WORD = 2
_MOST_FOUND = 12


@dataclass(frozen=True)
class DayFigures:
    """People, not registrations. `free` is None for an event without a limit."""

    registered: int
    arrived: int
    dropped_in: int
    visitors: int
    exhibitors: int
    guests: int
    free: int | None

    @property
    def here(self) -> int:
        """Everybody who was noted by registration, those who dropped in included."""
        return self.arrived + self.dropped_in

    @property
    def counted(self) -> int:
        """Everybody who was counted without a name, of all kinds."""
        return self.visitors + self.exhibitors + self.guests


def day_figures(event: Event, day: date) -> DayFigures:
    """Return the figures of a day of an event, in four queries."""
    expected = event.registrations.filter(state=RegistrationState.SIGNED_UP, walked_in=False)
    arrivals = CheckIn.objects.filter(registration__event=event, day=day, undone_at=None).aggregate(
        arrived=Count("pk", filter=Q(registration__walked_in=False)),
        dropped_in=Count("pk", filter=Q(registration__walked_in=True)),
    )
    kinds = dict(
        HeadCount.objects.filter(event=event, day=day)
        .order_by()
        .values_list("kind")
        .annotate(people=Sum("number"))
    )
    taken = 0 if event.capacity is None else Place.objects.filter(event=event, item=None).count()
    return DayFigures(
        registered=expected.aggregate(sum=Sum("size"))["sum"] or 0,
        arrived=arrivals["arrived"],
        dropped_in=arrivals["dropped_in"],
        visitors=kinds.get(HeadKind.VISITOR, 0),
        exhibitors=kinds.get(HeadKind.EXHIBITOR, 0),
        guests=kinds.get(HeadKind.GUEST, 0),
        free=None if event.capacity is None else max(event.capacity - taken, 0),
    )


@dataclass(frozen=True)
class HourFigures:
    """People of one hour of the office's clock; `hour` is 0 to 23."""

    hour: int
    arrived: int
    dropped_in: int
    counted: int


def by_hour(event: Event, day: date) -> list[HourFigures]:
    """Return what happened at the door in each hour from the first to the last with anything, in two queries."""
    found: dict[int, list[int]] = {}
    zone = timezone.get_default_timezone()
    arrivals = CheckIn.objects.filter(registration__event=event, day=day, undone_at=None).order_by()
    for hour, walked_in, people in (
        arrivals.annotate(hour=ExtractHour("at", tzinfo=zone))
        .values_list("hour", "registration__walked_in")
        .annotate(people=Count("pk"))
    ):
        found.setdefault(hour, [0, 0, 0])[1 if walked_in else 0] += people
    strokes = HeadCount.objects.filter(event=event, day=day).order_by()
    for hour, people in (
        strokes.annotate(hour=ExtractHour("at", tzinfo=zone))
        .values_list("hour")
        .annotate(people=Sum("number"))
    ):
        found.setdefault(hour, [0, 0, 0])[2] += people
    if not found:
        return []
    return [HourFigures(hour, *found.get(hour, [0, 0, 0])) for hour in range(min(found), max(found) + 1)]


def find_people(event: Event, typed: str, day: date) -> list[Any]:
    """Return registrations with a place whose name or organisation has every typed word, each with `here` and `rest`.

    One query; at most twelve, and none for less than two letters. Names only: a volunteer needs no phone or email.
    """
    if len(typed.strip()) < _SHORTEST_WORD:
        return []
    found = with_arrivals(event.registrations.filter(state=RegistrationState.SIGNED_UP), day)
    named = found.exclude(contact_name="").alias(_folded=folded(["contact_name", "organisation"]))
    rows = named.filter(has_words("_folded", typed)).order_by("contact_name", "pk")
    return list(rows.annotate(rest=F("size") - F("here"))[:_MOST_FOUND])


def with_arrivals(registrations: QuerySet[Registration], day: date | None) -> QuerySet[Any]:
    """Add how many people of each are `here` on a day (None: on any), `since` when and until when (`last_at`)."""
    noted = Q(check_ins__undone_at=None, check_ins__pk__isnull=False)
    if day is not None:
        noted &= Q(check_ins__day=day)
    return registrations.annotate(
        here=Count("check_ins", filter=noted),
        since=Min("check_ins__at", filter=noted),
        last_at=Max("check_ins__at", filter=noted),
    )
