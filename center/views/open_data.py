"""Open data: the page for people, the catalogue for programs, and every file that an app offers."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from center import open_data_catalog
from center.base import open_data
from center.base.open_data import Version
from center.base.reading import may_lag
from center.costly_pages import costly

# A copy may be kept, but is asked about again each time: what an enterprise withdraws is gone at once.
_KEPT = "public, no-cache"
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def for_every_site(response: HttpResponseBase) -> HttpResponseBase:
    """Let scripts and pages of any site read this answer; it never depends on who asks."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response


def answer(
    request: HttpRequest, *, name: str, version: Version, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answer 304 to whoever has this version, else what `make` returns, with its validators and for every site."""
    tag = quote_etag(hashlib.sha256(f"{name} {version.tag}".encode()).hexdigest()[:32])
    modified = int(version.modified.timestamp())
    # Typed for the views of Django that build it anyway; here it is made only if it is wanted.
    response = get_conditional_response(request, tag, modified) or make()
    response["ETag"] = tag
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = _KEPT
    response["Link"] = f'<{settings.OPEN_DATA_LICENCE}>; rel="license"'
    return for_every_site(response)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Explain what there is, field by field, in words."""
    licence = settings.OPEN_DATA_LICENCE
    context = {
        "datasets": open_data.datasets(),
        "publications": open_data.publications(open_data_catalog.publisher_id()),
        "licence": licence,
        "licence_name": "Creative Commons BY 4.0" if licence == _CC_BY else licence,
    }
    return render(request, "center/open_data.html", context)


@require_safe
def to_page(request: HttpRequest) -> HttpResponse:
    """Lead a person from `/data/` to the page in their language, a program to the catalogue."""
    response = HttpResponseRedirect(reverse("open_data"))
    for media_type, suffix in (("application/ld+json", "jsonld"), ("text/turtle", "ttl")):
        if media_type in request.headers.get("accept", ""):
            response = HttpResponseRedirect(reverse("open_data_catalog", args=[suffix]))
    patch_vary_headers(response, ["Accept"])
    return response


@may_lag
@require_safe
@costly(is_data=True)
def catalog(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Describe the datasets by DCAT-AP, as `jsonld` or `ttl`."""
    if suffix not in {"jsonld", "ttl"}:
        raise Http404
    data: dict[str, Any] = open_data_catalog.graph()
    is_turtle = suffix == "ttl"
    text = (
        open_data_catalog.turtle(data)
        if is_turtle
        else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    )
    media_type = "text/turtle" if is_turtle else "application/ld+json"
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Cache-Control"] = _KEPT
    return for_every_site(response)


@may_lag
@require_safe
@costly(is_data=True)
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Stream a file of a dataset, or of it what the query selects; the file as such is the one without a query."""
    if name not in open_data.files():
        raise Http404
    dataset, found = open_data.files()[name]
    selection = dataset.selection(request.GET)
    stem, _dot, suffix = name.partition(".")

    def make() -> HttpResponseBase:
        # A HEAD is answered without reading a row.
        pieces = found.write(selection) if request.method == "GET" else iter(())
        response = StreamingHttpResponse(pieces, content_type=f"{found.media_type}; charset=utf-8")
        response["Content-Disposition"] = (
            f'inline; filename="{stem}{"-selection" if selection else ""}.{suffix}"'
        )
        return response

    response = answer(request, name=f"{name}?{selection}", version=dataset.version(), make=make)
    if selection:
        response["Link"] += f', <{settings.BASE_URL}{request.path}>; rel="canonical"'
    return response
