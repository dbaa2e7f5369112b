"""The pass of somebody who registered: a square code on the phone's screen, as a picture, or on paper."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from center import offices
from center.base.person_names import shown_name
from center.base.typesetting import typeset
from center.private_pages import private
from events import qr, rules
from events.calendars import where
from events.models import Registration
from events.views.addresses import registration_address
from events.views.finding import ask_contact
from events.views.registration import by_key
from events.wording import day_words, time_words

_GROUP = 4
# Millimetres of the square code on A6; a long title takes from it.
_WIDTH, _SMALLER, _LONG_TITLE = 70, 56, 60


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the square code large, to be held out at the door; who has no place is led to the registration."""
    found = by_key(request, reference)
    if found is None:
        return ask_contact(request, reference)
    if not rules.has_pass(found, timezone.now()):
        return redirect(registration_address(found))
    context = {
        "registration": found,
        "event": found.event,
        "qr": qr.svg(qr.place_address(found)),
        "code": in_two(found),
        "own_url": registration_address(found),
        "png_url": registration_address(found, "registration_pass_png"),
        "pdf_url": registration_address(found, "registration_pass_pdf"),
    }
    return private(render(request, "events/pass.html", context))


@require_safe
def picture(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the square code as a picture to keep on the phone."""
    return _file(qr.png(qr.place_address(_own(request, reference))), "image/png", "png", reference)


@require_safe
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the pass as a small sheet (A6, tagged), in the language of the address."""
    found = _own(request, reference)
    event = found.event
    title = event.title.plain
    content = typeset(
        "events/pass.typ",
        {
            "title": title,
            "office": offices.current().name.plain,
            "when": f"{day_words(event)}, {time_words(event)}",
            "where": where(event),
            "qr": qr.svg(qr.place_address(found)),
            "alt": _("Square code of the pass, reference %(reference)s") % {"reference": in_two(found)},
            "width": _WIDTH if len(title) < _LONG_TITLE else _SMALLER,
            "code": in_two(found),
            "name": shown_name(found.contact_name),
            "people": people_words(found),
            "hint": _(
                "Please show this at the entrance. If you cannot come, cancel, so that somebody else can."
            ),
        },
    )
    return _file(content, "application/pdf", "pdf", reference)


def people_words(registration: Registration) -> str:
    """Return for how many people the pass is: "For 3 people"."""
    return ngettext("For %(count)d person", "For %(count)d people", registration.size) % {
        "count": registration.size
    }


def in_two(registration: Registration) -> str:
    """Return the reference in two groups, as people read it out."""
    return f"{registration.reference[:_GROUP]} {registration.reference[_GROUP:]}"


def _own(request: HttpRequest, reference: str) -> Registration:
    found = by_key(request, reference)
    if found is None or not rules.has_pass(found, timezone.now()):
        raise Http404
    return found


def _file(content: bytes, kind: str, ending: str, reference: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind, status=HTTPStatus.OK)
    response["Content-Disposition"] = f'inline; filename="pass-{reference}.{ending}"'
    return private(response)
