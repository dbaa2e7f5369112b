"""Personal fields of the events, one file per aggregate."""

from events.personal_data import events, programmes, registrations

__all__ = ["events", "programmes", "registrations"]
