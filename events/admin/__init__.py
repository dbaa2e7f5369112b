"""The admin of the events, one file per aggregate."""

from events.admin import calls, events, feedback, registrations, series, venues

__all__ = ["calls", "events", "feedback", "registrations", "series", "venues"]
