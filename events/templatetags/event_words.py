"""Words about events in templates."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from center.base.shown_text import ENGLISH, shown_language
from entrepreneurs.choices import SpokenLanguage
from events.choices import EventState
from events.door_words import name_of
from events.models import Event, Registration
from events.wording import day_words, time_words

register = template.Library()

# Kind and icon of the badge; its word is the name of the state.
_STATES = {
    EventState.DRAFT: ("neutral", "lock"),
    EventState.PUBLISHED: ("info", "calendar"),
    EventState.POSTPONED: ("warning", "clock"),
    EventState.CANCELLED: ("error", "error"),
    EventState.ARCHIVED: ("success", "check"),
}
_REGISTRATIONS = {
    "signed_up": ("success", "check"),
    "waiting": ("info", "clock"),
    "offered": ("warning", "clock"),
    "cancelled": ("neutral", "error"),
}

register.filter("event_day", day_words)
register.filter("event_times", time_words)
register.filter("at_the_door", name_of)


@register.inclusion_tag("components/badge.html")
def event_badge(event: Event) -> dict[str, str]:
    """Show the state of an event."""
    kind, icon = _STATES[EventState(event.state)]
    return {"kind": kind, "icon": icon, "label": event.get_state_display()}


@register.inclusion_tag("components/badge.html")
def registration_badge(registration: Registration) -> dict[str, str]:
    """Show the state of a registration."""
    kind, icon = _REGISTRATIONS[registration.state]
    return {"kind": kind, "icon": icon, "label": registration.get_state_display()}


@register.filter
def spoken(event: Event) -> str:
    """Return the names of the languages that are spoken at an event; in Serbian only the first has a capital."""
    names = [str(language.label) for language in SpokenLanguage if language.value in event.languages]
    if shown_language() != ENGLISH:
        names = [name if number == 0 else name[:1].lower() + name[1:] for number, name in enumerate(names)]
    return ", ".join(names)


@register.filter
def short_month(moment: datetime) -> str:
    """Return the month of a local day in three letters, small in Serbian."""
    name = date_format(timezone.localtime(moment), "M")
    return name if shown_language() == ENGLISH else name.lower()
