"""One enterprise by its identifier: its page for people, its record for programs."""

import json
import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from center.views.open_data import answer, for_every_site
from entrepreneurs import public_data, public_formats

_FOR_PROGRAMS = ("application/ld+json", "application/json")


class SeeOther(HttpResponseRedirect):
    """Another thing tells of the one asked for (RFC 9110, 15.4.4)."""

    status_code = 303


@require_safe
def identified(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """Lead from the identifier to the page or, for programs, to the record (303: an enterprise is no document)."""
    enterprise = get_object_or_404(public_data.visible(), uid=uid)
    accepted = request.headers.get("accept", "")
    wants_data = any(media_type in accepted for media_type in _FOR_PROGRAMS) and "text/html" not in accepted
    response = SeeOther(
        reverse("entrepreneurs_data:enterprise", args=[uid])
        if wants_data
        else public_data.profile_address(enterprise.slug)
    )
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept"])
    return for_every_site(response)


@may_lag
@require_safe
def enterprise(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """Return one enterprise as JSON-LD, which any program reads as plain JSON too."""
    # A record merged away is not visible; its successor has an identifier of its own.
    rows = public_data.visible().filter(uid=uid)
    if not rows.exists():
        raise Http404

    def make() -> HttpResponseBase:
        found = public_data.detailed(rows).first()
        if found is None:
            raise Http404
        node = {"@context": public_formats.CONTEXT, **public_formats.node(public_data.record(found))}
        return HttpResponse(
            json.dumps(node, ensure_ascii=False, indent=1), content_type="application/ld+json; charset=utf-8"
        )

    return answer(request, name=f"enterprise {uid}", version=public_data.version(), make=make)
