"""The admin of the consultations, one file per aggregate."""

from consultations.admin import (
    absences,
    advisors,
    busy_calendars,
    calendar_feeds,
    calls,
    cases,
    closures,
    extra_hours,
    groups,
    participants,
    resources,
    task_templates,
    topics,
    visits,
)

__all__ = [
    "absences",
    "advisors",
    "busy_calendars",
    "calendar_feeds",
    "calls",
    "cases",
    "closures",
    "extra_hours",
    "groups",
    "participants",
    "resources",
    "task_templates",
    "topics",
    "visits",
]
