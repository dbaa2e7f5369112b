"""What shows an event elsewhere: the picture beside a shared link, a poster, a list in a frame of another site."""

import hashlib
import json
from typing import Any, Final

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from center.costly_pages import costly
from center.frames import for_any_frame
from center.middleware import cookieless
from events import posters
from events.choices import EventKind
from events.models import Event
from events.views.event import Moved, public_event

_MOST: Final = 50
_USUAL: Final = 10
_KEPT_FOR: Final = 24 * 3600
_LONGEST_LIMIT: Final = 3


@require_safe
@cookieless
@costly(is_data=True)
def share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the picture of an event in the language of the address; kept for a day, drawn anew when it changed."""
    words = posters.share_words(_event(slug))
    seen = json.dumps([get_language(), words])
    key = f"events.share.{hashlib.sha256(seen.encode()).hexdigest()[:32]}"
    picture = cache.get(key)
    if picture is None:
        picture = posters.share_picture(words)
        cache.set(key, picture, _KEPT_FOR)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={_KEPT_FOR}"
    return response


@require_safe
@costly()
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the poster as a file to print, A4 or with `?size=a3` A3."""
    event = _event(slug)
    size: posters.Size = "a3" if request.GET.get("size") == "a3" else "a4"
    response = HttpResponse(posters.poster(event, size), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{event.slug}-{size}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _event(slug: str) -> Any:
    try:
        return public_event(slug)
    except Moved:
        raise Http404 from None


@for_any_frame
@costly(is_data=True)
def embed(request: HttpRequest) -> HttpResponse:
    """Show what is to come in a frame of another site: no script, no cookie."""
    typed, kind = request.GET.get("limit", ""), request.GET.get("kind", "")
    limit = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_LIMIT else _USUAL
    events = Event.objects.coming().with_details()
    if kind in EventKind.values:
        events = events.filter(kind=kind)
    return render(request, "events/embed.html", {"events": events[: min(max(limit, 1), _MOST)]})
