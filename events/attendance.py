"""How many people came to the events of a period: registered and noted by name apart from counted at the door.

Days are the office's local ones, both included. Somebody who came on two days of one event is one person and two
attendances. Nobody can be counted twice by the database; but a stroke and a registration may be of the same person,
so the two are never added up.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from entrepreneurs.choices import Sex
from entrepreneurs.demographics import PersonSex, age_band
from entrepreneurs.models import Demographics
from entrepreneurs.small_cells import FEWEST_PEOPLE, together
from events.choices import HeadKind
from events.models import CheckIn, HeadCount

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


def came(first: date, last: date) -> dict[int, Came]:
    """Return who was noted at the door on these days, by key of the event; two queries."""
    rows = (
        _arrivals(first, last)
        .values("registration__event")
        .annotate(
            attendances=Count("pk"),
            known=Count("registration__entrepreneur", distinct=True),
        )
    )
    people: Counter[int] = Counter()
    dropped_in: Counter[int] = Counter()
    once = _arrivals(first, last).values_list(
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


def counted(first: date, last: date) -> Mapping[int, Mapping[HeadKind, int]]:
    """Return how many people were counted without a name on these days: event's key → kind → people; one query."""
    found: dict[int, Counter[HeadKind]] = {}
    for event, kind, people in _strokes(first, last).values_list("event", "kind").annotate(n=Sum("number")):
        found.setdefault(event, Counter())[HeadKind(kind)] += people
    return found


def known_persons(first: date, last: date) -> set[int]:
    """Return the keys of different persons of our records who came on these days, each once for all events."""
    keys = _arrivals(first, last).filter(registration__entrepreneur__isnull=False)
    return set(keys.values_list("registration__entrepreneur", flat=True))


def counted_by_sex(first: date, last: date, *, kinds: Iterable[HeadKind] = (HeadKind.VISITOR,)) -> list[Row]:
    """Return counted people by sex (values of `Sex`): rows of fewer than five put together, none where all are."""
    return _rows(_counted_by("sex", first, last, kinds))


def counted_by_age(first: date, last: date, *, kinds: Iterable[HeadKind] = (HeadKind.VISITOR,)) -> list[Row]:
    """Return counted people by band of age (values of `AgeBand`, "" where nobody looked), as `counted_by_sex`."""
    return _rows(_counted_by("age_band", first, last, kinds))


def known_by_sex(first: date, last: date) -> list[Row]:
    """Return the persons of our records who came, each once, by what they said of their sex, as `counted_by_sex`."""
    persons = known_persons(first, last)
    said = dict(Demographics.objects.filter(person__in=persons).values_list("person", "sex"))
    return _rows(Counter(_SEX.get(said.get(person, ""), Sex.UNKNOWN.value) for person in persons))


def known_by_age(first: date, last: date) -> list[Row]:
    """Return them by the band of age that they reach in the year of the last day, "" where they did not say."""
    persons = known_persons(first, last)
    born = dict(Demographics.objects.filter(person__in=persons).values_list("person", "birth_year"))
    years = [born.get(person) for person in persons]
    return _rows(Counter(age_band(year, last.year).value if year else "" for year in years))


def _arrivals(first: date, last: date) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(undone_at=None, day__range=(first, last)).order_by()


def _strokes(first: date, last: date) -> QuerySet[HeadCount]:
    return HeadCount.objects.filter(day__range=(first, last)).order_by()


def _counted_by(field: str, first: date, last: date, kinds: Iterable[HeadKind]) -> Mapping[Hashable, int]:
    rows = _strokes(first, last).filter(kind__in=list(kinds)).values_list(field).annotate(n=Sum("number"))
    return dict(rows)


def _rows(counts: Mapping[Hashable, int]) -> list[Row]:
    """Return the counts largest first, small ones put together at the end; nothing where all are fewer than five."""
    groups = sorted(
        ((key, people) for key, people in counts.items() if people), key=lambda item: (-item[1], str(item[0]))
    )
    folded = together([people for _key, people in groups])
    rows = [
        Row(frozenset({key}), people) for number, (key, people) in enumerate(groups) if number not in folded
    ]
    rest = [groups[number] for number in sorted(folded)]
    if rest and sum(people for _key, people in groups) >= FEWEST_PEOPLE:
        rows.append(Row(frozenset(key for key, _people in rest), sum(people for _key, people in rest)))
    return rows
