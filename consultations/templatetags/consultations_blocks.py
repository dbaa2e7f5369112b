"""Blocks that other pages show, and the words for days and times on the booking pages."""

from datetime import date, datetime
from typing import Any

from django import template
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from center.base.phones import display_phone
from consultations import slots
from consultations.models import Topic
from consultations.views.selection import Selection

register = template.Library()

_CACHE_KEY = "consultations.next_free_time"
_CACHE_SECONDS = 60
_NOTHING = (0, None)


@register.inclusion_tag("consultations/blocks/next_free_time.html", takes_context=True)
def next_free_time(context: dict[str, Any]) -> dict[str, Any]:
    """Show the nearest free start of all published topics, at most a minute old, or say that there is none.

    Seven queries, and one within the minute, besides those of the cache.
    """
    found = cache.get(_CACHE_KEY)
    if found is None:
        free = slots.next_free(Topic.objects.published())
        found = (free[0].pk, free[1]) if free else _NOTHING
        cache.set(_CACHE_KEY, found, _CACHE_SECONDS)
    topic_pk, start = found
    topic = (
        Topic.objects.published().filter(pk=topic_pk).first() if start and start > timezone.now() else None
    )
    shown: dict[str, Any] = {"topics_url": reverse("consultations:topics"), "office": context.get("office")}
    if topic is not None:
        shown |= {"topic": topic, "start": start, "url": Selection().about(topic).at(start).url}
    return shown


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


@register.filter
def as_phone(number: str) -> str:
    """Return an E.164 number as people read it."""
    return display_phone(number)
