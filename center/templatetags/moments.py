"""Days and times as people read them, at the office's clock."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def long_day(value: date | datetime) -> str:
    """Return the local day with its name, month and year: "Tuesday, 24 November 2026"."""
    return capfirst(day_in_sentence(value))


@register.filter
def day_in_sentence(value: date | datetime) -> str:
    """Return the same day as it stands within a sentence, where Serbian writes its name small."""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _with_weekday(day, "DATE_FORMAT")


@register.filter
def long_moment(value: datetime) -> str:
    """Return the local day with its name, and the time: "Tuesday, 24 November 2026 at 09:00"."""
    return capfirst(_with_weekday(timezone.localtime(value), "DATETIME_FORMAT"))


def _with_weekday(day: date | datetime, form: str) -> str:
    return _("%(weekday)s, %(date)s") % {"weekday": date_format(day, "l"), "date": date_format(day, form)}


@register.filter
def short_day(value: date | datetime) -> str:
    """Return the local day with the name of its month: "24 November"."""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return date_format(day, "MONTH_DAY_FORMAT")


@register.filter
def days_until(first: date, last: date) -> str:
    """Return the days of a week: "7–11 December", or "30 November – 4 December"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last)}"
    return f"{short_day(first)} – {short_day(last)}"


@register.filter
def times(start: datetime, end: datetime) -> str:
    """Return the local times of a visit: "10:00–11:00"."""
    return f"{date_format(timezone.localtime(start), 'H:i')}–{date_format(timezone.localtime(end), 'H:i')}"
