"""What search engines read about a news item (schema.org NewsArticle)."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from center import offices
from center.base.shown_text import in_script
from center.models import NewsItem
from center.templatetags.head import json_ld

register = template.Library()


@register.simple_tag
def news_schema(item: NewsItem) -> SafeString:
    """Describe a public item in the active language."""
    address = settings.BASE_URL + reverse("news:item", args=[item.slug])
    office = {
        "@type": "Organization",
        "@id": f"{settings.BASE_URL}/#office",
        "name": offices.current().name.plain,
    }
    assert item.published_at is not None
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "mainEntityOfPage": address,
        "headline": item.title.plain,
        "description": item.summary.plain,
        "inLanguage": item.title.lang,
        "datePublished": timezone.localtime(item.published_at).isoformat(),
        "dateModified": timezone.localtime(max(item.published_at, item.changed_at)).isoformat(),
        "articleSection": item.category.name.plain if item.category else "",
        "image": f"{settings.BASE_URL}{reverse('news:share_picture', args=[item.slug])}",
        "author": {"@type": "Person", "name": in_script(item.byline)} if item.byline else office,
        "publisher": office,
    }
    return json_ld({key: value for key, value in facts.items() if value})
