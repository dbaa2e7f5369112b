"""Words about events in templates."""

from django import template
from django.utils.functional import Promise

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
def spoken(event: Event) -> list[str | Promise]:
    """Return the names of the languages that are spoken at an event, in the order of the list."""
    return [language.label for language in SpokenLanguage if language.value in event.languages]
