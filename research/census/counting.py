"""The census: how many there are on a day and what they are like, in the same number of queries for any days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from research.census import people, registry
from research.census.figures import Census, CensusRefused, Dimension, is_year_end, year_end
from research.census.spells import Cohort, Flow, Spells, cohorts, existing, first_day, flow

_MOST_YEARS: Final = 20


@dataclass(frozen=True)
class Count:
    """Censuses on some days, in order, with what happened between each of them and the one before.

    `flows` has one entry less than `censuses`. `cohorts` are seen from the last day.
    """

    censuses: list[Census]
    flows: list[Flow]
    cohorts: list[Cohort]


@dataclass(frozen=True)
class Extent:
    """Of which days the registry can be counted: from `first` (None: there is no first day) until today.

    `kept_since` is the day of the first record: of earlier days the registry knows only what still existed then or
    was looked up later. `undated` enterprises stand in the directory without a day since when they exist.
    """

    today: date
    first: date | None
    kept_since: date | None
    undated: int
    is_empty: bool
    year_ends: list[date]
    """The last days of the years that are over, oldest first; at most twenty."""


def count(on: date) -> Census:
    """Count the registry on a day (of Belgrade); raises CensusRefused for a day of which nothing can be known."""
    return count_all([on]).censuses[0]


def count_all(days: Sequence[date]) -> Count:
    """Count the registry on several days; raises CensusRefused if nothing can be known of one of them."""
    spells = registry.spells()
    on = sorted(set(days))
    _refuse(on, spells)
    there = [existing(spells, day) for day in on]
    tables = registry.breakdowns(on, [len(each) for each in there])
    links = people.links()
    years = [day.year for day in on if is_year_end(day)]
    employed = people.employed(years)
    censuses = []
    for day, enterprises, table in zip(on, there, tables, strict=True):
        persons = people.entrepreneurs(links, spells, day)
        if is_year_end(day):
            table[Dimension.SIZE.value] = people.by_size(employed, enterprises, day.year)
            table[Dimension.SEX.value] = people.by_sex(persons)
            table[Dimension.AGE.value] = people.by_age(persons, day.year)
        censuses.append(Census(day, len(enterprises), people.number(persons), table))
    return Count(
        censuses=censuses,
        flows=[flow(spells, after=one, until=next_one) for one, next_one in pairwise(on)],
        cohorts=cohorts(spells, on[-1]) if on else [],
    )


def there(on: date) -> set[int]:
    """Return the keys of the enterprises that exist on a day."""
    return set(existing(registry.spells(), on))


def flow_between(after: date, until: date) -> Flow:
    """Count entries and exits from the day after `after` to the end of `until`; raises CensusRefused for `until`.

    The day `after` may lie before the first fact: then all began.
    """
    spells = registry.spells()
    _refuse([until], spells)
    return flow(spells, after=after, until=until)


def extent() -> Extent:
    """Tell of which days the registry can be counted."""
    spells, today = registry.spells(), timezone.localdate()
    first = first_day(spells)
    known = [begin for own in spells.values() for begin, _end in own if begin is not None]
    earliest = min(known).year if known else today.year
    return Extent(
        today=today,
        first=first,
        kept_since=registry.kept_since(),
        undated=registry.without_existence(),
        is_empty=not spells,
        year_ends=[year_end(year) for year in range(max(earliest, today.year - _MOST_YEARS), today.year)],
    )


def _refuse(days: Sequence[date], spells: Spells) -> None:
    if any(day > timezone.localdate() for day in days):
        raise CensusRefused(_("This day has not come yet. Choose today or an earlier day."))
    first = first_day(spells)
    if first is not None and days and days[0] < first:
        raise CensusRefused(
            _(
                "The first day of which the registry knows anything is %(date)s. Choose that day or a later one."
            )
            % {"date": date_format(first)}
        )
