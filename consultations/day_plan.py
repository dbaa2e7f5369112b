"""The plan of advisors on some days, piece by piece: visits, free gaps, absences and closures, in order.

For people who look at a calendar. What can be booked is decided by `slots`, from the same rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations import slots
from consultations.choices import SessionState, State
from consultations.models import Advisor, Allocation, Consultation, GroupSession, Topic
from consultations.spans import Span, local_day, merge, whole_days, without


class Kind(models.TextChoices):
    VISIT = "visit", _("Visit")
    SESSION = "session", _("Group session")
    JOINED = "joined", _("Takes part in a colleague's visit")
    PAUSE = "pause", _("Pause")
    FREE = "free", _("Free")
    AWAY = "away", _("Away or closed")


@dataclass(frozen=True)
class Piece:
    """A stretch of an advisor's day (UTC); `visit` or `session` is there for what is booked."""

    kind: Kind
    start: datetime
    end: datetime
    visit: Consultation | None = None
    session: GroupSession | None = None

    @property
    def minutes(self) -> int:
        return round((self.end - self.start).total_seconds() / 60)


@dataclass(frozen=True)
class DayOfAdvisor:
    advisor: Advisor
    day: date
    pieces: Sequence[Piece]

    @property
    def visits(self) -> int:
        """How many visits and sessions the advisor leads that day."""
        return sum(piece.kind in {Kind.VISIT, Kind.SESSION} for piece in self.pieces)


# Shorter gaps than this are no offer, only the rest between two visits.
_SHORTEST_GAP: Final = timedelta(minutes=10)


def plan(first: date, last: date, *, now: datetime) -> list[list[DayOfAdvisor]]:
    """Return a row for each advisor with a cell for each local day from first to last, both included.

    Advisors who take bookings come first, then those who only have visits in these days. Cancelled visits are left
    out; done and missed ones stay. Eleven queries, whatever the number of advisors and days.
    """
    calendar = slots.load(Topic.objects.all(), first=first, last=last, now=now)
    plans = {each.advisor_id: each for each in calendar.advisors}
    booked = _booked(first, last)
    advisors = list(
        Advisor.objects.filter(models.Q(pk__in=plans) | models.Q(pk__in=booked)).select_related("user")
    )
    advisors.sort(key=lambda advisor: (advisor.pk not in plans, advisor.pk))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        [
            DayOfAdvisor(advisor, day, pieces_of(plans.get(advisor.pk), booked[advisor.pk][day], day))
            for day in days
        ]
        for advisor in advisors
    ]


def _booked(first: date, last: date) -> dict[int, dict[date, list[Piece]]]:
    """Return what each advisor has by local day: own visits and sessions, and visits of colleagues that they join."""
    found: dict[int, dict[date, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    span = whole_days(first, last)
    own = Consultation.objects.on(first, last).exclude(state=State.CANCELLED).with_details()
    for visit in own:
        found[visit.advisor_id][local_day(visit.starts_at)].append(
            Piece(Kind.VISIT, visit.starts_at, visit.ends_at, visit)
        )
    sessions = GroupSession.objects.on(first, last).exclude(state=SessionState.CANCELLED)
    for session in sessions.with_details().with_counts():
        found[session.advisor_id][local_day(session.starts_at)].append(
            Piece(Kind.SESSION, session.starts_at, session.ends_at, session=session)
        )
    joined = (
        Allocation.objects.filter(
            resource__advisor__isnull=False,
            consultation__starts_at__gte=span.start,
            consultation__starts_at__lt=span.end,
        )
        .exclude(consultation__state=State.CANCELLED)
        .exclude(resource=models.F("consultation__advisor__resource"))
        .select_related("consultation__topic", "consultation__advisor", "resource__advisor")
    )
    for held in joined:
        # Without one it is a session's, and the filter has left that out.
        if held.consultation is not None:
            found[held.resource.advisor.pk][local_day(held.consultation.starts_at)].append(
                Piece(Kind.JOINED, held.consultation.starts_at, held.consultation.ends_at, held.consultation)
            )
    return found


def pieces_of(plan: slots.AdvisorCalendar | None, visits: Iterable[Piece], day: date) -> list[Piece]:
    """Return the pieces of one day in order: visits as they are, and between them what the hours leave."""
    found = list(visits)
    if plan is not None:
        whole = whole_days(day, day)
        openings = merge(filter(None, (row.on(day) for row in plan.hours)))
        taken = merge([*plan.busy, *(Span(each.start, each.end) for each in found)])
        away = [
            Span(max(cut.start, opening.start), min(cut.end, opening.end))
            for cut in plan.cuts
            for opening in openings
            if cut.overlaps(opening)
        ]
        visible = merge(Span(each.start, each.end) for each in found)
        found += [Piece(Kind.AWAY, span.start, span.end) for span in without(away, visible)]
        for span in without(without(openings, away), taken):
            if span.end - span.start >= _SHORTEST_GAP:
                found.append(Piece(Kind.FREE, span.start, span.end))
        pauses = [Span(max(each.start, whole.start), min(each.end, whole.end)) for each in plan.busy]
        found += [
            Piece(Kind.PAUSE, span.start, span.end)
            for span in without([span for span in pauses if span.start < span.end], merge([*visible, *away]))
        ]
    return sorted(found, key=lambda piece: (piece.start, piece.end))
