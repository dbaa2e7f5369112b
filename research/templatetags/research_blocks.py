"""Parts about the research that other pages show."""

from typing import Any

from django import template

from research.census.kept import Registry
from research.models import Release
from research.views.census_words import headline

register = template.Library()


@register.inclusion_tag("research/blocks/figure.html")
def research_figure() -> dict[str, Any]:
    """Show how many enterprises there are today, and the newest results; nothing on an empty registry.

    A fixed number of queries; the count itself is kept as long as the registry stays as it is.
    """
    registry = Registry()
    extent = registry.extent()
    said = "" if extent.is_empty else headline(registry.count([extent.today]).censuses[-1], extent.today)
    newest = Release.objects.newest_of_each().filter(survey__is_listed=True)
    release = (
        Release.objects.filter(pk__in=newest.values("pk"))
        .select_related("survey")
        .defer("document")
        .order_by("-published_at", "-pk")
        .first()
    )
    return {"census": said, "release": release}
