"""Blocks that other pages show, and the words for days and times on the booking pages."""

from typing import Any

from django import template
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from consultations import slots
from consultations.models import Topic
from consultations.views.selection import Selection

register = template.Library()

_CACHE_KEY = "consultations.next_free_time"
_CACHE_SECONDS = 60
_NOTHING = (0, None)


@register.inclusion_tag("consultations/blocks/next_free_time.html", takes_context=True)
def next_free_time(context: dict[str, Any]) -> dict[str, Any]:
    """Show the nearest free start of all published topics, at most a minute old, or say that there is none.

    Seven queries, and one within the minute, besides those of the cache.
    """
    found = cache.get(_CACHE_KEY)
    if found is None:
        free = slots.next_free(Topic.objects.published())
        found = (free[0].pk, free[1]) if free else _NOTHING
        cache.set(_CACHE_KEY, found, _CACHE_SECONDS)
    topic_pk, start = found
    topic = (
        Topic.objects.published().filter(pk=topic_pk).first() if start and start > timezone.now() else None
    )
    shown: dict[str, Any] = {"topics_url": reverse("consultations:topics"), "office": context.get("office")}
    if topic is not None:
        shown |= {"topic": topic, "start": start, "url": Selection().about(topic).at(start).url}
    return shown
