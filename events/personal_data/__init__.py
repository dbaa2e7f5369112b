"""Personal fields of the events, one file per aggregate."""

from events.personal_data import events, fairs, programmes, registrations

__all__ = ["events", "fairs", "programmes", "registrations"]
