"""Personal fields of the consultations, one file per aggregate."""

from consultations.personal_data import calendars, cases, group_sessions, plan, visits

__all__ = ["calendars", "cases", "group_sessions", "plan", "visits"]
