"""The page behind the yearly letter: GET shows the facts and changes nothing, POST confirms them."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from entrepreneurs.models import Enterprise, Product
from entrepreneurs.services import yearly_check


@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether the profile is still right; a link that does not fit (any more) says so for every enterprise."""
    enterprise = yearly_check.read_key(slug, request.GET.get("key", ""))
    if enterprise is None:
        return _private(render(request, "entrepreneurs/check/dead_link.html", status=HTTPStatus.FORBIDDEN))
    is_confirmed = request.method == "POST"
    if is_confirmed:
        enterprise = yearly_check.confirm(enterprise=enterprise)
    return _private(
        render(
            request,
            "entrepreneurs/check/still_right.html",
            {"enterprise": _with_facts(enterprise), "is_confirmed": is_confirmed, **_lists(enterprise)},
        )
    )


def _with_facts(enterprise: Enterprise) -> Enterprise:
    return Enterprise.objects.with_facts_on().get(pk=enterprise.pk)


def _lists(enterprise: Enterprise) -> dict[str, object]:
    return {
        "hours": enterprise.opening_times.all(),
        "channels": enterprise.channels.shown(),
        "links": enterprise.web_links.all(),
        "products": Product.objects.filter(enterprise=enterprise, is_offered=True),
        "edit_url": reverse("own:enterprise", args=[enterprise.slug]),
    }


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
