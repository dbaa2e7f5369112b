"""The calendar of one advisor at a secret address, for calendar programs to read again and again (RFC 5545, 7986).

It says when somebody comes and where, and nothing of who and why: a calendar is copied to phones, to other companies'
servers and onto shared screens. Those who need more follow the link to the record, where they have to sign in.
"""

import hashlib
from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Event
from icalendar.prop import vText

from center import limits, offices
from center.models import Office
from consultations import calendars
from consultations.choices import State
from consultations.models import Advisor, CalendarFeed, Consultation
from consultations.models.calendar_feed import digest_of
from consultations.services.calendar_feeds import note_reading

# Generous: the programs of all advisors may come from one address of Google's, or of the office.
_PER_CLIENT: Final = limits.Limit(600, timedelta(hours=1))
_MAY_BE_KEPT_FOR: Final = timedelta(minutes=5)
# What we ask programs for; many come when they like (Google after some hours).
_READ_AGAIN_AFTER: Final = timedelta(minutes=15)
_STATUS: Final = {State.REQUESTED: "TENTATIVE", State.CANCELLED: "CANCELLED"}
# In these the advisor is not held: who did not come left the time free.
_FREE: Final = frozenset({State.CANCELLED, State.MISSED})


def address(feed: CalendarFeed) -> str:
    """Return the absolute address of an open feed, secret included: for its own advisor's eyes only."""
    return settings.BASE_URL + reverse("consultations_feeds:advisor", args=[feed.secret])


@require_safe
def advisor(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Serve the calendar behind a secret. Unknown and ended ones get the same 404 by the same way."""
    verdict = limits.allow_client(request, "calendar-feed", _PER_CLIENT)
    if not verdict.allowed:
        refused = _plain("Too many requests.", HTTPStatus.TOO_MANY_REQUESTS)
        refused["Retry-After"] = str(max(1, ceil(verdict.retry_after.total_seconds())))
        return refused
    feed = (
        CalendarFeed.objects.opened_by(digest_of(secret))
        .select_related("advisor__user")
        .defer("secret")
        .first()
    )
    if feed is None:
        return _plain("Not found.", HTTPStatus.NOT_FOUND)
    with translation.override(feed.advisor.user.language):
        content = calendar_of(feed.advisor)
    tag = hashlib.sha256(content).hexdigest()
    modified = int(note_reading(feed=feed, content_tag=tag).timestamp())
    # Weak: a proxy that compresses the answer keeps it, and it is still found to be the same.
    etag = f'W/"{tag[:32]}"'
    response = get_conditional_response(request, etag, modified) or HttpResponse(
        content, content_type="text/calendar; charset=utf-8"
    )
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = f"private, max-age={int(_MAY_BE_KEPT_FOR.total_seconds())}"
    response["Content-Disposition"] = 'inline; filename="visits.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _plain(text: str, status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def calendar_of(advisor: Advisor, *, now: datetime | None = None) -> bytes:
    """Return the .ics file of an advisor in the active language: lines folded at 75 octets and ended by CRLF.

    The same visits give the same bytes, whenever it is asked for. There is no METHOD, as nobody is invited; so DTSTAMP
    tells when the visit last changed (RFC 5545, 3.8.7.2).
    """
    office = offices.current()
    file = calendars.empty_calendar()
    # NAME and REFRESH-INTERVAL are the standard's (RFC 7986), the X- ones what programs read for years before.
    name = _("Visits: %(office)s") % {"office": office.short_name.plain or office.name.plain}
    for each in ("name", "x-wr-calname"):
        # As text by type: the library does not know that commas must be escaped in these.
        file.add(each, vText(name))
    file.add("refresh-interval", _READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", f"PT{_READ_AGAIN_AFTER // timedelta(minutes=1)}M")
    file.add("x-wr-timezone", timezone.get_default_timezone_name())
    visits = (
        Consultation.objects.in_calendar_of(advisor, now)
        .defer("note", "self_check")
        .prefetch_related("moves")
    )
    for visit in visits:
        file.add_component(_entry(visit, office))
    content: bytes = file.to_ical()
    return content


def _entry(visit: Consultation, office: Office) -> Event:
    link = settings.BASE_URL + reverse("admin:consultations_consultation_change", args=[visit.pk])
    state = State(visit.state)
    event = Event()
    event.add("uid", calendars.uid(visit))
    event.add("sequence", visit.ics_sequence)
    event.add("dtstamp", calendars.changed_at(visit))
    event.add("last-modified", calendars.changed_at(visit))
    event.add("created", visit.created_at)
    event.add("dtstart", visit.starts_at)
    event.add("dtend", visit.ends_at)
    event.add("summary", _summary(visit, state))
    event.add("location", calendars.location(visit, office))
    # Google shows no URL, so the link stands in the text too.
    event.add(
        "description",
        _("State: %(state)s\nThe record (sign-in needed): %(link)s") % {"state": state.label, "link": link},
    )
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("status", _STATUS.get(state, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if state in _FREE else "OPAQUE")
    return event


def _summary(visit: Consultation, state: State) -> str:
    """Say what it is and how the visitor comes; some programs show what is cancelled, struck through or not at all."""
    facts = {"reference": visit.reference, "place": visit.get_mode_display()}
    if state == State.CANCELLED:
        return _("Cancelled: visit %(reference)s · %(place)s") % facts
    if state == State.REQUESTED:
        return _("To be confirmed: visit %(reference)s · %(place)s") % facts
    return _("Visit %(reference)s · %(place)s") % facts
