"""Sitemaps: our own pages, and those of upper apps through their `sitemaps.py`."""

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.module_loading import module_has_submodule

from center.choices.newsletter import IssueState
from center.choices.publications import PagePlace
from center.models import (
    AdvocacyInitiative,
    CouncilMeeting,
    FundingCall,
    Grant,
    NewsCategory,
    NewsItem,
    NewsletterIssue,
    Page,
    PressRelease,
    Resource,
)
from center.querysets.advocacy import InitiativeQuerySet
from center.querysets.grants import GrantQuerySet
from center.querysets.newsletter import NewsletterIssueQuerySet
from center.querysets.press import PressReleaseQuerySet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    _StringSitemap = Sitemap[str]
    _CategorySitemap = Sitemap[NewsCategory]
    _YearSitemap = Sitemap[int]
    _ReleaseSitemap = Sitemap[PressRelease]
    _LibrarySitemap = Sitemap[Resource | FundingCall]
    _RecordSitemap = Sitemap[NewsItem | Page]
    _IssueSitemap = Sitemap[NewsletterIssue]
    _InitiativeSitemap = Sitemap[AdvocacyInitiative]
    _GrantSitemap = Sitemap[Grant]
    SitemapClass = type[Sitemap[Any]]
else:
    _ReleaseSitemap = _GrantSitemap = _CategorySitemap = _YearSitemap = Sitemap
    _StringSitemap = _LibrarySitemap = _RecordSitemap = _IssueSitemap = _InitiativeSitemap = Sitemap
    SitemapClass = type


class PageSitemap(_StringSitemap):
    """The standing pages, in each language, with their alternates."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return [
            "home",
            "about",
            "advocacy:tracker",
            "advocacy:council",
            "news:news",
            "indicators:front",
            "contact",
            "newsletter",
            "newsletter_issues",
            "open_data",
            "press:front",
            "press:coverage",
            "press:kit",
            "privacy",
            "accessibility",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class _PublicationSitemap(_RecordSitemap):
    i18n = True
    alternates = True
    x_default = True
    limit = 5000
    model: type[NewsItem] | type[Page]
    name = ""

    def items(self) -> Any:
        return self.model.objects.public().only("slug", "changed_at", "published_at").order_by("pk")

    def location(self, item: NewsItem | Page) -> str:
        return reverse(self.name, args=[item.slug])

    def lastmod(self, item: NewsItem | Page) -> datetime:
        """Return when it changed last; what was scheduled changed for readers when it appeared."""
        return max(item.changed_at, item.published_at or item.changed_at)


class NewsSitemap(_PublicationSitemap):
    model = NewsItem
    name = "news:item"


class NewsCategorySitemap(_CategorySitemap):
    """The categories in which there is news."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> "QuerySet[NewsCategory]":
        return NewsCategory.objects.filter(Exists(NewsItem.objects.public().filter(category=OuterRef("pk"))))

    def location(self, item: NewsCategory) -> str:
        return reverse("news:of_category", args=[item.slug])


class CouncilYearSitemap(_YearSitemap):
    """The years in which the council met."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[int]:
        held = CouncilMeeting.objects.held()
        return list(held.order_by("day__year").values_list("day__year", flat=True).distinct())

    def location(self, item: int) -> str:
        return reverse("advocacy:council_year", args=[item])


class StandingPagesSitemap(_PublicationSitemap):
    model = Page
    name = "page"

    def items(self) -> Any:
        """Leave out the one that stands in place of the text about the Center: it is found there."""
        return super().items().exclude(place=PagePlace.ABOUT)


class NewsletterSitemap(_IssueSitemap):
    """The issues that have gone out, in each language."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> NewsletterIssueQuerySet:
        return NewsletterIssue.objects.filter(state=IssueState.SENT)

    def location(self, item: NewsletterIssue) -> str:
        return reverse("newsletter_issue", args=[item.slug])


class LibrarySitemap(_StringSitemap):
    """The lists of the library."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["library", "calls", "calls_archive", "glossary"]

    def location(self, item: str) -> str:
        return reverse(f"resources:{item}")


class _TextSitemap(_LibrarySitemap):
    """Published texts of the library."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000
    model: type[Resource] | type[FundingCall]
    name = ""

    def items(self) -> Any:
        return self.model.objects.published().only("slug", "changed_at").order_by("pk")

    def location(self, item: Resource | FundingCall) -> str:
        return reverse(self.name, args=[item.slug])

    def lastmod(self, item: Resource | FundingCall) -> datetime:
        return item.changed_at


class ResourcesSitemap(_TextSitemap):
    model = Resource
    name = "resources:resource"


class CallsSitemap(_TextSitemap):
    model = FundingCall
    name = "resources:call"


class AdvocacySitemap(_InitiativeSitemap):
    """Every initiative that the public may follow."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000

    def items(self) -> InitiativeQuerySet:
        return AdvocacyInitiative.objects.public().only("slug", "changed_at").order_by("pk")

    def location(self, item: AdvocacyInitiative) -> str:
        return item.get_absolute_url()

    def lastmod(self, item: AdvocacyInitiative) -> datetime:
        return item.changed_at


class PressSitemap(_ReleaseSitemap):
    """Press releases that everybody may read."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000

    def items(self) -> PressReleaseQuerySet:
        return PressRelease.objects.public().only("slug", "changed_at", "public_from")

    def location(self, item: PressRelease) -> str:
        return reverse("press:release", args=[item.slug])

    def lastmod(self, item: PressRelease) -> datetime:
        """Return when it changed last; what was held back changed for readers when it appeared."""
        return max(item.changed_at, item.public_from or item.changed_at)


class GrantSitemap(_GrantSitemap):
    """The grants that have a page with what was achieved, in each language."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> GrantQuerySet:
        return Grant.objects.public()

    def location(self, item: Grant) -> str:
        return reverse("indicators:grant", args=[item.code])


class _UnderOurName:
    """Addresses begin with BASE_URL, whatever host a request named."""

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme


def all_sitemaps() -> dict[str, SitemapClass]:
    """Return the sitemaps of all installed apps, by a name that starts with the app's."""
    found: dict[str, SitemapClass] = {
        "center": PageSitemap,
        "center-press": PressSitemap,
        "center-advocacy": AdvocacySitemap,
        "center-library": LibrarySitemap,
        "center-resources": ResourcesSitemap,
        "center-calls": CallsSitemap,
        "center-news": NewsSitemap,
        "center-news-categories": NewsCategorySitemap,
        "center-council": CouncilYearSitemap,
        "center-pages": StandingPagesSitemap,
        "center-newsletter": NewsletterSitemap,
        "center-grants": GrantSitemap,
    }
    for config in apps.get_app_configs():
        if (
            config.name != "center"
            and config.module is not None
            and module_has_submodule(config.module, "sitemaps")
        ):
            if config.name.startswith("django."):
                continue
            found |= import_module(f"{config.name}.sitemaps").SITEMAPS
    return {name: type(each.__name__, (_UnderOurName, each), {}) for name, each in found.items()}
