"""How many people came to the events of a period: registered and noted by name apart from counted at the door.

Days are the office's local ones, both included. Somebody who came on two days of one event is one person and two
attendances. Nobody can be counted twice by the database; but a stroke and a registration may be of the same person,
so the two are never added up. With a grant (or its key), only its events are counted.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from center.base.carrying import Wanted, carrying
from entrepreneurs.choices import Sex
from entrepreneurs.demographics import PersonSex, age_band
from entrepreneurs.models import Demographics, Entrepreneur
from entrepreneurs.small_cells import FEWEST_PEOPLE, together
from events.choices import HeadKind
from events.models import CheckIn, Event, HeadCount

# What people say of themselves, in the words of counts; "neither of these" is not counted as one of the two.
_SEX = {PersonSex.WOMAN.value: Sex.WOMEN.value, PersonSex.MAN.value: Sex.MEN.value}


@dataclass(frozen=True)
class Came:
    """People noted by registration at one event: `people` once each, `attendances` once a day.

    `dropped_in` of the people had not registered before. `known` are different persons of our records among them;
    a registration is for one of those and for the companions, whom nobody named.
    """

    people: int = 0
    attendances: int = 0
    dropped_in: int = 0
    known: int = 0


@dataclass(frozen=True)
class Row:
    """People who share a fact, at least five; `keys` are several values where small rows were put together."""

    keys: frozenset[Hashable]
    people: int


def came(first: date, last: date, grant: Wanted = None) -> dict[int, Came]:
    """Return who was noted at the door on these days, by key of the event; two queries."""
    rows = (
        arrivals(first, last, grant)
        .values("registration__event")
        .annotate(
            attendances=Count("pk"),
            known=Count("registration__entrepreneur", distinct=True),
        )
    )
    people: Counter[int] = Counter()
    dropped_in: Counter[int] = Counter()
    once = arrivals(first, last, grant).values_list(
        "registration__event", "registration", "person", "registration__walked_in"
    )
    for event, _registration, _person, walked_in in once.distinct():
        people[event] += 1
        dropped_in[event] += walked_in
    return {
        row["registration__event"]: Came(
            people=people[row["registration__event"]],
            attendances=row["attendances"],
            dropped_in=dropped_in[row["registration__event"]],
            known=row["known"],
        )
        for row in rows
    }


def counted(first: date, last: date, grant: Wanted = None) -> Mapping[int, Mapping[HeadKind, int]]:
    """Return how many people were counted without a name on these days: event's key → kind → people; one query."""
    found: dict[int, Counter[HeadKind]] = {}
    rows = strokes(first, last, grant).values_list("event", "kind").annotate(n=Sum("number"))
    for event, kind, people in rows:
        found.setdefault(event, Counter())[HeadKind(kind)] += people
    return found


def known_persons(first: date, last: date, grant: Wanted = None) -> set[int]:
    """Return the keys of different persons of our records who came on these days, each once for all events."""
    keys = arrivals(first, last, grant).filter(registration__entrepreneur__isnull=False)
    return set(keys.values_list("registration__entrepreneur", flat=True))


@dataclass(frozen=True)
class Noted:
    """Somebody who was noted at the door; `person` is the key of our record of them, None where there is none.

    Of a registration that is linked to a record, that is the first of its people; the others are companions. Facts are
    those of the record: empty where not known, as for everybody without one.
    """

    identity: tuple[int, int]
    person: int | None
    attendances: int
    sex: str = ""
    band: str = ""
    settlement: int | None = None


def noted(first: date, last: date, grant: Wanted = None) -> list[Noted]:
    """Return who was noted at the door on these days: people of our records once, all others once for an event.

    Four queries. The band of age is the one that they reach in the year of the last day.
    """
    seats: dict[tuple[int, int], int] = {}
    rows: Any = (
        arrivals(first, last, grant)
        .values("registration", "person", "registration__entrepreneur")
        .annotate(n=Count("pk"))
        .order_by("registration", "person")
    )
    linked: set[int] = set()
    attendances: Counter[int] = Counter()
    for row in rows:
        registration, person = row["registration"], row["registration__entrepreneur"]
        if person is not None and registration not in linked:
            linked.add(registration)
            attendances[person] += row["n"]
        else:
            seats[registration, row["person"]] = row["n"]
    said = {each.person_id: each for each in Demographics.objects.filter(person__in=attendances)}
    homes = dict(Entrepreneur.objects.filter(pk__in=attendances).values_list("pk", "settlement"))
    known = [
        Noted(
            (0, person),
            person,
            number,
            sex=said[person].sex if person in said else "",
            band=_band(said[person].birth_year, last.year) if person in said else "",
            settlement=homes[person],
        )
        for person, number in sorted(attendances.items())
    ]
    return [*known, *(Noted(seat, None, number) for seat, number in sorted(seats.items()))]


def noted_with_others(first: date, last: date, grant: Wanted) -> tuple[list[Noted], list[list[Noted]]]:
    """Return who was noted at the events of a grant, and beside them the others of the same days.

    Without a grant everybody, and no others.
    """
    everybody = noted(first, last)
    if grant is None:
        return everybody, []
    mine = noted(first, last, grant)
    among = {each.identity for each in mine}
    return mine, [[each for each in everybody if each.identity not in among]]


def counted_by_sex(
    first: date, last: date, grant: Wanted = None, *, kinds: Iterable[HeadKind] = (HeadKind.VISITOR,)
) -> list[Row]:
    """Return counted people by sex (values of `Sex`): rows of fewer than five put together, none where all are."""
    return _beside(lambda one: counts_by("sex", first, last, one, kinds=kinds), grant)


def counted_by_age(
    first: date, last: date, grant: Wanted = None, *, kinds: Iterable[HeadKind] = (HeadKind.VISITOR,)
) -> list[Row]:
    """Return counted people by band of age (values of `AgeBand`, "" where nobody looked), as `counted_by_sex`."""
    return _beside(lambda one: counts_by("age_band", first, last, one, kinds=kinds), grant)


def known_by_sex(first: date, last: date, grant: Wanted = None) -> list[Row]:
    """Return the persons of our records who came, each once, by what they said of their sex, as `counted_by_sex`."""

    def counts(one: Wanted) -> Mapping[Hashable, int]:
        persons = known_persons(first, last, one)
        said = dict(Demographics.objects.filter(person__in=persons).values_list("person", "sex"))
        return Counter(_SEX.get(said.get(person, ""), Sex.UNKNOWN.value) for person in persons)

    return _beside(counts, grant)


def known_by_age(first: date, last: date, grant: Wanted = None) -> list[Row]:
    """Return them by the band of age that they reach in the year of the last day, "" where they did not say."""

    def counts(one: Wanted) -> Mapping[Hashable, int]:
        persons = known_persons(first, last, one)
        born = dict(Demographics.objects.filter(person__in=persons).values_list("person", "birth_year"))
        return Counter(_band(born.get(person), last.year) for person in persons)

    return _beside(counts, grant)


def counts_by(
    field: str,
    first: date,
    last: date,
    grant: Wanted = None,
    *,
    kinds: Iterable[HeadKind] = (HeadKind.VISITOR,),
) -> Mapping[Hashable, int]:
    """Return how many people were counted by "sex" or "age_band", few and all; not to be shown as it is."""
    seen = strokes(first, last, grant).filter(kind__in=list(kinds))
    return dict(seen.values_list(field).annotate(n=Sum("number")))


def _band(birth_year: int | None, year: int) -> str:
    return age_band(birth_year, year).value if birth_year else ""


def arrivals(first: date, last: date, grant: Wanted = None) -> QuerySet[CheckIn]:
    """Return the arrivals of these days that were not taken back."""
    found = CheckIn.objects.filter(undone_at=None, day__range=(first, last)).order_by()
    return found if grant is None else found.filter(registration__event__in=_events(grant))


def strokes(first: date, last: date, grant: Wanted = None) -> QuerySet[HeadCount]:
    """Return what was counted at the doors on these days."""
    found = HeadCount.objects.filter(day__range=(first, last)).order_by()
    return found if grant is None else found.filter(event__in=_events(grant))


def _events(grant: Wanted) -> QuerySet[Event]:
    return carrying(Event.objects.order_by(), grant)


def _beside(counts: Callable[[Wanted], Mapping[Hashable, int]], grant: Wanted) -> list[Row]:
    """Return the rows of a grant so that few of the others of the same days are not told either."""
    mine = counts(grant)
    if grant is None:
        return _rows(mine)
    everybody = counts(None)
    return _rows(mine, {key: number - mine.get(key, 0) for key, number in everybody.items()})


def _rows(counts: Mapping[Hashable, int], *outside: Mapping[Hashable, int]) -> list[Row]:
    """Return the counts largest first, small ones put together at the end; nothing where all are fewer than five."""
    keys = {key for line in (counts, *outside) for key, people in line.items() if people}
    groups = sorted(((key, counts.get(key, 0)) for key in keys), key=lambda item: (-item[1], str(item[0])))
    folded = together(
        [people for _key, people in groups],
        *([line.get(key, 0) for key, _people in groups] for line in outside),
    )
    rows = [
        Row(frozenset({key}), people)
        for number, (key, people) in enumerate(groups)
        if people and number not in folded
    ]
    rest = [groups[number] for number in sorted(folded)]
    if sum(people for _key, people in rest) >= FEWEST_PEOPLE:
        rows.append(Row(frozenset(key for key, _people in rest), sum(people for _key, people in rest)))
    return rows
