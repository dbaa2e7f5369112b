"""Entrepreneurs on some days, and the size of enterprises by the people they employ; few are withheld."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Sum

from entrepreneurs.choices import Contract, MemberRole
from entrepreneurs.demographics import AgeBand, PersonSex, age_band
from entrepreneurs.models import Engagement, Membership
from entrepreneurs.sector import FIRMEST
from entrepreneurs.small_cells import FEWEST_ENTERPRISES, FEWEST_PEOPLE, Cell, withheld_of_one
from research.census.figures import Breakdown, Size
from research.census.registry import counted
from research.census.spells import Spells, exists

# Who founded an enterprise or answers for it; employees and volunteers are counted in the figures of years.
_ENTREPRENEURS: Final = (MemberRole.FOUNDER, MemberRole.REPRESENTATIVE)
_LAST_OF_CLASS: Final = (
    (0, Size.NOBODY),
    (4, Size.UNDER_5),
    (9, Size.UNDER_10),
    (49, Size.UNDER_50),
    (249, Size.UNDER_250),
)


@dataclass(frozen=True)
class Link:
    """A person in an enterprise from day to day, both included; a day that is not known is as open as can be."""

    person: int
    enterprise: int
    first: date | None
    last: date | None
    sex: str
    birth_year: int | None


def links() -> list[Link]:
    """Return the links of all entrepreneurs, with what they told of themselves for the statistics."""
    rows = Membership.objects.filter(counted("enterprise__"), role__in=_ENTREPRENEURS).order_by()
    columns = ("started_on", "ended_on", "person__demographics__sex", "person__demographics__birth_year")
    return [
        Link(person, enterprise, first, last, sex or "", born)
        for person, enterprise, first, last, sex, born in rows.values_list("person", "enterprise", *columns)
    ]


def entrepreneurs(found: Iterable[Link], spells: Spells, day: date) -> dict[int, Link]:
    """Return the persons linked on a day to an enterprise that exists on it, each once."""
    return {
        link.person: link
        for link in found
        if (link.first is None or link.first <= day)
        and (link.last is None or day <= link.last)
        and exists(spells.get(link.enterprise, ()), day)
    }


def number(persons: dict[int, Link]) -> int | None:
    """Return how many they are, None from one to four."""
    return None if 0 < len(persons) < FEWEST_PEOPLE else len(persons)


def by_sex(persons: dict[int, Link]) -> Breakdown:
    """Count them by what they said they are."""
    return _of_people(Counter(link.sex for link in persons.values()), PersonSex.values)


def by_age(persons: dict[int, Link], year: int) -> Breakdown:
    """Count them by the age that they reach in the year."""
    return _of_people(
        Counter(
            "" if link.birth_year is None else age_band(link.birth_year, year) for link in persons.values()
        ),
        AgeBand.values,
    )


def _of_people(counts: Counter[str], codes: Sequence[str]) -> Breakdown:
    names = [*codes, ""]
    # Where the sum itself is of few, or no second part could protect the first, nothing is shown.
    hidden = set(range(len(names)))
    if not 0 < sum(counts.values()) < FEWEST_PEOPLE:
        # What people say of themselves is theirs, however many enterprises stand behind them.
        cells = [Cell(counts[name], max(counts[name], FEWEST_ENTERPRISES)) for name in names]
        hidden = _withheld(cells)
    return _shown({name: counts[name] for name in names}, hidden)


def employed(years: Sequence[int]) -> dict[tuple[int, int], int]:
    """Return by enterprise and year how many it employed, as the firmest source that says so tells."""
    rows = (
        Engagement.objects.filter(
            counted("figures__enterprise__"), contract=Contract.EMPLOYED, figures__year__in=years
        )
        .order_by()
        .values_list("figures__enterprise", "figures__year", "figures__source")
        .annotate(people=Sum("people"))
    )
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for enterprise, year, source, people in rows:
        said = (FIRMEST.index(source), people)
        found[enterprise, year] = min(said, found.get((enterprise, year), said))
    return {key: people for key, (_firmness, people) in found.items()}


def by_size(people: dict[tuple[int, int], int], there: Iterable[int], year: int) -> Breakdown:
    """Count the enterprises of a day by the people they employed in a year."""
    counts = Counter(
        "" if (found := people.get((enterprise, year))) is None else size_of(found) for enterprise in there
    )
    names = [*Size.values, ""]
    # That an enterprise gave no figures is no secret, but it may protect one that did.
    cells: list[Cell] = [
        Cell(
            counts[name],
            counts[name] if name else max(counts[name], FEWEST_ENTERPRISES),
            counts_people=False,
        )
        for name in names
    ]
    return _shown({name: counts[name] for name in names}, _withheld(cells))


def size_of(people: int) -> Size:
    """Return the class of a number of people employed."""
    return next((size for last, size in _LAST_OF_CLASS if people <= last), Size.OVER_250)


def _withheld(cells: list[Cell]) -> set[int]:
    try:
        return withheld_of_one(cells)
    except ValueError:
        return set(range(len(cells)))


def _shown(counts: dict[str, int], hidden: set[int]) -> Breakdown:
    shown: dict[Any, int | None] = {
        name: None if place in hidden else count for place, (name, count) in enumerate(counts.items())
    }
    return Breakdown(unknown=shown.pop(""), parts=shown)
