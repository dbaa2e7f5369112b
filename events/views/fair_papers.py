"""What is printed of a fair."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center.costly_pages import costly
from center.documents import portal_document
from events.models import Event, FairPlan
from events.plans import Drawing, drawn
from events.stand_holders import holders
from events.views.event import Moved, public_event
from events.wording import day_words, time_words


@require_safe
@costly()
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the plan of a fair on a sheet of A3; before it is shown to everybody only to staff."""
    try:
        found = _plan_of(request, slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:plan_paper", args=[moved.slug]))
    body = plan_paper(found)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{found.event.slug}.pdf"'
    patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response


def _plan_of(request: HttpRequest, slug: str) -> FairPlan:
    plans = FairPlan.objects.select_related("event__venue__settlement")
    if request.user.is_authenticated and request.user.has_perm("events.view_fairplan"):
        found = plans.filter(event__slug=slug).first()
    else:
        found = plans.filter(event=public_event(slug), is_public=True).first()
    if found is None:
        raise Http404
    return found


def plan_paper(plan: FairPlan) -> bytes:
    """Return the plan with its list as PDF (A3, lying), in the active language."""
    event = plan.event
    drawing = drawn(plan, holders(event))
    return portal_document(
        "events/fair_plan.typ",
        title=event.title.plain,
        records=[event],
        data={
            "subtitle": when_and_where(event),
            "note": plan.note.plain,
            "drawing": drawing_data(drawing),
            "words": {
                "plan": _("Plan of the fair"),
                "list": _("Who is where"),
                "legend": _("Signs on the plan"),
                "nobody": _("It is not settled yet who stands where."),
                "alt": _("Plan of the fair. %(summary)s The list beside it tells who is where.")
                % {"summary": drawing.summary},
            },
        },
    )


def when_and_where(event: Event) -> str:
    """Return "Saturday, 3 October 2026, 10:00–16:00 · Square, Kruševac"."""
    venue = event.venue
    place = f"{venue.name.plain}, {venue.settlement.name.plain}" if venue else ""
    return " · ".join(filter(None, [f"{day_words(event)}, {time_words(event)}", place]))


def drawing_data(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing as a typst template draws it; lengths are centimetres on the ground."""
    return {
        "left": drawing.left,
        "top": drawing.top,
        "width": drawing.width,
        "height": drawing.height,
        "ground": [list(corner) for corner in drawing.ground],
        "bar": drawing.bar,
        "bar_y": drawing.bar_y,
        "bar_words": drawing.bar_words,
        "stands": [
            {
                "number": stand.number,
                "x": stand.x,
                "y": stand.y,
                "width": stand.width,
                "height": stand.height,
                "size": stand.text_size,
                "taken": stand.exhibitor is not None,
                "name": stand.exhibitor.name if stand.exhibitor else "",
                "offer": stand.exhibitor.offer if stand.exhibitor else "",
            }
            for stand in drawing.stands
        ],
        "things": [
            {
                "kind": thing.kind,
                "x": thing.x,
                "y": thing.y,
                "width": thing.width,
                "height": thing.height,
                "name": thing.name,
                "sign": thing.sign,
                "sign_x": thing.sign_x,
                "sign_y": thing.sign_y,
                "sign_side": round(thing.sign_scale * 24),
            }
            for thing in drawing.things
        ],
        "legend": [{"name": thing.name, "sign": thing.sign} for thing in drawing.legend],
    }
