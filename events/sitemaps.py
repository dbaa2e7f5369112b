"""What search engines may show of the events: the lists and every event that the public may read of."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from events.models import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet

    _StringSitemap = Sitemap[str]
    _EventSitemap = Sitemap[Event]
else:
    _StringSitemap = _EventSitemap = Sitemap


class ListsSitemap(_StringSitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["events:events", "events:past"]

    def location(self, item: str) -> str:
        return reverse(item)


class EventsSitemap(_EventSitemap):
    i18n = True
    alternates = True
    x_default = True
    limit = 5000

    def items(self) -> "QuerySet[Event]":
        return Event.objects.public().only("slug", "changed_at").order_by("pk")

    def location(self, item: Event) -> str:
        return reverse("events:event", args=[item.slug])

    def lastmod(self, item: Event) -> datetime:
        return item.changed_at


SITEMAPS = {"events": ListsSitemap, "events-pages": EventsSitemap}
