"""All public events, or those of one kind, as one calendar to subscribe to (RFC 5545, 7986)."""

import hashlib
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import offices
from center.choices import Language
from events import calendars
from events.choices import EventKind
from events.models import Event
from events.views.listing import KINDS

# Past ones stay for a while, so that a calendar of last month is not empty.
_BEHIND: Final = timedelta(days=120)
_MAY_BE_KEPT_FOR: Final = timedelta(minutes=15)


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Serve the calendar; `kind` and `lang` (sr, sr-latn, en) choose what and in which words, others are ignored."""
    kind = request.GET.get("kind", "")
    language = request.GET.get("lang", "")
    events = Event.objects.public().filter(ends_at__gt=timezone.now() - _BEHIND).order_by("starts_at", "pk")
    if kind in EventKind.values:
        events = events.filter(kind=kind)
    with translation.override(language if language in Language.values else Language.SERBIAN_CYRILLIC):
        name = str(KINDS[EventKind(kind)]) if kind in EventKind.values else _("Events")
        title = f"{name}, {offices.current().short_name.plain or offices.current().name.plain}"
        content = calendars.feed(events.with_details(), name=title).encode()
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        content, content_type="text/calendar; charset=utf-8"
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={int(_MAY_BE_KEPT_FOR.total_seconds())}"
    response["Content-Disposition"] = 'inline; filename="events.ics"'
    # Pages of other sites may read what is public anyway.
    response["Access-Control-Allow-Origin"] = "*"
    return response
