"""Visits that no longer fit the plan, because hours shrank, the office closes or an advisor is away, busy or gone.

Nobody is moved by a computer: it proposes, and staff decide about all of them in one go.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations import slots
from consultations.models import Advisor, Consultation
from consultations.spans import Span, local_day, merge, touches

# So far after the visit (days) a new time is looked for.
_REACH: Final = 21


class Why(models.TextChoices):
    ADVISOR = "advisor", _("The advisor receives nobody any more")
    AWAY = "away", _("The advisor is away, or the office is closed")
    BUSY = "busy", _("The advisor's own calendar says busy")
    HOURS = "hours", _("Outside the advisor's hours")


@dataclass(frozen=True)
class Proposal:
    """A free time that is nobody else's proposal."""

    start: datetime
    advisor: Advisor


@dataclass(frozen=True)
class Displaced:
    visit: Consultation
    why: Why
    proposal: Proposal | None


def displaced_visits(*, now: datetime | None = None) -> list[Displaced]:
    """Return the live visits to come that the plan of today would not allow, in order, each with a proposal.

    First another advisor at the same time is proposed, then the same advisor at the nearest time within three weeks,
    then anybody at the nearest. Walk-ins stand outside the plan. Eight queries, whatever the number of visits.
    """
    now = now or timezone.now()
    found, calendar = _found(now)
    if not found or calendar is None:
        return []
    proposals = _Proposals(calendar, now, (visit for visit, _why_not in found))
    return [Displaced(visit, why, proposals.of(visit)) for visit, why in found]


def count_displaced(*, now: datetime | None = None) -> int:
    """Return how many there are, without looking for other times; seven queries."""
    return len(_found(now or timezone.now())[0])


def _found(now: datetime) -> tuple[list[tuple[Consultation, Why]], slots.Calendar | None]:
    visits = list(
        Consultation.objects.live()
        .filter(starts_at__gt=now, walked_in=False)
        .with_details()
        .order_by("starts_at", "pk")
    )
    if not visits:
        return [], None
    topics = {visit.topic_id: visit.topic for visit in visits}
    last = local_day(visits[-1].starts_at) + timedelta(days=_REACH)
    calendar = slots.load(topics.values(), first=local_day(now), last=last, now=now)
    plans = {plan.advisor_id: plan for plan in calendar.advisors}
    found = [
        (visit, why) for visit in visits if (why := _why(visit, plans.get(visit.advisor_id))) is not None
    ]
    return found, calendar


def _why(visit: Consultation, plan: slots.AdvisorCalendar | None) -> Why | None:
    """Say why the plan would not allow the visit, or None; its topic may have been taken from the advisor since."""
    if plan is None:
        return Why.ADVISOR
    if touches(plan.away, visit.starts_at, visit.ends_at):
        return Why.AWAY
    visiting = Span(visit.starts_at, visit.ends_at)
    # A busy time of just this beginning and end is the visit itself, written there by hand.
    if any(span.overlaps(visiting) and span != visiting for span in plan.elsewhere):
        return Why.BUSY
    day = local_day(visit.starts_at)
    openings = merge(filter(None, (row.on(day) for row in plan.hours)))
    inside = any(opening.start <= visit.starts_at and visit.ends_at <= opening.end for opening in openings)
    return None if inside else Why.HOURS


class _Proposals:
    """Gives free times away one by one, so that two visits are never proposed the same."""

    def __init__(self, calendar: slots.Calendar, now: datetime, visits: Iterable[Consultation]) -> None:
        wanted = list(visits)
        topics = {visit.topic_id: visit.topic for visit in wanted}
        self._free: dict[int, Sequence[slots.FreeTime]] = {
            pk: list(calendar.times(topic, now=now, by_staff=True)) for pk, topic in topics.items()
        }
        self._given: dict[int, list[Span]] = defaultdict(list)
        pks = {pk for free in self._free.values() for each in free for pk in each.advisors}
        self._advisors = Advisor.objects.select_related("user", "resource").in_bulk(pks)

    def of(self, visit: Consultation) -> Proposal | None:
        shape = slots.Shape.of(visit.topic)
        options = [
            (self._rank(visit, free.start, pk), free.start, pk)
            for free in self._free[visit.topic_id]
            if abs(free.start - visit.starts_at) <= timedelta(days=_REACH)
            for pk in free.advisors
            if not any(shape.busy(free.start).overlaps(given) for given in self._given[pk])
        ]
        if not options:
            return None
        _rank, start, pk = min(options)
        self._given[pk].append(shape.busy(start))
        return Proposal(start, self._advisors[pk])

    @staticmethod
    def _rank(visit: Consultation, start: datetime, pk: int) -> tuple[int, timedelta]:
        if start == visit.starts_at:
            return 0, timedelta()
        return (1 if pk == visit.advisor_id else 2), abs(start - visit.starts_at)
