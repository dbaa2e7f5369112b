"""The programme on the page of an event."""

from typing import Any

from django import template

from events.models import Event
from events.services.programmes import note_in_words
from events.views.programme_parts import in_short, is_news, public_release

register = template.Library()


@register.inclusion_tag("events/parts/programme.html")
def programme(event: Event) -> dict[str, Any]:
    """Show the beginning of the programme that the public reads, with what changed lately.

    One query, and one more the first time after a change.
    """
    release = public_release(event.pk)
    if release is None:
        return {}
    return {
        "event": event,
        "release": release,
        "programme": in_short(event, release).html,
        "is_news": is_news(release),
        "note": note_in_words(release),
    }
