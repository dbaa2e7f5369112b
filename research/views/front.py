"""The first page of the research."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from research.census.kept import Registry
from research.views.census_words import headline


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead to what the office found out, with the newest number of the census."""
    registry = Registry()
    extent = registry.extent()
    said = "" if extent.is_empty else headline(registry.count([extent.today]).censuses[-1], extent.today)
    return render(request, "research/front.html", {"census": said})
