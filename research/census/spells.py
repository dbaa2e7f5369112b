"""When enterprises exist, as arithmetic on ranges of days: stocks, entries and exits, cohorts.

A spell is the range [first day, first day after it) of one enterprise; an open end is None. Spells that touch are one:
a record corrected into two rows is no exit and no entry. So the stock of a later day always is the stock of the
earlier one, plus entries, minus exits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

Spell = tuple[date | None, date | None]
Spells = Mapping[int, list[Spell]]
"""Of each enterprise, in the order of time."""

_EVER: Final = date.min


@dataclass(frozen=True)
class Flow:
    """What changed from the day `after` until the end of the day `until`.

    `returns` are those entries whose enterprise had existed before. An enterprise that came and went counts in both.
    """

    after: date
    until: date
    entries: int
    returns: int
    exits: int


@dataclass(frozen=True)
class Cohort:
    """Enterprises that began in a year (None: nobody recorded when), and how many of them exist on the day."""

    year: int | None
    began: int
    existing: int


def joined(rows: Iterable[tuple[int, Spell]]) -> dict[int, list[Spell]]:
    """Return the spells of each enterprise in order, with those that touch made one; rows may be in any order."""
    found: dict[int, list[Spell]] = {}
    for enterprise, (first, after) in sorted(rows, key=lambda row: (row[0], row[1][0] or _EVER)):
        spells = found.setdefault(enterprise, [])
        if spells and first is not None and spells[-1][1] == first:
            spells[-1] = (spells[-1][0], after)
        else:
            spells.append((first, after))
    return found


def exists(spells: Iterable[Spell], day: date) -> bool:
    """Whether one of the spells holds on the day."""
    return any((first is None or first <= day) and (after is None or day < after) for first, after in spells)


def existing(spells: Spells, day: date) -> set[int]:
    """Return the enterprises that exist on a day."""
    return {enterprise for enterprise, own in spells.items() if exists(own, day)}


def first_day(spells: Spells) -> date | None:
    """Return the first day of which anything is recorded; None if there is nothing, or something since ever."""
    firsts = [own[0][0] for own in spells.values()]
    known = [first for first in firsts if first is not None]
    return min(known) if known and len(known) == len(firsts) else None


def flow(spells: Spells, *, after: date, until: date) -> Flow:
    """Count entries and exits between two days: who is there on the second day of it, and who no longer is."""
    entries = returns = exits = 0
    for own in spells.values():
        for number, (first, gone) in enumerate(own):
            if first is not None and after < first <= until:
                entries += 1
                returns += number > 0
            exits += gone is not None and after < gone <= until
    return Flow(after=after, until=until, entries=entries, returns=returns, exits=exits)


def cohorts(spells: Spells, day: date) -> list[Cohort]:
    """Return who began in which year until the day, and how many of them exist on it; unknown beginnings last."""
    there = existing(spells, day)
    began: dict[int | None, set[int]] = {}
    for enterprise, own in spells.items():
        first = own[0][0]
        if first is None or first <= day:
            began.setdefault(first.year if first else None, set()).add(enterprise)
    in_order = sorted(began.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    return [Cohort(year, len(members), len(there & members)) for year, members in in_order]
