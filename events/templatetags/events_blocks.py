"""Blocks about events that other pages show."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.models import NewsItem
from events.choices import EventKind, EventState
from events.models import Event
from events.views.listing import rows
from events.wording import day_words

register = template.Library()
_SHOWN = 3


@register.simple_tag
def fair_door() -> dict[str, Any] | None:
    """Return the door to the next fair for the home page, or None as long as no fair is announced. One query."""
    fair = (
        Event.objects.coming()
        .filter(kind=EventKind.FAIR, state=EventState.PUBLISHED)
        .select_related("venue")
        .first()
    )
    if fair is None:
        return None
    day = day_words(fair)
    where = fair.venue.name.plain if fair.venue else ""
    return {
        "kind": "fair",
        "icon": "calendar",
        "label": _("Come to the fair"),
        "text": f"{day}, {where}" if where else day,
        "url": reverse("events:event", args=[fair.slug]),
        "more": {"label": _("All events"), "url": reverse("events:events")},
    }


@register.inclusion_tag("events/blocks/of_news.html")
def events_of_news(item: NewsItem) -> dict[str, Any]:
    """Show the events that a piece of news names, as far as everybody may read of them; or nothing. One query."""
    return {
        "events": Event.objects.public().filter(news_links__news=item).with_details().order_by("starts_at")
    }


@register.inclusion_tag("events/blocks/news.html")
def news_of_event(event: Event) -> dict[str, Any]:
    """Show the newest public news about an event; nothing as long as there is none. One query."""
    items = NewsItem.objects.public().filter(event_links__event=event).newest_first()
    return {"items": items[:_SHOWN]}


@register.inclusion_tag("events/blocks/next.html")
def next_events() -> dict[str, Any]:
    """Show the next three events on the home page; nothing as long as there is none. One query."""
    now = timezone.now()
    coming: Any = Event.objects.coming(now).with_details().with_counts()
    return {"rows": rows(coming[:_SHOWN], now)}
