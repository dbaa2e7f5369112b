"""Pages that other sites show in a frame of theirs: no script, no cookie, and nothing that a page of ours may do."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from center.middleware import cookieless


def for_any_frame(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
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
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            response["Cache-Control"] = "public, max-age=300"
        else:
            # What one client is refused is not the page of the others behind the same cache.
            add_never_cache_headers(response)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        # The frame is what it is without the rights of a page of ours.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return framed
