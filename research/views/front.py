"""The first page of the research."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from research.census.kept import Registry
from research.models import Release, Survey
from research.views.census_words import headline


@may_lag
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead to what the office found out, to the surveys that run, and to the census with its newest number."""
    registry = Registry()
    extent = registry.extent()
    said = "" if extent.is_empty else headline(registry.count([extent.today]).censuses[-1], extent.today)
    context = {
        "census": said,
        "surveys": Survey.objects.running(timezone.now()).filter(is_listed=True).order_by("closes_at", "pk"),
        "releases": _newest_first(),
    }
    return render(request, "research/front.html", context)


def _newest_first() -> list[Release]:
    """Return the newest published results of each survey, without their documents."""
    newest = Release.objects.newest_of_each().select_related("survey").defer("document")
    return sorted(newest, key=lambda release: str(release.published_at), reverse=True)
