"""What became of cases in a period: opened, moved on, closed, enterprises started, jobs."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet, Sum

from center.base.carrying import Wanted, carrying
from consultations.choices import OPEN_STAGES, CaseOutcome, CaseStage
from consultations.models import Case, StageChange


@dataclass(frozen=True)
class Achieved:
    """Counts of cases, each of one person; `stages` and `outcomes` by their value, jobs as counted on these days.

    `started` are the enterprises that began, each once, with the cases (keys) in which they did.
    """

    opened: int
    closed: int
    stages: Counter[str]
    outcomes: Counter[str]
    started: dict[tuple[str, int], set[int]]
    jobs: int

    @property
    def enterprises(self) -> int:
        return len(self.started)


def achieved(first: date, last: date, grant: Wanted = None) -> Achieved:
    """Count what happened in cases on these local days, from their dated rows; two queries.

    A stage counts for a case once, on the first day at which it was reached to stay: who went back by one was there
    by mistake. A case that a merge of two records closed counts nowhere. With a grant, only its cases are counted.
    """
    opened = closed = 0
    stages: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    started: dict[tuple[str, int], set[int]] = {}
    rows: Any = (
        StageChange.objects.filter(case__in=counted_cases(grant), day__lte=last)
        .order_by("case", "place")
        .values("case", "case__enterprise", "stage", "day", "outcome")
    )
    for case, changes in groupby(rows.iterator(), key=lambda row: row["case"]):
        rows_of_case = list(changes)
        opened += rows_of_case[0]["day"] >= first
        way = _without_steps_back(rows_of_case)
        days: dict[str, date] = {}
        for change in way:
            days.setdefault(change["stage"], change["day"])
        stages.update(stage for stage, day in days.items() if day >= first and stage != CaseStage.CLOSED)
        end = way[-1]
        if end["stage"] == CaseStage.CLOSED and end["day"] >= first:
            closed += 1
            outcomes[end["outcome"]] += 1
        begun = min(
            (
                row["day"]
                for row in way
                if row["stage"] == CaseStage.OPERATING or row["outcome"] == CaseOutcome.STARTED
            ),
            default=None,
        )
        if begun is not None and begun >= first:
            enterprise = end["case__enterprise"]
            started.setdefault(("enterprise", enterprise) if enterprise else ("case", case), set()).add(case)
    jobs = cases_with_jobs(first, last, grant).aggregate(n=Sum("jobs_created"))["n"] or 0
    return Achieved(opened, closed, stages, outcomes, started, jobs)


def counted_cases(grant: Wanted = None) -> QuerySet[Case]:
    """Return the cases that are counted: all of one grant or of all, but for those that a merge closed."""
    return carrying(Case.objects.exclude(outcome=CaseOutcome.CONTINUED).order_by(), grant)


def cases_with_jobs(first: date, last: date, grant: Wanted = None) -> QuerySet[Case]:
    """Return the cases whose jobs were counted on these local days."""
    return counted_cases(grant).filter(jobs_counted_on__range=(first, last))


def open_at_the_end(last: date, grant: Wanted = None) -> int:
    """Return how many cases were open at the end of a local day."""
    return (
        counted_cases(grant)
        .filter(opened_on__lte=last)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=last))
        .count()
    )


def _without_steps_back(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what was taken back: a stage after which the case went to an earlier one, and an end undone."""
    way: list[dict[str, Any]] = []
    order = {stage: number for number, stage in enumerate((*OPEN_STAGES, CaseStage.CLOSED))}
    for change in changes:
        while way and order[way[-1]["stage"]] > order[change["stage"]]:
            way.pop()
        if not way or way[-1]["stage"] != change["stage"]:
            way.append(change)
    return way
