"""Pages that other sites show in a frame of theirs: no script, no cookie, and nothing that a page of ours may do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from center.middleware import cookieless


def for_any_frame(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let every site show the page, for five minutes from a cache, and let the page load its style alone."""

    @require_safe
    @cookieless
    @xframe_options_exempt
    @csp_replace(
        {
            "default-src": ["'none'"],
            "style-src": ["'self'"],
            "img-src": ["'self'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["*"],
        }
    )
    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=300"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        # The frame is what it is without the rights of a page of ours.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return framed
