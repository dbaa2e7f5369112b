"""Personal fields of the consultations, one file per aggregate."""

from consultations.personal_data import (
    activities,
    business_plans,
    calendars,
    cases,
    grants,
    group_sessions,
    plan,
    visits,
)

__all__ = ["activities", "business_plans", "calendars", "cases", "grants", "group_sessions", "plan", "visits"]
