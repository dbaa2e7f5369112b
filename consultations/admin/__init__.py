"""The admin of the consultations, one file per aggregate."""

from consultations.admin import (
    absences,
    advisors,
    calendar_feeds,
    calls,
    closures,
    extra_hours,
    resources,
    topics,
    visits,
)

__all__ = [
    "absences",
    "advisors",
    "calendar_feeds",
    "calls",
    "closures",
    "extra_hours",
    "resources",
    "topics",
    "visits",
]
