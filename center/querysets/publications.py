"""Questions asked of news and standing pages."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.utils import timezone

from center.choices.publications import PagePlace, PublicationState

if TYPE_CHECKING:
    from center.models import NewsItem, Page  # noqa: F401 -- named in quotes below
    from center.models.publication import Publication

Row = TypeVar("Row", bound="Publication")


class PublicationQuerySet(models.QuerySet[Row]):
    def public(self, now: datetime | None = None) -> Self:
        """Keep what everybody may read at this moment (aware); what is scheduled appears by itself."""
        return self.filter(state=PublicationState.PUBLISHED, published_at__lte=now or timezone.now())

    def scheduled(self, now: datetime | None = None) -> Self:
        """Keep what will be public later than this moment (aware)."""
        return self.filter(state=PublicationState.PUBLISHED, published_at__gt=now or timezone.now())

    def with_pictures(self) -> Self:
        """Fetch the pictures of the texts, two queries for any number of rows."""
        return self.prefetch_related("placed__picture")


class NewsQuerySet(PublicationQuerySet["NewsItem"]):
    def published_between(self, first: date, last: date) -> Self:
        """Keep what became public on these local days, both included, and still is."""
        return self.public().filter(published_at__date__gte=first, published_at__date__lte=last)

    def stories(self) -> Self:
        """Keep success stories of enterprises."""
        return self.filter(category__holds_stories=True)

    def newest_first(self) -> "NewsQuerySet":
        """Order for readers, with what a list shows, in one query."""
        return self.select_related("category", "cover").order_by("-published_at", "-pk")


class PageQuerySet(PublicationQuerySet["Page"]):
    def listed(self) -> "PageQuerySet":
        """Keep what the page about the Center lists, in its order."""
        return self.filter(place=PagePlace.LISTED).order_by("position", "pk")
