"""What somebody agreed to at booking: seen, taken back and given anew by the link of the visit or of the place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from center.private_pages import private
from consultations.models import Consultation, Participation
from consultations.views import place as places
from consultations.views import visit as visits
from consultations.views.addresses import place_address, visit_address
from consultations.views.finding import ask_contact
from entrepreneurs.services import own_consents


@require_http_methods(["GET", "HEAD", "POST"])
def of_visit(request: HttpRequest, reference: str) -> HttpResponse:
    """List what the visitor agreed to, with what follows from taking it back; only a POST changes anything."""
    visit = visits.by_key(request, reference)
    if visit is None:
        return ask_contact(request, reference)
    here = visit_address(visit, "visit_consents", done="1")
    return _of(request, visit, here=here, back=visit_address(visit))


@require_http_methods(["GET", "HEAD", "POST"])
def of_place(request: HttpRequest, reference: str) -> HttpResponse:
    """Do the same for who signed up for a group session."""
    place = places.by_key(request, reference)
    if place is None:
        return ask_contact(request, reference)
    here = place_address(place, "place_consents", done="1")
    return _of(request, place, here=here, back=place_address(place))


def _of(
    request: HttpRequest, appointment: Consultation | Participation, *, here: str, back: str
) -> HttpResponse:
    """Nothing is shown that the person agreed to elsewhere, such as a case: a helper may hold the link."""
    person = appointment.entrepreneur
    mine = own_consents.in_force(person, at_booking=True)
    offered = own_consents.offered(person, appointment.contact_phone, at_booking=True)
    if request.method == "POST":
        own_consents.answer(request.POST, person, mine, offered)
        return redirect(here)
    context = {
        "rows": own_consents.rows(mine),
        "offered": offered,
        "is_done": "done" in request.GET,
        "back_url": back,
    }
    return private(render(request, "consultations/agreed.html", context))
