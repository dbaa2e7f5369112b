"""What the head of a page says to browsers, networks and search engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template import Context

    from center.models import Office

register = template.Library()
# As django.utils.html.json_script does: no text can end the script element.
_NO_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: str) -> SafeString:
    """Write `<title>` and og:title as "page · office"; a page with a problem or a refused form says so first."""
    office = context["office"]
    name = office.short_name.plain or office.name.plain
    page = _one_line(content)
    if context.get("problem") or getattr(context.get("form"), "errors", None):
        page = format_html("{}: {}", _("Please check"), page)
    title = format_html("{} · {}", page, name) if page else format_html("{}", name)
    return format_html('<title>{}</title>\n<meta property="og:title" content="{}">', title, title)


@register.simple_block_tag
def page_description(content: str) -> SafeString:
    """Write the description for search engines and for networks, from text without markup."""
    text = _one_line(content)
    return format_html(
        '<meta name="description" content="{}">\n<meta property="og:description" content="{}">', text, text
    )


def _one_line(content: str) -> SafeString:
    """Drop tags and line breaks of rendered (so already escaped) text and make it fit into an attribute."""
    text = " ".join(strip_tags(content).split())
    return mark_safe(text.replace('"', "&quot;"))  # noqa: S308 -- escaped by the template that rendered it


@register.simple_tag(takes_context=True)
def office_schema(context: Context) -> SafeString:
    """Write the office as schema.org LocalBusiness in a data block, which no browser executes."""
    return json_ld(_office(context["office"], context["base_url"]))


def json_ld(data: dict[str, Any]) -> SafeString:
    """Write schema.org data as a script element of a type that is data, so that the CSP allows it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_NO_MARKUP)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- markup escaped above


def _office(office: Office, base_url: str) -> dict[str, Any]:
    """Describe the office in the active language; what the office keeps empty is left out."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["LocalBusiness", "NGO"],
        "@id": f"{base_url}/#office",
        "url": f"{base_url}/",
        "name": office.name.plain,
        "description": office.tagline.plain,
    }
    if not office.contact_is_placeholder:
        facts["telephone"] = str(office.phone or "")
        facts["email"] = office.email
    if office.street.plain:
        facts["address"] = {
            "@type": "PostalAddress",
            "streetAddress": office.street.plain,
            "postalCode": office.postcode,
            "addressLocality": office.town.plain,
            "addressCountry": "RS",
        }
    if office.latitude is not None and office.longitude is not None:
        facts["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(office.latitude),
            "longitude": float(office.longitude),
        }
    facts["openingHoursSpecification"] = opening_hours(office.hours.all())
    facts["sameAs"] = [link.url for link in office.links.all()]
    return {key: value for key, value in facts.items() if value}


def opening_hours(rows: Iterable[Any]) -> list[dict[str, str]]:
    """Describe rows with `weekday`, `opens` and `closes` in the words of schema.org."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": _SCHEMA_DAYS[row.weekday - 1],
            "opens": f"{row.opens:%H:%M}",
            "closes": f"{row.closes:%H:%M}",
        }
        for row in rows
    ]
