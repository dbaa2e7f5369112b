"""What search engines may show of the events: the lists and every event that the public may read of, with its pages."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef
from django.urls import reverse

from events.choices import EventKind
from events.models import Event, EventSeries, ProgrammeRelease

if TYPE_CHECKING:
    from django.db.models import QuerySet

    _StringSitemap = Sitemap[str]
    _EventSitemap = Sitemap[Event]
    _SeriesSitemap = Sitemap[EventSeries]
else:
    _StringSitemap = _EventSitemap = _SeriesSitemap = Sitemap


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


class ExhibitorsSitemap(EventsSitemap):
    """The exhibitors of each fair."""

    def items(self) -> "QuerySet[Event]":
        return super().items().filter(kind=EventKind.FAIR)

    def location(self, item: Event) -> str:
        return reverse("events:exhibitors", args=[item.slug])


class ProgrammesSitemap(EventsSitemap):
    """The programmes of which a version is out."""

    def items(self) -> "QuerySet[Event]":
        return super().items().filter(Exists(ProgrammeRelease.objects.filter(event=OuterRef("pk"))))

    def location(self, item: Event) -> str:
        return reverse("events:programme", args=[item.slug])


class SeriesSitemap(_SeriesSitemap):
    """The series of which the public may read at least one edition."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> "QuerySet[EventSeries]":
        return EventSeries.objects.filter(Exists(Event.objects.public().filter(series=OuterRef("pk"))))

    def location(self, item: EventSeries) -> str:
        return reverse("events:series", args=[item.slug])


SITEMAPS = {
    "events": ListsSitemap,
    "events-pages": EventsSitemap,
    "events-exhibitors": ExhibitorsSitemap,
    "events-programmes": ProgrammesSitemap,
    "events-series": SeriesSitemap,
}
