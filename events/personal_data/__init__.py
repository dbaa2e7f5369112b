"""Personal fields of the events, one file per aggregate."""

from events.personal_data import events, exhibitors, fairs, programmes, registrations

__all__ = ["events", "exhibitors", "fairs", "programmes", "registrations"]
