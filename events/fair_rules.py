"""Rules of stands at a fair, the same on every page and on every button of the staff."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from events.choices import APPLICATION_TRANSITIONS, EventKind, EventState
from events.models import Event

REPORTS_FOR: Final = timedelta(days=60)


def may_become(current: str, wanted: str) -> bool:
    """Say whether the transition table of applications allows the change; the database has it as a trigger."""
    return (current, wanted) in APPLICATION_TRANSITIONS


def applications_are_open(event: Event, now: datetime) -> bool:
    """Say whether enterprises may apply for stands: from the beginning of the window until just before its end."""
    if event.kind != EventKind.FAIR or event.state != EventState.PUBLISHED:
        return False
    opens, closes = event.applications_open_at, event.applications_close_at
    return closes is not None and (opens is None or opens <= now) and now < closes


def applications_are_over(event: Event, now: datetime) -> bool:
    """Say whether the deadline has passed, or there was none."""
    return event.applications_close_at is None or event.applications_close_at <= now


def needs_are_open(event: Event, now: datetime) -> bool:
    """Say whether exhibitors may say what they need: to the end of the last day, or until the fair begins."""
    if event.state not in {EventState.PUBLISHED, EventState.POSTPONED} or now >= event.starts_at:
        return False
    return event.needs_until is None or timezone.localdate(now) <= event.needs_until


def reports_are_open(event: Event, now: datetime) -> bool:
    """Say whether exhibitors may tell how it was: from the end of the fair, for two months."""
    took_place = event.state in {EventState.PUBLISHED, EventState.ARCHIVED}
    return took_place and event.ends_at <= now < event.ends_at + REPORTS_FOR
