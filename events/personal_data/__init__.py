"""Personal fields of the events, one file per aggregate."""

from events.personal_data import (
    activities,
    door,
    events,
    exhibitors,
    fairs,
    grants,
    material,
    news,
    programmes,
    registrations,
)

__all__ = [
    "activities",
    "door",
    "events",
    "exhibitors",
    "fairs",
    "grants",
    "material",
    "news",
    "programmes",
    "registrations",
]
