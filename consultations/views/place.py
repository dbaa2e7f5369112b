"""A participant's own page of a place. A GET of its link changes nothing; strangers learn nothing."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from center.private_pages import canonical, private
from consultations import calendars, links
from consultations.choices import Ending, Mode, PlaceState
from consultations.errors import ChangeRefused
from consultations.models import Participation
from consultations.services import participations, waiting_list
from consultations.views.addresses import place_address
from consultations.views.finding import ask_contact

# Kind and icon of the badge; its word is the name of the state.
_BADGES = {
    PlaceState.SIGNED_UP: ("success", "check"),
    PlaceState.WAITING: ("info", "clock"),
    PlaceState.OFFERED: ("warning", "clock"),
    PlaceState.ATTENDED: ("neutral", "check"),
    PlaceState.MISSED: ("neutral", "info"),
    PlaceState.CANCELLED: ("error", "error"),
}
_ENDED: dict[str, str | Promise] = {
    Ending.EXPIRED: _("The offer was not answered in time, so the place is no longer kept for you."),
    Ending.NO_PLACE: _("No place became free for this session."),
    Ending.SESSION: _("This session does not take place."),
}


@require_safe
def place(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the place to who has its key; ask others for the contact, whether there is such a place or not."""
    found = by_key(request, reference)
    return ask_contact(request, reference) if found is None else _show(request, found)


@require_POST
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the offered place."""
    return _answer(request, reference, waiting_list.accept_offer)


@require_POST
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave the offered place to the next person."""
    return _answer(request, reference, waiting_list.decline_offer)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once more, then give the place back or leave the waiting list; only the POST changes anything."""
    if request.method == "POST":
        return _answer(request, reference, participations.cancel_place)
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    if not _can_cancel(found):
        return redirect(place_address(found))
    return private(render(request, "consultations/place_cancel.html", _context(found)))


@require_safe
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the session as a file for a calendar program, to somebody who has a place."""
    found = by_key(request, reference)
    if found is None or found.state != PlaceState.SIGNED_UP:
        raise Http404
    response = HttpResponse(calendars.place_file(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{found.reference}.ics"'
    return private(response)


def _answer(request: HttpRequest, reference: str, service: Callable[..., Participation]) -> HttpResponse:
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    try:
        service(participation=found)
    except ChangeRefused as refused:
        current = Participation.objects.with_details().get(pk=found.pk)
        return _show(request, current, problem=refused.message, status=HTTPStatus.CONFLICT)
    return redirect(place_address(found))


def by_key(request: HttpRequest, reference: str) -> Participation | None:
    """Return the place of the address when its key fits, else None; 404 for what can be no reference."""
    key = request.GET.get("key", "")
    return links.read_place_key(canonical(reference), key) if key else None


def _can_cancel(found: Participation) -> bool:
    return found.is_open and found.session.starts_at > timezone.now()


def _show(
    request: HttpRequest, found: Participation, *, problem: str | Promise = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    is_new = "new" in request.GET and found.is_open
    context = {
        **_context(found),
        "problem": problem,
        "is_new": is_new,
        "heading": _heading(found, is_new=is_new),
    }
    return private(render(request, "consultations/place.html", context, status=status))


def _heading(found: Participation, *, is_new: bool) -> str | Promise:
    if found.state == PlaceState.OFFERED:
        return _("A place is free for you")
    if found.state == PlaceState.WAITING:
        return _("You are on the waiting list")
    if found.state == PlaceState.CANCELLED:
        return _("You are not on the list any more")
    return _("You are signed up") if is_new else _("Your place in the group session")


def _context(found: Participation) -> dict[str, object]:
    now, session = timezone.now(), found.session
    waits = found.state == PlaceState.WAITING
    has_place = found.state in {PlaceState.SIGNED_UP, PlaceState.ATTENDED}
    return {
        "place": found,
        "session": session,
        "topic": session.topic,
        "at_office": session.mode == Mode.OFFICE,
        "is_past": session.starts_at <= now,
        "has_place": has_place,
        "waits": waits,
        "number": session.participations.queue().filter(pk__lte=found.pk).count() if waits else 0,
        "is_offered": found.state == PlaceState.OFFERED,
        "offer_is_over": found.offered_until is not None and found.offered_until < now,
        "ended": _ENDED.get(found.ending, ""),
        "can_cancel": _can_cancel(found),
        "badge": _BADGES[PlaceState(found.state)],
        "online_link": session.online_link if has_place else "",
        "urls": {
            name: place_address(found, f"place_{name}")
            for name in ("accept", "decline", "cancel", "calendar", "consents")
        },
        "place_url": place_address(found),
    }
