"""How a running survey goes: how many answer, by what way, how far they come. Never what they answer.

Of an anonymous survey numbers of one to four answers are withheld from staff too, with enough others that they cannot
be worked out (design, Small cells). The number of all answers and those of each day are shown: they say nothing about
anybody, and the sum of today is in sight of everybody who looks every day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.choices import ENTERED, DurationBand
from research.interview import Page, pages_of
from research.models import Survey
from research.services.marks import grids_of, with_marks

DAYS: Final = 14


@dataclass(frozen=True)
class Part:
    """One line of a table: `answered` is None where it is withheld; `invited` is None where nobody was invited."""

    key: str
    answered: int | None
    invited: int | None = None

    @property
    def rate(self) -> float | None:
        """Answered by invited, as a part of one."""
        return self.answered / self.invited if self.invited and self.answered is not None else None


@dataclass(frozen=True)
class Reached:
    """A page, and how many came as far."""

    page: Page
    people: int


@dataclass(frozen=True)
class Progress:
    """The figures of a survey at this moment. `online` are the answers that went through the pages."""

    sent: int
    today: int
    online: int
    days: tuple[tuple[date, int], ...]
    modes: tuple[Part, ...]
    languages: tuple[Part, ...]
    strata: tuple[Part, ...]
    invited: int
    answered: int
    pages: tuple[Reached, ...]
    median: str | None
    fast: int
    straight: int
    has_grids: bool


def progress_of(survey: Survey) -> Progress:
    """Return how a survey goes (a fixed number of queries)."""
    definition, today = survey.questionnaire.asks, timezone.localdate()
    rows = survey.responses.all()
    by_day = dict(rows.order_by().values_list("day").annotate(Count("pk")))
    modes = _counts(rows, "mode")
    durations = _counts(rows, "duration")
    marks = with_marks(rows, definition).aggregate(
        fast=Count("pk", filter=Q(is_fast=True)), straight=Count("pk", filter=Q(is_straight=True))
    )
    reached = dict(survey.reached.values_list("page", "people"))
    strata = _strata(survey)
    last = min(today, max(by_day, default=today))
    shown = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    return Progress(
        sent=sum(modes.values()),
        today=by_day.get(today, 0),
        online=sum(count for mode, count in modes.items() if mode not in ENTERED),
        days=tuple((day, by_day.get(day, 0)) for day in shown),
        modes=_parts(modes, survey.modes, is_veiled=survey.is_anonymous),
        languages=_parts(_counts(rows, "language"), ["sr", "sr-latn", "en"], is_veiled=survey.is_anonymous),
        strata=strata,
        **_totals(survey),
        pages=tuple(Reached(page, reached.get(page.number, 0)) for page in pages_of(definition)),
        median=_median(durations),
        has_grids=bool(grids_of(definition)),
        **marks,
    )


def _counts(rows: Any, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("pk")))


def _totals(survey: Survey) -> dict[str, int]:
    invited = survey.invitations.filter(letter_at__isnull=False, withdrawn_at=None)
    return invited.aggregate(invited=Count("pk"), answered=Count("spent"))


def _strata(survey: Survey) -> tuple[Part, ...]:
    rows = (
        survey.invitations.filter(letter_at__isnull=False, withdrawn_at=None)
        .exclude(stratum="")
        .order_by()
        .values_list("stratum")
        .annotate(invited=Count("pk"), answered=Count("spent"))
    )
    found = {stratum: (invited, answered) for stratum, invited, answered in rows}
    keys = sorted(found)
    numbers = [found[key] for key in keys]
    veiled = (
        veil([each[1] for each in numbers], [each[0] for each in numbers]) if survey.is_anonymous else set()
    )
    return tuple(
        Part(key, None if place in veiled else found[key][1], found[key][0]) for place, key in enumerate(keys)
    )


def _parts(counts: Mapping[str, int], order: Sequence[str], *, is_veiled: bool) -> tuple[Part, ...]:
    keys = [key for key in order if key in counts] + sorted(set(counts) - set(order))
    veiled = veil([counts[key] for key in keys]) if is_veiled else set()
    return tuple(Part(key, None if place in veiled else counts[key]) for place, key in enumerate(keys))


def veil(counts: Sequence[int], invited: Sequence[int] = ()) -> set[int]:
    """Return the places of numbers to withhold of a line whose sum is known; all where nothing less protects them.

    Where few were `invited`, none of their answers may be told either: a zero would name who has not answered. A line
    of one number is its sum, which is shown beside it anyway.
    """
    if len(counts) == 1:
        return set()
    hidden = {place for place, count in enumerate(counts) if 0 < count < FEWEST_PEOPLE}
    hidden |= {place for place, number in enumerate(invited) if number < FEWEST_PEOPLE}
    others = sorted((count, place) for place, count in enumerate(counts) if count and place not in hidden)
    # Neither one alone, nor several of which the sum says what each is.
    while hidden and (len(hidden) == 1 or sum(counts[place] for place in hidden) in {0, len(hidden)}):
        if not others:
            return set(range(len(counts)))
        hidden.add(others.pop(0)[1])
    return hidden


def _median(durations: Mapping[str, int]) -> str | None:
    """Return the band in which the middle one of the known durations lies, None where none is known."""
    known = [band for band in DurationBand if band != DurationBand.UNKNOWN]
    total = sum(durations.get(band, 0) for band in known)
    counted = 0
    for band in known:
        counted += durations.get(band, 0)
        if total and 2 * counted >= total:
            return str(band.label)
    return None
