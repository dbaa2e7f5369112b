"""Whom the consultations reached in a period: persons once each, with their visits, hours and places in groups."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Count, F, QuerySet, Sum

from consultations.choices import PlaceState, SessionState, State
from consultations.models import Consultation, GroupSession, Participation
from consultations.spans import midnight
from entrepreneurs.demographics import age_band
from entrepreneurs.models import Demographics, Entrepreneur, Vulnerability
from entrepreneurs.small_cells import FEWEST_PEOPLE, may_be_shown, together

_TENTH: Final = Decimal("0.1")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Reached:
    """A person who came at least once; empty facts are not known. `groups` are codes of vulnerable groups."""

    visits: int
    spent: timedelta
    places: int
    is_new: bool
    sex: str
    band: str
    employment: str
    settlement: int | None
    groups: frozenset[str]


@dataclass(frozen=True)
class Row:
    """People who share a fact, at least five, with their visits, hours and places in groups.

    `keys` are the values of the fact: one, or several where small rows were put together.
    """

    keys: frozenset[Hashable]
    people: int
    visits: int
    hours: Decimal
    places: int


def hours(spent: timedelta) -> Decimal:
    """Return a length in hours, to the nearest tenth."""
    return (Decimal(spent // timedelta(minutes=1)) / 60).quantize(_TENTH, ROUND_HALF_UP)


def reached(first: date, last: date) -> list[Reached]:
    """Return everybody who came to a visit or a group session on these local days; seven queries.

    Counted is what took place. The band of age is that of the year of the last day.
    """
    visits: dict[int, Any] = {row["entrepreneur"]: row for row in _visits(first, last)}
    places: dict[int, int] = dict(
        _attended(first, last).values("entrepreneur").annotate(n=Count("pk")).values_list("entrepreneur", "n")
    )
    everybody = visits.keys() | places.keys()
    before = _came_before(midnight(first), everybody)
    answers = {row.person_id: row for row in Demographics.objects.filter(person__in=everybody)}
    hardships = {row.person_id: row.groups for row in Vulnerability.objects.filter(person__in=everybody)}
    homes = dict(Entrepreneur.objects.filter(pk__in=everybody).values_list("pk", "settlement"))
    found = []
    for person in sorted(everybody):
        visit, answer = visits.get(person), answers.get(person)
        born = answer.birth_year if answer else None
        found.append(
            Reached(
                visits=visit["n"] if visit else 0,
                spent=visit["spent"] if visit else timedelta(),
                places=places.get(person, 0),
                is_new=person not in before,
                sex=answer.sex if answer else "",
                band=age_band(born, last.year).value if born else "",
                employment=answer.employment if answer else "",
                settlement=homes[person],
                groups=frozenset(hardships.get(person, [])),
            )
        )
    return found


def sessions_held(first: date, last: date) -> int:
    """Return how many group sessions took place on these local days."""
    return GroupSession.objects.filter(
        state=SessionState.DONE, starts_at__gte=midnight(first), starts_at__lt=midnight(last + _DAY)
    ).count()


def by_fact(people: Sequence[Reached], fact: Callable[[Reached], Hashable]) -> list[Row]:
    """Count people by a fact that each has once, such as sex; rows of fewer than five are put together.

    Largest first, what was put together last. Empty for fewer than five people.
    """
    values: dict[Hashable, list[Reached]] = {}
    for person in people:
        values.setdefault(fact(person), []).append(person)
    groups = sorted(values.items(), key=lambda item: (-len(item[1]), str(item[0])))
    folded = together([len(group) for _key, group in groups])
    rows = [_row({key}, group) for number, (key, group) in enumerate(groups) if number not in folded]
    rest = [groups[number] for number in sorted(folded)]
    if rest and len(people) >= FEWEST_PEOPLE:
        rows.append(_row({key for key, _group in rest}, [person for _key, group in rest for person in group]))
    return rows


def by_groups(people: Sequence[Reached]) -> list[Row]:
    """Count people by vulnerable group, largest first; a person stands in each that they named, or under "".

    A row is left out where it, or everybody not in it, would be fewer than five.
    """
    codes = {code for person in people for code in person.groups}
    named = {code: [person for person in people if code in person.groups] for code in codes}
    named[""] = [person for person in people if not person.groups]
    shown = [
        _row({code}, group)
        for code, group in named.items()
        if group and may_be_shown(len(group), len(people))
    ]
    return sorted(shown, key=lambda row: (-row.people, str(min(row.keys, key=str))))


def _row(keys: set[Hashable], people: Sequence[Reached]) -> Row:
    return Row(
        keys=frozenset(keys),
        people=len(people),
        visits=sum(person.visits for person in people),
        hours=hours(sum((person.spent for person in people), timedelta())),
        places=sum(person.places for person in people),
    )


def _visits(first: date, last: date) -> Any:
    done = Consultation.objects.filter(
        state=State.DONE, starts_at__gte=midnight(first), starts_at__lt=midnight(last + _DAY)
    )
    return (
        done.order_by()
        .values("entrepreneur")
        .annotate(n=Count("pk"), spent=Sum(F("ends_at") - F("starts_at")))
    )


def _attended(first: date, last: date) -> QuerySet[Participation]:
    return Participation.objects.filter(
        state=PlaceState.ATTENDED,
        session__starts_at__gte=midnight(first),
        session__starts_at__lt=midnight(last + _DAY),
    ).order_by()


def _came_before(moment: datetime, people: Iterable[int]) -> set[int]:
    """Return who of these came to a visit or a group session before; two queries."""
    visits = Consultation.objects.filter(state=State.DONE, starts_at__lt=moment, entrepreneur__in=people)
    places = Participation.objects.filter(
        state=PlaceState.ATTENDED, session__starts_at__lt=moment, entrepreneur__in=people
    )
    return {*visits.values_list("entrepreneur", flat=True)} | {*places.values_list("entrepreneur", flat=True)}
