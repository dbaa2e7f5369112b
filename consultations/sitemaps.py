"""What search engines may show of the consultations: the topics and the group sessions, never a step of a booking."""

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

if TYPE_CHECKING:
    _StringSitemap = Sitemap[str]
else:
    _StringSitemap = Sitemap


class TopicsSitemap(_StringSitemap):
    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["consultations:topics", "consultations:groups"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"consultations": TopicsSitemap}
