"""Figures of fairs: who exhibited, who for the first time, what it was worth. Small cells are withheld.

Sales and contacts are told by enterprises about themselves: a figure of fewer than three of them is not shown, nor one
from which it could be computed (`entrepreneurs.small_cells`).
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Sum

from entrepreneurs.small_cells import FEWEST_ENTERPRISES, Cell, withheld_of_one
from events.choices import ComesAgain, EventKind, EventState, SalesBand
from events.exhibitor_querysets import ApplicationQuerySet
from events.models import Event, ExhibitorApplication, ExhibitorReport


@dataclass(frozen=True)
class Part:
    """One answer with how many exhibitors gave it; None: withheld."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Results:
    """Figures of one or several fairs. `contacts` is None where it would tell of fewer than three enterprises."""

    exhibitors: int = 0
    enterprises: int = 0
    first_timers: int = 0
    reports: int = 0
    sales: list[Part] = field(default_factory=list)
    comes_again: list[Part] = field(default_factory=list)
    contacts: int | None = None


def results(events: QuerySet[Event]) -> Results:
    """Return the figures of the fairs among these events; six queries.

    Exhibitors count once for each fair, enterprises once.
    """
    shown = exhibitors(events)
    reports = ExhibitorReport.objects.filter(application__in=shown)
    answers = list(reports.values_list("sales", "comes_again"))
    return Results(
        exhibitors=shown.count(),
        enterprises=shown.values("enterprise").distinct().count(),
        first_timers=first_timers(events),
        reports=len(answers),
        sales=_parts(SalesBand, [sales for sales, _again in answers]),
        comes_again=_parts(ComesAgain, [again for _sales, again in answers]),
        contacts=contacts(events),
    )


def exhibitors(events: QuerySet[Event]) -> ApplicationQuerySet:
    """Return who exhibited at fairs among these events that took place, or are to take place."""
    fairs = events.filter(kind=EventKind.FAIR, state__in=[EventState.PUBLISHED, EventState.ARCHIVED])
    return ExhibitorApplication.objects.accepted().filter(event__in=fairs)


def first_timers(events: QuerySet[Event]) -> int:
    """Return how many enterprises exhibited at one of these fairs and at no fair before it."""
    shown: QuerySet[Any] = exhibitors(events).with_past()
    return shown.filter(past_fairs=0).values("enterprise").distinct().count()


def contacts(events: QuerySet[Event]) -> int | None:
    """Return how many contacts the exhibitors made together; None where fewer than three enterprises told."""
    reports = ExhibitorReport.objects.filter(application__in=exhibitors(events), contacts__isnull=False)
    if reports.values("application__enterprise").distinct().count() < FEWEST_ENTERPRISES:
        return None
    total: int | None = reports.aggregate(total=Sum("contacts"))["total"]
    return total


def words(event: Event) -> list[str]:
    """Return what exhibitors would do better, without saying who wrote it; none while fewer than three told."""
    reports = ExhibitorReport.objects.filter(application__in=exhibitors(Event.objects.filter(pk=event.pk)))
    found = sorted(reports.exclude(words="").values_list("words", flat=True))
    return found if reports.count() >= FEWEST_ENTERPRISES else []


def _parts(choices: type[SalesBand] | type[ComesAgain], answers: list[str]) -> list[Part]:
    """Return each answer with its count; the sum of all is shown beside, so a withheld one never stands alone."""
    if not answers or len(answers) < FEWEST_ENTERPRISES:
        return []
    counts = Counter(answers)
    cells = [Cell(counts[choice], counts[choice], counts_people=False) for choice in choices]
    try:
        hidden = withheld_of_one(cells)
    except ValueError:
        hidden = {number for number, cell in enumerate(cells) if cell.people}
    return [
        Part(str(choice.label), None if number in hidden else counts[choice])
        for number, choice in enumerate(choices)
    ]
