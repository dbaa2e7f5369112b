"""Parts about enterprises that several pages show."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from center.templatetags.head import json_ld
from entrepreneurs.choices import StatusKind
from entrepreneurs.views.directory import Row, three_entries

register = template.Library()
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
