"""Sitemaps: our own pages, and those of upper apps through their `sitemaps.py`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    _StringSitemap = Sitemap[str]
    SitemapClass = type[Sitemap[Any]]
else:
    _StringSitemap = Sitemap
    SitemapClass = type


class PageSitemap(_StringSitemap):
    """The standing pages, in each language, with their alternates."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return ["home", "about", "contact", "open_data", "privacy", "accessibility"]

    def location(self, item: str) -> str:
        return reverse(item)


def all_sitemaps() -> dict[str, SitemapClass]:
    """Return the sitemaps of all installed apps, by a name that starts with the app's."""
    found: dict[str, SitemapClass] = {"center": PageSitemap}
    for config in apps.get_app_configs():
        if (
            config.name != "center"
            and config.module is not None
            and module_has_submodule(config.module, "sitemaps")
        ):
            if config.name.startswith("django."):
                continue
            found |= import_module(f"{config.name}.sitemaps").SITEMAPS
    return found
