"""Whom the consultations reached in a period: persons once each, with their visits, hours and places in groups."""

import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Count, F, QuerySet, Sum

from center.base.carrying import Wanted, carrying
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

    person: int
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


def reached(first: date, last: date, grant: Wanted = None) -> list[Reached]:
    """Return everybody who came to a visit or a group session on these local days; seven queries.

    Counted is what took place, of the records of one grant where one is given. The band of age is that of the year of
    the last day. `is_new` is who came to nothing before the first day, whoever paid for it.
    """
    visits: dict[int, Any] = {
        row["entrepreneur"]: row
        for row in visits_held(first, last, grant)
        .order_by()
        .values("entrepreneur")
        .annotate(n=Count("pk"), spent=Sum(F("ends_at") - F("starts_at")))
    }
    places: dict[int, int] = dict(
        attended(first, last, grant)
        .values("entrepreneur")
        .annotate(n=Count("pk"))
        .values_list("entrepreneur", "n")
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
                person=person,
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


def with_others(first: date, last: date, grant: Wanted) -> tuple[list[Reached], list[list[Reached]]]:
    """Return whom the records of a grant reached, and beside them the others of the same days.

    Without a grant everybody, and no others.
    """
    everybody = reached(first, last)
    if grant is None:
        return everybody, []
    people = reached(first, last, grant)
    return people, [beside(people, everybody)]


def sessions_held(first: date, last: date, grant: Wanted = None) -> QuerySet[GroupSession]:
    """Return the group sessions that took place on these local days."""
    done = GroupSession.objects.on(first, last).filter(state=SessionState.DONE)
    return carrying(done, grant)


def beside(people: Sequence[Reached], everybody: Sequence[Reached]) -> list[Reached]:
    """Return who of everybody is not among these people."""
    among = {person.person for person in people}
    return [person for person in everybody if person.person not in among]


def by_fact(
    people: Sequence[Reached],
    fact: Callable[[Reached], Hashable],
    *outside: Sequence[Reached],
) -> list[Row]:
    """Count people by a fact that each has once, such as sex; rows of fewer than five are put together.

    Largest first, what was put together last. Empty for fewer than five people. `outside` are others of the same
    days, where these are those of one grant: see `small_cells.together`.
    """
    values: dict[Hashable, list[Reached]] = {}
    for person in people:
        values.setdefault(fact(person), []).append(person)
    others = [Counter(fact(person) for person in line) for line in outside]
    for key in itertools.chain(*others):
        values.setdefault(key, [])
    groups = sorted(values.items(), key=lambda item: (-len(item[1]), str(item[0])))
    folded = together(
        [len(group) for _key, group in groups],
        *([line[key] for key, _group in groups] for line in others),
    )
    rows = [
        _row({key}, group) for number, (key, group) in enumerate(groups) if group and number not in folded
    ]
    rest = [groups[number] for number in sorted(folded)]
    if rest and len(people) >= FEWEST_PEOPLE:
        rows.append(_row({key for key, _group in rest}, [person for _key, group in rest for person in group]))
    return rows


def by_groups(people: Sequence[Reached], *outside: Sequence[Reached]) -> list[Row]:
    """Count people by vulnerable group, largest first; a person stands in each that they named, or under "".

    A row is left out where it, or everybody not in it, would be fewer than five; also where those of the same days
    `outside`, of whom the same is told together with these, would be.
    """
    codes = {code for person in people for code in person.groups}
    named = {code: [person for person in people if code in person.groups] for code in codes}
    named[""] = [person for person in people if not person.groups]
    shown = [
        _row({code}, group)
        for code, group in named.items()
        if group and may_be_shown(len(group), len(people)) and all(_is_told(code, line) for line in outside)
    ]
    return sorted(shown, key=lambda row: (-row.people, str(min(row.keys, key=str))))


def _is_told(code: str, people: Sequence[Reached]) -> bool:
    named = sum(code in person.groups if code else not person.groups for person in people)
    return may_be_shown(named, len(people))


def _row(keys: set[Hashable], people: Sequence[Reached]) -> Row:
    return Row(
        keys=frozenset(keys),
        people=len(people),
        visits=sum(person.visits for person in people),
        hours=hours(sum((person.spent for person in people), timedelta())),
        places=sum(person.places for person in people),
    )


def visits_held(first: date, last: date, grant: Wanted = None) -> QuerySet[Consultation]:
    """Return the visits that took place on these local days."""
    return carrying(Consultation.objects.on(first, last).filter(state=State.DONE), grant)


def attended(first: date, last: date, grant: Wanted = None) -> QuerySet[Participation]:
    """Return the places in group sessions of these local days whose people came."""
    found = Participation.objects.filter(
        state=PlaceState.ATTENDED,
        session__starts_at__gte=midnight(first),
        session__starts_at__lt=midnight(last + _DAY),
    ).order_by()
    if grant is None:
        return found
    return found.filter(session__in=carrying(GroupSession.objects.order_by(), grant))


def _came_before(moment: datetime, people: Iterable[int]) -> set[int]:
    """Return who of these came to a visit or a group session before; two queries."""
    visits = Consultation.objects.filter(state=State.DONE, starts_at__lt=moment, entrepreneur__in=people)
    places = Participation.objects.filter(
        state=PlaceState.ATTENDED, session__starts_at__lt=moment, entrepreneur__in=people
    )
    return {*visits.values_list("entrepreneur", flat=True)} | {*places.values_list("entrepreneur", flat=True)}
