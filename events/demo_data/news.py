"""Which of the demo's news are about which of its events."""

from typing import Final

from center.models import NewsItem
from events.models import Event, EventNews

_LINKS: Final = {
    "applications-for-the-fair": "mini-fair-2",
    "how-the-first-fair-went": "mini-fair-1",
    "new-guide-to-prices": "how-to-price",
}


def link() -> None:
    """Name the events in the demo's news unless some are named."""
    if EventNews.objects.exists():
        return
    for news, slug in _LINKS.items():
        item = NewsItem.objects.filter(slug=news, is_demo=True).first()
        event = Event.objects.filter(slug=slug, is_demo=True).first()
        if item and event:
            EventNews.objects.create(event=event, news=item)
