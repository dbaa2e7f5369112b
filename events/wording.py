"""How the time of an event is said, in the active language and at the office's clock."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from events.models import Event


def day_words(event: "Event") -> str:
    """Return the day or days: "Saturday, 5 December 2026", or "5 December – 6 December 2026"."""
    first, last = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if first.date() == last.date():
        return capfirst(
            _("%(weekday)s, %(date)s")
            % {"weekday": date_format(first, "l"), "date": date_format(first, "DATE_FORMAT")}
        )
    form = "MONTH_DAY_FORMAT" if first.year == last.year else "DATE_FORMAT"
    return f"{date_format(first, form)} – {date_format(last, 'DATE_FORMAT')}"


def time_words(event: "Event") -> str:
    """Return the hours: "10:00–18:00"."""
    return f"{_clock(event.starts_at)}–{_clock(event.ends_at)}"


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i")
