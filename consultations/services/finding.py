"""Who could receive a visitor at a wanted start: the same computation as the list of free times, under the locks."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from consultations import rules, slots
from consultations.errors import NotBookable, Reason, TimeTaken
from consultations.models import Advisor, Consultation, Topic
from consultations.spans import local_day

# Not even staff plan farther, and the arithmetic of days ends somewhere.
_FARTHEST: Final = timedelta(days=2 * 366)


def refuse_impossible(start: datetime) -> None:
    """Raise NotBookable for a start that no free calendar could help: past, or beyond all planning."""
    now = timezone.now()
    if start < now:
        raise NotBookable(Reason.PAST)
    if start > now + _FARTHEST:
        raise NotBookable(Reason.TOO_FAR)


def resources_of(topic: Topic, advisor: Advisor | None) -> list[int]:
    """Return the resources (ids) of all advisors in question, to be locked; raise NotBookable when there is none."""
    able = Advisor.objects.bookable().filter(topics=topic)
    if advisor is not None:
        able = able.filter(pk=advisor.pk)
    resources = list(able.values_list("resource_id", flat=True))
    if not resources:
        raise NotBookable(Reason.TOPIC if advisor is None else Reason.ADVISOR)
    return resources


def free_advisors(
    topic: Topic,
    start: datetime,
    *,
    advisor: Advisor | None,
    by_staff: bool,
    ignoring: Consultation | None = None,
) -> tuple[int, ...]:
    """Return the ids of those who can receive the visitor at `start`; call it under their locks.

    Staff are not bound by the topic's notice and horizon. The time of the visit `ignoring` counts as free. Raises
    TimeTaken when somebody else holds the time, NotBookable when rules forbid it.
    """
    now, day = timezone.now(), local_day(start)
    calendar = slots.load([topic], first=day, last=day, now=now, advisor=advisor, ignoring=ignoring)
    if not by_staff:
        if start < rules.earliest_start(topic, now, calendar.closures):
            raise NotBookable(Reason.TOO_SOON)
        if day > rules.last_day(topic, now):
            raise NotBookable(Reason.TOO_FAR)
    for free in calendar.times(topic, now=now, by_staff=by_staff):
        if free.start == start:
            return free.advisors
    everything = calendar.times(topic, now=now, by_staff=by_staff, whatever_is_booked=True)
    if any(free.start == start for free in everything):
        raise TimeTaken
    raise NotBookable(Reason.CLOSED)
