"""Pages kept for a minute in this process's memory: whole ones for readers of whom we know nothing, parts for all.

The frame of a page costs more than a programme in it. What the page says of its own is part of the key, so that a
change shows at once; the office's address or hours in the frame may be a minute old.
"""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language

SECONDS: Final = 60
_pages: Final = LocMemCache("events.pages", {"TIMEOUT": SECONDS, "OPTIONS": {"MAX_ENTRIES": 200}})


def kept(request: HttpRequest, facts: object, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page of this address and these `facts` (anything with a full `repr`), made now or a while ago.

    Without facts (None) nothing is kept. Whoever is signed in, has a notice waiting or asks with a query gets a page
    made for them.
    """
    if facts is None or not _is_stranger(request):
        return make()
    key = hashlib.sha256(f"{request.get_host()} {request.path} {facts!r}".encode()).hexdigest()
    content = _pages.get(key)
    if content is None:
        response = make()
        # Not what leads elsewhere, when the address was changed in between.
        if response.status_code == HTTPStatus.OK:
            _pages.set(key, response.content)
    else:
        response = HttpResponse(content)
    patch_vary_headers(response, ["Cookie"])
    return response


def kept_part(facts: object, make: Callable[[], SafeString]) -> SafeString:
    """Return a part of a page that tells these `facts` in the active language, the same for every reader."""
    key = hashlib.sha256(f"{get_language()} {facts!r}".encode()).hexdigest()
    part: str | None = _pages.get(key)
    if part is None:
        part = make()
        _pages.set(key, part)
    # Made by a template, which escapes.
    return SafeString(part)


def forget_all() -> None:
    """Begin anew."""
    _pages.clear()


def _is_stranger(request: HttpRequest) -> bool:
    harmless = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    return not request.META.get("QUERY_STRING") and request.COOKIES.keys() <= harmless
