"""What search engines may show of the research: its first page, the census, the surveys that run, the results."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from research.models import Release, Survey

if TYPE_CHECKING:
    from django.db.models import QuerySet

    _SurveySitemap = Sitemap[Survey]
    _StringSitemap = Sitemap[str]
    _ReleaseSitemap = Sitemap[Release]
else:
    _StringSitemap = _ReleaseSitemap = _SurveySitemap = Sitemap


class ResearchSitemap(_StringSitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["research:front", "research:census"]

    def location(self, item: str) -> str:
        return reverse(item)


class ResultSitemap(_ReleaseSitemap):
    """The newest results of each listed survey, as their pages say themselves; withdrawn ones are gone at once."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[Release]:
        newest = Release.objects.newest_of_each().filter(survey__is_listed=True)
        return list(newest.select_related("survey").defer("document"))

    def location(self, item: Release) -> str:
        return reverse("research:release", args=[item.survey.slug, item.number])

    def lastmod(self, item: Release) -> datetime | None:
        return item.published_at


class SurveySitemap(_SurveySitemap):
    """The listed surveys that wait for answers, as the first page of the research names them."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> "QuerySet[Survey]":
        return Survey.objects.running(timezone.now()).filter(is_listed=True).only("slug").order_by("pk")

    def location(self, item: Survey) -> str:
        return reverse("research:survey", args=[item.slug])


SITEMAPS = {
    "research": ResearchSitemap,
    "research-results": ResultSitemap,
    "research-surveys": SurveySitemap,
}
