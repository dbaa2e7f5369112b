"""Somebody's own page of a registration. A GET of its link changes nothing; strangers learn nothing."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from center.private_pages import canonical, private
from events import calendars, links, rules
from events.choices import Ending, EventState, RegistrationState
from events.errors import ChangeRefused
from events.forms import SizeForm
from events.models import Registration
from events.services import consents, registrations, waiting_list
from events.services.items import chosen_items
from events.services.linking import keep_own, persons_of
from events.views.addresses import registration_address
from events.views.finding import ask_contact

_ENDED: dict[str, str | Promise] = {
    Ending.EXPIRED: _("The offer was not answered in time, so the place is no longer kept for you."),
    Ending.NO_PLACE: _("No place became free for this event."),
    Ending.EVENT: _("This event does not take place."),
}
PAGES = ("accept", "decline", "cancel", "people", "programme", "erase", "keep", "calendar", "pass")


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the registration to who has its key; ask others for the contact, whether there is such a one or not."""
    found = by_key(request, reference)
    return ask_contact(request, reference) if found is None else _show(request, found)


@require_POST
def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the offered places."""
    return _answer(request, reference, waiting_list.accept_offer)


@require_POST
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave the offered places to the next people."""
    return _answer(request, reference, waiting_list.decline_offer)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once more, then give the places back or leave the waiting list; only the POST changes anything."""
    if request.method == "POST":
        return _answer(request, reference, registrations.cancel_registration)
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    if not _can_change(found):
        return redirect(registration_address(found))
    return private(render(request, "events/registration_cancel.html", own_context(found)))


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, reference: str) -> HttpResponse:
    """Let more or fewer people come."""
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    if not _can_change(found):
        return redirect(registration_address(found))
    form = SizeForm(request.POST if request.method == "POST" else None, initial={"size": found.size})
    problem: str | Promise = ""
    if request.method == "POST" and form.is_valid():
        try:
            registrations.change_size(registration=found, size=form.cleaned_data["size"])
            return redirect(registration_address(found))
        except ValidationError as error:
            form.add_error("size", error.message_dict["size"])
        except ChangeRefused as refused:
            problem = refused.message
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {**own_context(found), "form": form, "problem": problem}
    return private(render(request, "events/registration_people.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once more, then take the consent back: name, contact and answers go at once.

    The second of two clicks is told the same, and not that its link is dead.
    """
    found = _of_key(request, reference) if request.method == "POST" else by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    if request.method == "POST":
        consents.withdraw_and_erase(registration=found)
        return private(render(request, "events/registration_erased.html", {"event": found.event}))
    return private(render(request, "events/registration_erase.html", own_context(found)))


@require_POST
def keep(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the registration with the records of a person behind the login of who holds its key."""
    found = by_key(request, reference)
    if found is None or not request.user.is_authenticated:
        return ask_contact(request, reference)
    wanted = request.POST.get("person", "")
    person = next((each for each in persons_of(request.user) if str(each.pk) == wanted), None)
    if person is None:
        raise Http404
    try:
        keep_own(registration=found, person=person, user=request.user)
    except ChangeRefused as refused:
        return _show(request, found, problem=refused.message, status=HTTPStatus.CONFLICT)
    return redirect(registration_address(found))


@require_safe
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the event as a file for a calendar program, to somebody who has a place."""
    found = by_key(request, reference)
    if found is None or found.state != RegistrationState.SIGNED_UP:
        raise Http404
    content = calendars.registration_file(found)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="event-{found.reference}.ics"'
    return private(response)


def _answer(request: HttpRequest, reference: str, service: Callable[..., Registration]) -> HttpResponse:
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    try:
        service(registration=found)
    except ChangeRefused as refused:
        current = Registration.objects.with_details().get(pk=found.pk)
        return _show(request, current, problem=refused.message, status=HTTPStatus.CONFLICT)
    return redirect(registration_address(found))


def by_key(request: HttpRequest, reference: str) -> Registration | None:
    """Return the registration of the address when its key fits, else None; 404 for what can be no reference.

    One that was erased belongs to nobody any more.
    """
    found = _of_key(request, reference)
    return None if found is None or found.erased_at is not None else found


def _of_key(request: HttpRequest, reference: str) -> Registration | None:
    key = request.GET.get("key", "")
    return links.read_key(canonical(reference), key) if key else None


def _can_change(found: Registration) -> bool:
    return found.is_open and not rules.has_begun(found.event, timezone.now())


def _show(
    request: HttpRequest, found: Registration, *, problem: str | Promise = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    is_new = "new" in request.GET and found.is_open
    context = {
        **own_context(found),
        "problem": problem,
        "is_new": is_new,
        "heading": _heading(found, is_new=is_new),
        "items": chosen_items(found),
        "own_persons": persons_of(request.user)
        if request.user.is_authenticated and found.entrepreneur_id is None
        else [],
        "offers_items": event_offers_items(found),
    }
    return private(render(request, "events/registration.html", context, status=status))


def event_offers_items(found: Registration) -> bool:
    """Say whether something of the programme has places of its own to choose."""
    if found.state != RegistrationState.SIGNED_UP or found.event.state != EventState.PUBLISHED:
        return False
    items = found.event.items.filter(capacity__isnull=False, is_dropped=False)
    return items.exists() and found.event.releases.exists()


def _heading(found: Registration, *, is_new: bool) -> str | Promise:
    if found.state == RegistrationState.OFFERED:
        return _("A place is free for you")
    if found.state == RegistrationState.WAITING:
        return _("You are on the waiting list")
    if found.state == RegistrationState.CANCELLED:
        return _("You are not on the list any more")
    return _("You are registered") if is_new else _("Your registration")


def own_context(found: Registration) -> dict[str, object]:
    """Return what every page of a registration shows."""
    now, event = timezone.now(), found.event
    waits, has_place = (
        found.state == RegistrationState.WAITING,
        found.state == RegistrationState.SIGNED_UP,
    )
    before = (
        event.registrations.queue().filter(pk__lt=found.pk).values_list("size", flat=True) if waits else []
    )
    return {
        "registration": found,
        "event": event,
        "is_past": rules.has_begun(event, now),
        "is_postponed": event.state == EventState.POSTPONED,
        "has_place": has_place,
        "has_pass": rules.has_pass(found, now),
        "waits": waits,
        "ahead": sum(before),
        "is_offered": found.state == RegistrationState.OFFERED,
        "offer_is_over": found.offered_until is not None and found.offered_until < now,
        "ended": _ENDED.get(found.ending, ""),
        "can_change": _can_change(found),
        "online_link": event.online_link if has_place else "",
        "urls": {name: registration_address(found, f"registration_{name}") for name in PAGES},
        "own_url": registration_address(found),
    }
