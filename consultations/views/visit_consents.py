"""What a visitor agreed to at booking: seen, taken back and given anew by the link of the visit."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consultations.views.addresses import visit_address
from consultations.views.finding import ask_contact, private
from consultations.views.visit import by_key
from entrepreneurs.services import own_consents


@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest, reference: str) -> HttpResponse:
    """List what is in force, with what follows from taking it back; only a POST changes anything.

    Nothing is shown that the person agreed to elsewhere, such as a case: a helper may hold the link.
    """
    consultation = by_key(request, reference)
    if consultation is None:
        return ask_contact(request, reference)
    person = consultation.entrepreneur
    mine = own_consents.in_force(person, at_booking=True)
    offered = own_consents.offered(person, consultation.contact_phone, at_booking=True)
    if request.method == "POST":
        own_consents.answer(request.POST, person, mine, offered)
        return redirect(visit_address(consultation, "visit_consents", done="1"))
    context = {
        "consultation": consultation,
        "rows": own_consents.rows(mine),
        "offered": offered,
        "is_done": "done" in request.GET,
        "visit_url": visit_address(consultation),
    }
    return private(render(request, "consultations/visit_consents.html", context, status=HTTPStatus.OK))
