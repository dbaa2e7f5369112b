"""What search engines may show: of the self-check its first page and all questions, the directory, the profiles."""

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

if TYPE_CHECKING:
    _StringSitemap = Sitemap[str]
else:
    _StringSitemap = Sitemap


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
        return ["entrepreneurs:directory"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"entrepreneurs": SelfCheckSitemap, "entrepreneurs-directory": DirectorySitemap}
