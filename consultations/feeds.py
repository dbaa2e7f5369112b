"""The calendar of one advisor at a secret address, for calendar programs to read again and again (RFC 5545, 7986).

It says when somebody comes and where, and nothing of who and why: a calendar is copied to phones, to other companies'
servers and onto shared screens. Those who need more follow the link to the record, where they have to sign in.
"""

import hashlib
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

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

from center import calendar_files, limits, offices
from center.models import Office
from consultations import calendars
from consultations.choices import SessionState, State
from consultations.models import Advisor, CalendarFeed, Consultation, GroupSession
from consultations.models.calendar_feed import digest_of
from consultations.services.calendar_feeds import note_reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Generous: the programs of all advisors may come from one address of Google's, or of the office.
_PER_CLIENT: Final = limits.Limit(600, timedelta(hours=1))
_MAY_BE_KEPT_FOR: Final = timedelta(minutes=5)
# What we ask programs for; many come when they like (Google after some hours).
_READ_AGAIN_AFTER: Final = timedelta(minutes=15)
_STATUS: Final[dict[str, str]] = {
    State.REQUESTED: "TENTATIVE",
    State.CANCELLED: "CANCELLED",
    SessionState.DRAFT: "TENTATIVE",
}
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
        refused["Retry-After"] = str(verdict.seconds)
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
    file = calendar_files.empty_calendar()
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
        file.add_component(_of_visit(visit, office))
    for session in GroupSession.objects.in_calendar_of(advisor, now):
        file.add_component(_of_session(session, office))
    content: bytes = file.to_ical()
    return content


def _of_visit(visit: Consultation, office: Office) -> Event:
    state, changed = State(visit.state), calendars.changed_at(visit)
    event = _entry(visit, office, state.label)
    event.add("uid", calendars.uid(visit))
    event.add("sequence", visit.ics_sequence)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", _summary(visit, state))
    event.add("status", _STATUS.get(state, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if state in _FREE else "OPAQUE")
    return event


def _of_session(session: Any, office: Office) -> Event:
    """Return a group session, with the number of its changes and the last of them by `in_calendar_of`."""
    state, place = SessionState(session.state), {"place": session.get_mode_display()}
    event = _entry(session, office, state.label)
    event.add("uid", f"group-session-{session.pk}@{calendar_files.host()}")
    event.add("sequence", max(session.changes - 1, 0))
    event.add("dtstamp", session.changed_at or session.created_at)
    event.add("last-modified", session.changed_at or session.created_at)
    if state == SessionState.CANCELLED:
        event.add("summary", _("Cancelled: group session · %(place)s") % place)
    elif state == SessionState.DRAFT:
        event.add("summary", _("In preparation: group session · %(place)s") % place)
    else:
        event.add("summary", _("Group session · %(place)s") % place)
    event.add("status", _STATUS.get(state, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if state == SessionState.CANCELLED else "OPAQUE")
    return event


def _entry(held: Consultation | GroupSession, office: Office, state: "StrOrPromise") -> Event:
    """Return what visits and sessions have in common."""
    address = reverse(f"admin:consultations_{held._meta.model_name}_change", args=[held.pk])
    link = settings.BASE_URL + address
    event = Event()
    event.add("created", held.created_at)
    event.add("dtstart", held.starts_at)
    event.add("dtend", held.ends_at)
    event.add("location", calendars.location(held, office))
    # Google shows no URL, so the link stands in the text too.
    text = _("State: %(state)s\nThe record (sign-in needed): %(link)s") % {"state": state, "link": link}
    event.add("description", text)
    event.add("url", link)
    event.add("class", "PRIVATE")
    return event


def _summary(visit: Consultation, state: State) -> str:
    """Say what it is and how the visitor comes; some programs show what is cancelled, struck through or not at all."""
    facts = {"reference": visit.reference, "place": visit.get_mode_display()}
    if state == State.CANCELLED:
        return _("Cancelled: visit %(reference)s · %(place)s") % facts
    if state == State.REQUESTED:
        return _("To be confirmed: visit %(reference)s · %(place)s") % facts
    return _("Visit %(reference)s · %(place)s") % facts
