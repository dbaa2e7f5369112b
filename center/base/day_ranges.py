"""Ranges of days as people say them: "since 7. 7. 2025.", with the last day named and not the one after it."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_DAY = timedelta(days=1)


def in_words(days: DateRange) -> str:
    """Say from when until when, both days included; `days` is kept as PostgreSQL does, without its upper end."""
    first, last = _day(days.lower), _day(days.upper and days.upper - _DAY)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("since %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else _("always")


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
