"""The way back to a visit or a place: its reference with the phone or e-mail that was given."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from center import error_pages, limits
from center.forms import FindForm
from center.private_pages import canonical, private
from consultations import links
from consultations.views.addresses import place_address, visit_address

_PER_ADDRESS = limits.Limit(30, timedelta(hours=1))
_PER_REFERENCE = limits.Limit(10, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open a visit or a place by its reference and the contact given."""
    if request.method == "POST":
        return look_up(request)
    return private(render(request, "consultations/visit_find.html", {"form": FindForm()}))


def look_up(request: HttpRequest) -> HttpResponse:
    """Lead to the visit or the place, or give one answer for a wrong reference and for a wrong contact."""
    form = FindForm(request.POST)
    if form.is_valid():
        reference, contact = form.cleaned_data["reference"], form.cleaned_data["contact"]
        for verdict in (
            limits.allow_client(request, "visit-find", _PER_ADDRESS),
            limits.allow("visit-find-reference", reference, _PER_REFERENCE),
        ):
            if not verdict.allowed:
                return private(error_pages.too_many(request, verdict.retry_after))
        # Both are always looked for, so that the time of the answer tells nothing.
        consultation = links.find_by_contact(reference, contact)
        place = links.find_place_by_contact(reference, contact)
        # A key that has grown too old opens nothing, so it must not lead in a circle.
        if consultation is not None and links.read_key(reference, links.make_key(consultation)) is not None:
            return redirect(visit_address(consultation))
        if place is not None and links.read_place_key(reference, links.make_place_key(place)) is not None:
            return redirect(place_address(place))
        form.add_error(
            None,
            _(
                "We found no visit with this reference and this phone or email. Please check both, or call "
                "the office."
            ),
        )
    return private(
        render(
            request,
            "consultations/visit_find.html",
            {"form": form},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    )


def ask_contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the contact; a link whose key does not fit says so, in the same words for every reference."""
    had_key = "key" in request.GET
    form = FindForm(initial={"reference": canonical(reference)})
    return private(
        render(
            request,
            "consultations/visit_find.html",
            {"form": form, "link_is_dead": had_key},
            status=HTTPStatus.FORBIDDEN if had_key else HTTPStatus.OK,
        )
    )
