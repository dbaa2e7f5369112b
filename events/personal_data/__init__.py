"""Personal fields of the events, one file per aggregate."""

from events.personal_data import (
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
