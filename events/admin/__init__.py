"""The admin of the events, one file per aggregate."""

from events.admin import (
    applications,
    calls,
    events,
    feedback,
    material,
    plans,
    programme_items,
    registrations,
    series,
    venues,
)

__all__ = [
    "applications",
    "calls",
    "events",
    "feedback",
    "material",
    "plans",
    "programme_items",
    "registrations",
    "series",
    "venues",
]
