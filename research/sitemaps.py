"""What search engines may show of the research: its first page and the census of today."""

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

if TYPE_CHECKING:
    _StringSitemap = Sitemap[str]
else:
    _StringSitemap = Sitemap


class ResearchSitemap(_StringSitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["research:front", "research:census"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"research": ResearchSitemap}
