"""Choosing parts of the programme, and giving them back, on somebody's own pages of a registration."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from center.private_pages import private
from events.choices import EventState, RegistrationState
from events.errors import ChangeRefused
from events.models import Registration
from events.offered_items import Offered, offered
from events.services.items import choose_items, chosen_items
from events.views.addresses import registration_address
from events.views.finding import ask_contact
from events.views.registration import by_key, own_context


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what can be chosen with the free places (GET), or hold and give back as ticked (POST)."""
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    if not may_choose(found):
        return redirect(registration_address(found))
    items = offered(found.event)
    held = {item.pk: item for item in chosen_items(found)}
    if request.method != "POST":
        return _page(request, found, items, set(held))
    ticked = _ticked(request, items)
    listed = {each.row.pk for each in items}
    # What has begun or has no number of places any more stands on no list and stays as it is.
    keep = [item for pk, item in held.items() if pk not in listed]
    wanted = [each.row for each in items if each.row.pk in ticked]
    try:
        choose_items(registration=found, items=[*keep, *wanted])
    except ChangeRefused as refused:
        return _page(request, found, offered(found.event), ticked, problem=refused.message)
    return redirect(registration_address(found))


def may_choose(found: Registration) -> bool:
    """Say whether people with a place can still change what they take part in."""
    context = own_context(found)
    return (
        found.state == RegistrationState.SIGNED_UP
        and found.event.state == EventState.PUBLISHED
        and not context["is_past"]
    )


def _ticked(request: HttpRequest, items: list[Offered]) -> set[int]:
    """Return the keys that were ticked; what is not on the list is passed over."""
    typed = set(request.POST.getlist("item"))
    return {each.row.pk for each in items if str(each.row.pk) in typed}


def _page(
    request: HttpRequest,
    found: Registration,
    items: list[Offered],
    ticked: set[int],
    *,
    problem: str | Promise = "",
) -> HttpResponse:
    held = {item.pk for item in chosen_items(found)}
    context = {
        **own_context(found),
        "problem": problem,
        "rows": [
            {
                "offered": each,
                "is_held": each.row.pk in held,
                "is_ticked": each.row.pk in ticked,
                "has_room": each.row.pk in held or each.free >= found.size,
            }
            for each in items
        ],
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return private(render(request, "events/registration_programme.html", context, status=status))
