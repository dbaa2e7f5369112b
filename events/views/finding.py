"""The way back to a registration: its reference with the phone or e-mail that was given."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from center import error_pages, limits
from center.forms import FindForm
from center.private_pages import canonical, private
from events import links
from events.views.addresses import registration_address

_PER_ADDRESS = limits.Limit(30, timedelta(hours=1))
_PER_REFERENCE = limits.Limit(10, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open a registration by its reference and the contact given; one answer for all that does not fit."""
    if request.method != "POST":
        return private(render(request, "events/find.html", {"form": FindForm()}))
    form = FindForm(request.POST)
    if form.is_valid():
        reference, contact = form.cleaned_data["reference"], form.cleaned_data["contact"]
        for verdict in (
            limits.allow_client(request, "registration-find", _PER_ADDRESS),
            limits.allow("registration-find-reference", reference, _PER_REFERENCE),
        ):
            if not verdict.allowed:
                return private(error_pages.too_many(request, verdict.retry_after))
        found = links.find_by_contact(reference, contact)
        # A key that has grown too old opens nothing, so it must not lead in a circle.
        if found is not None and links.read_key(reference, links.make_key(found)) is not None:
            return redirect(registration_address(found))
        form.add_error(
            None,
            _(
                "We found no registration with this reference and this phone or email. Please check both, or call the"
                " office."
            ),
        )
    return private(
        render(request, "events/find.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    )


def ask_contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the contact; a link whose key does not fit says so, in the same words for every reference."""
    had_key = "key" in request.GET
    form = FindForm(initial={"reference": canonical(reference)})
    return private(
        render(
            request,
            "events/find.html",
            {"form": form, "link_is_dead": had_key},
            status=HTTPStatus.FORBIDDEN if had_key else HTTPStatus.OK,
        )
    )
