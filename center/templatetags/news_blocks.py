"""News on other pages, and what the head of every page says of their feed."""

from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.utils.translation import get_language

from center.choices import Language
from center.models import NewsItem
from center.publication_links import feed_address

register = template.Library()
_SHOWN: Final = 3


@register.inclusion_tag("center/news/latest.html")
def latest_news() -> dict[str, Any]:
    """Show the three newest on the home page; nothing as long as there is none. One query."""
    return {"items": NewsItem.objects.public().newest_first()[:_SHOWN]}


@register.inclusion_tag("center/news/related.html")
def related_news(items: Iterable[NewsItem], heading: str) -> dict[str, Any]:
    """Show news fetched with category and cover under a heading, such as those about an enterprise; or nothing."""
    return {"items": items, "heading": heading}


@register.simple_tag
def news_feed_address() -> str:
    """Return the path of the feed in the language of the page."""
    return feed_address(get_language() or Language.SERBIAN_CYRILLIC)
