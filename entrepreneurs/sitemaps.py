"""What search engines may show: of the self-check its first page and all questions, the directory, the profiles."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from entrepreneurs.models import DirectoryEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    _StringSitemap = Sitemap[str]
    _EntrySitemap = Sitemap[DirectoryEntry]
else:
    _StringSitemap = _EntrySitemap = Sitemap


class SelfCheckSitemap(_StringSitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["eligibility:start", "eligibility:all"]

    def location(self, item: str) -> str:
        return reverse(item)


class DirectorySitemap(_StringSitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["entrepreneurs:directory", "entrepreneurs:map", "entrepreneurs:statistics"]

    def location(self, item: str) -> str:
        return reverse(item)


class ProfileSitemap(_EntrySitemap):
    i18n = True
    alternates = True
    x_default = True
    # Each stands in every language with its alternates; a file of more would only be cut off by search engines.
    limit = 5000

    def items(self) -> "QuerySet[DirectoryEntry]":
        return DirectoryEntry.objects.only("slug", "confirmed_on").order_by("pk")

    def lastmod(self, item: DirectoryEntry) -> date | None:
        return item.confirmed_on


SITEMAPS = {
    "entrepreneurs": SelfCheckSitemap,
    "entrepreneurs-directory": DirectorySitemap,
    "entrepreneurs-profiles": ProfileSitemap,
}
