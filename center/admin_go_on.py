"""The page after a proof: on with what was begun before it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from center import kept_requests

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite


def go_on(request: HttpRequest, key: str, *, site: "AdminSite") -> HttpResponse:
    """Offer the kept form to be sent, or the file to be taken; nothing is done before the person says so."""
    kept = kept_requests.give_back(request, key)
    if kept is None:
        raise Http404
    context = {
        **site.each_context(request),
        "title": _("Go on where you were"),
        "kept": kept,
    }
    return TemplateResponse(request, "admin/go_on.html", context)
