"""Whole pages kept for a minute in this process's memory, for readers of whom we know nothing.

The frame of a page costs more than a programme in it. What the page says of its own is part of the key, so that a
change shows at once; the office's address or hours in the frame may be a minute old.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SECONDS: Final = 60
_pages: Final = LocMemCache("events.pages", {"TIMEOUT": SECONDS, "OPTIONS": {"MAX_ENTRIES": 200}})


def kept(request: HttpRequest, facts: object, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page of this address and these `facts` (anything with a full `repr`), made now or a while ago.

    Whoever is signed in, has a notice waiting or asks with a query gets a page made for them.
    """
    if not _is_stranger(request):
        return make()
    key = hashlib.sha256(f"{request.get_host()} {request.path} {facts!r}".encode()).hexdigest()
    content = _pages.get(key)
    if content is None:
        response = make()
        _pages.set(key, response.content)
    else:
        response = HttpResponse(content)
    patch_vary_headers(response, ["Cookie"])
    return response


def forget_all() -> None:
    """Begin anew."""
    _pages.clear()


def _is_stranger(request: HttpRequest) -> bool:
    harmless = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return not request.META.get("QUERY_STRING") and request.COOKIES.keys() <= harmless
