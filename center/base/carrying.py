"""Records that carry grants: which records of which days count for which grant, and where people decided otherwise.

An app registers each kind of record in its module `carrying`, with the table (a `GrantChoice`) in which deviations
stand. A record counts for the grants whose period has one of its days, but for those that a row excepts, and for
those that a row adds. Nothing else is stored, so a grant entered weeks after it began, or made longer, finds all that
it paid for, and a record whose day is moved follows; what somebody chose explicitly stays (design, "Money and donors").

Days are local ones of the office.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise

Record = TypeVar("Record", bound=models.Model)
# A model `Grant`, or its key; None asks for the records of all grants and of none.
Wanted = Any
# The first and the last day; a last day of None is not known yet. None: the record has no day.
Span = tuple[date, date | None] | None

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """Which days a record is of: as a condition for queries, and for one record in Python; both mean the same."""

    within: Callable[[date, date], Q]
    of: Callable[[Any], Span]


@dataclass(frozen=True)
class Carrier:
    """A kind of record that carries grants.

    `choices` has a foreign key `record` to `model`. `title` names the records in the plural; `happened` keeps those
    that count at all, such as visits that took place. `is_of_people`: each is one person's, so few are not told.
    """

    model: type[models.Model]
    choices: type[models.Model]
    title: str | Promise
    days: Days
    happened: Q
    is_of_people: bool = False


def at_moment(field: str) -> Days:
    """Return the local day of a moment."""

    def within(first: date, last: date) -> Q:
        return Q(**{f"{field}__gte": _midnight(first)}) & _before_end_of(last, field)

    def of(record: Any) -> Span:
        moment = getattr(record, field)
        return None if moment is None else (timezone.localdate(moment), timezone.localdate(moment))

    return Days(within, of)


def on_day(field: str) -> Days:
    """Return a day of the calendar."""

    def of(record: Any) -> Span:
        day = getattr(record, field)
        return None if day is None else (day, day)

    return Days(lambda first, last: Q(**{f"{field}__range": (first, last)}), of)


def from_until(start: str, end: str) -> Days:
    """Return all days from one moment until before another; one that is not set lies in the future."""

    def within(first: date, last: date) -> Q:
        goes_on = Q(**{f"{end}__gt": _midnight(first)}) | Q(**{f"{end}__isnull": True})
        return _before_end_of(last, start) & goes_on

    def of(record: Any) -> Span:
        begin, finish = getattr(record, start), getattr(record, end)
        # Midnight ends the day before it.
        last = None if finish is None else timezone.localdate(finish - timedelta(microseconds=1))
        return timezone.localdate(begin), last

    return Days(within, of)


_carriers: dict[type[models.Model], Carrier] = {}


def register(carrier: Carrier) -> Carrier:
    """Add a kind of record; raises ValueError for one that is there."""
    if carrier.model in _carriers:
        msg = f"{carrier.model._meta.label} carries grants already."
        raise ValueError(msg)
    _carriers[carrier.model] = carrier
    return carrier


def carriers() -> list[Carrier]:
    """Return all kinds of records that carry grants, in the order in which the apps are installed."""
    return list(_carriers.values())


def carrier_of(model: type[models.Model]) -> Carrier:
    """Return what was registered of a model; raises KeyError for one that carries no grants."""
    return _carriers[model]


def carrying(queryset: models.QuerySet[Record], grant: Wanted) -> models.QuerySet[Record]:
    """Keep the records that count for a grant; for None, all. One query more where only the key is given."""
    if grant is None:
        return queryset
    found = _grant(queryset.model, grant)
    return queryset.filter(counts_for(queryset.model, found))


def counts_for(model: type[models.Model], grant: Any) -> Q:
    """Return the condition by which a record counts for a grant (the record of it, not its key)."""
    carrier = _carriers[model]
    chosen: models.QuerySet[Any] = carrier.choices._base_manager.filter(record=OuterRef("pk"), grant=grant.pk)
    runs = carrier.days.within(grant.first_day, grant.last_day)
    return Q(Exists(chosen.filter(counts=True))) | (runs & ~Q(Exists(chosen.filter(counts=False))))


def counts_for_any(model: type[models.Model], grants: Iterable[Any]) -> Q:
    """Return the condition by which a record counts for at least one of these grants; of none, nothing does."""
    found = Q(pk__in=[])
    for grant in grants:
        found |= counts_for(model, grant)
    return found


def grants_of(record: models.Model) -> models.QuerySet[Any]:
    """Return the grants for which a saved record counts, in their order; one query."""
    carrier = _carriers[type(record)]
    chosen: models.QuerySet[Any] = carrier.choices._base_manager.filter(
        record=record.pk, grant=OuterRef("pk")
    )
    span = carrier.days.of(record)
    runs = Q(pk__in=[])
    if span is not None:
        first, last = span
        runs = Q(last_day__gte=first) if last is None else Q(last_day__gte=first, first_day__lte=last)
    added, excepted = Exists(chosen.filter(counts=True)), Exists(chosen.filter(counts=False))
    return _grants(type(record)).filter(Q(added) | (runs & ~Q(excepted)))


def by_default(record: models.Model, grant: Any) -> bool:
    """Say whether a record would count for a grant if nobody had chosen anything."""
    span = _carriers[type(record)].days.of(record)
    if span is None:
        return False
    first, last = span
    return bool(first <= grant.last_day and (last is None or last >= grant.first_day))


@dataclass(frozen=True)
class Shared:
    """How many records of one kind count for a grant, and how many of these for another as well.

    `others` tells for each other grant (its key) with how many it shares. A number is None where it would tell of one
    to four people.
    """

    carrier: Carrier
    records: int | None
    shared: int | None
    others: dict[int, int | None]


def shared(grant: Any, first: date, last: date) -> list[Shared]:
    """Tell, for each kind of record, what of these days is counted for this grant and for others too.

    Only what happened is counted. Two queries for each kind, and one for the grants.
    """
    found = []
    grants: list[Any] = []
    for carrier in _carriers.values():
        grants = grants or list(_grants(carrier.model).exclude(pk=grant.pk))
        own: models.QuerySet[Any] = carrier.model._base_manager.filter(
            carrier.happened, carrier.days.within(first, last), counts_for(carrier.model, grant)
        )
        pairs = {f"with_{each.pk}": Count("pk", filter=counts_for(carrier.model, each)) for each in grants}
        counts = own.order_by().aggregate(
            number=Count("pk"),
            shared=Count("pk", filter=counts_for_any(carrier.model, grants)),
            **pairs,
        )
        total = counts["number"]
        found.append(
            Shared(
                carrier,
                records=_told(carrier, total, total),
                shared=_told(carrier, counts["shared"], total),
                others={
                    each.pk: _told(carrier, number, total)
                    for each in grants
                    if (number := counts[f"with_{each.pk}"])
                },
            )
        )
    return found


# As in `entrepreneurs.small_cells`, which this leaf cannot import.
_FEWEST_PEOPLE = 5


def _told(carrier: Carrier, number: int, total: int) -> int | None:
    few = 0 < number < _FEWEST_PEOPLE or 0 < total - number < _FEWEST_PEOPLE
    return None if carrier.is_of_people and few else number


def _grants(model: type[models.Model]) -> models.QuerySet[Any]:
    related: Any = _carriers[model].choices._meta.get_field("grant").related_model
    grants: models.QuerySet[Any] = related.objects.all()
    return grants


def _grant(model: type[models.Model], grant: Any) -> Any:
    return grant if isinstance(grant, models.Model) else _grants(model).get(pk=grant)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _before_end_of(day: date, field: str) -> Q:
    # The calendar ends there, and so would the sum.
    return Q() if day == date.max else Q(**{f"{field}__lt": _midnight(day + _DAY)})
