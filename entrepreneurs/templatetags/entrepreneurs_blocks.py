"""Parts about enterprises that several pages show."""

from typing import Any, Final

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from center.models import NewsItem
from center.templatetags.head import json_ld
from entrepreneurs.choices import StatusKind
from entrepreneurs.models import Enterprise
from entrepreneurs.views.directory import Row, entries_of, three_entries

register = template.Library()
_NEWS_SHOWN: Final = 3
_BADGES = {
    StatusKind.NONE: ("neutral", "info"),
    StatusKind.SELF_DECLARED: ("neutral", "talk"),
    StatusKind.PREPARING: ("info", "clock"),
    StatusKind.REGISTERED: ("success", "check"),
    StatusKind.ENDED: ("warning", "warning"),
}


@register.inclusion_tag("components/badge.html")
def status_badge(status: str) -> dict[str, Any]:
    """`{% status_badge entry.status %}`: standing under the Law as a word with an icon, the same everywhere."""
    kind = StatusKind(status or StatusKind.NONE)
    colour, icon = _BADGES[kind]
    return {"kind": colour, "icon": icon, "label": kind.label}


@register.inclusion_tag("entrepreneurs/blocks/three.html")
def three_enterprises() -> dict[str, Any]:
    """Show three enterprises with pictures on the home page; nothing as long as there is none. One query."""
    return {"rows": three_entries()}


@register.inclusion_tag("entrepreneurs/blocks/of_news.html")
def enterprises_of_news(item: NewsItem) -> dict[str, Any]:
    """Show the enterprises that a piece of news names, as far as everybody may see them; or nothing. One query."""
    return {"rows": entries_of(Enterprise.objects.filter(news_links__news=item))}


@register.inclusion_tag("entrepreneurs/blocks/news.html")
def news_of_enterprise(enterprise: Enterprise) -> dict[str, Any]:
    """Show the newest public news about an enterprise, its own story first; nothing as long as there is none."""
    items = NewsItem.objects.public().filter(enterprise_links__enterprise=enterprise).newest_first()
    return {"items": items.order_by("-enterprise_links__is_its_story", "-published_at", "-pk")[:_NEWS_SHOWN]}


@register.simple_tag
def directory_schema(rows: list[Row], heading: str, address: str) -> SafeString:
    """Write the page as schema.org CollectionPage with an ItemList of its rows."""
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": row.entry.name.plain,
            "url": f"{settings.BASE_URL}{row.url}",
        }
        for number, row in enumerate(rows, 1)
    ]
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": heading,
            "url": address,
            "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
        }
    )
