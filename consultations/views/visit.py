"""The visitor's own page of a visit. A GET of its link changes nothing; strangers learn nothing."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from center.private_pages import canonical, private
from consultations import calendars, links, rules, services
from consultations.choices import Mode, State
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Consultation
from consultations.views.addresses import visit_address
from consultations.views.finding import ask_contact, look_up
from consultations.views.selection import Selection

# Kind and icon of the badge; its word is the name of the state.
_BADGES = {
    State.REQUESTED: ("warning", "clock"),
    State.CONFIRMED: ("success", "check"),
    State.DONE: ("neutral", "check"),
    State.MISSED: ("neutral", "info"),
    State.CANCELLED: ("error", "error"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the visit to who has its key; ask others for the contact, whether there is such a visit or not."""
    if request.method == "POST":
        return look_up(request)
    consultation = by_key(request, reference)
    if consultation is None:
        return ask_contact(request, reference)
    return show(request, consultation)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once more, then cancel; only the POST changes anything."""
    consultation = by_key(request, reference)
    if consultation is None:
        return ask_contact(request, reference)
    if request.method == "POST":
        try:
            services.cancel(consultation=consultation)
        except ChangeRefused as refused:
            return show(request, consultation, problem=str(refused.message), status=HTTPStatus.CONFLICT)
        return redirect(visit_address(consultation))
    if not rules.visitor_may_change(consultation, timezone.now()):
        return redirect(visit_address(consultation))
    context = {"consultation": consultation, "visit_url": visit_address(consultation)}
    return private(render(request, "consultations/visit_cancel.html", context))


@require_safe
def calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the visit as a file for a calendar program."""
    consultation = by_key(request, reference)
    if consultation is None or not consultation.is_live:
        raise Http404
    response = HttpResponse(
        calendars.calendar_file(consultation), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="visit-{consultation.reference}.ics"'
    return private(response)


def by_key(request: HttpRequest, reference: str) -> Consultation | None:
    """Return the visit of the address when its key fits, else None; 404 for what can be no reference."""
    key = request.GET.get("key", "")
    return links.read_key(canonical(reference), key) if key else None


def show(
    request: HttpRequest, consultation: Consultation, *, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """Show the visit, with what its visitor can still do."""
    now = timezone.now()
    is_past = consultation.starts_at <= now
    just_booked = "booked" in request.GET and consultation.is_live
    may_change = rules.visitor_may_change(consultation, now)
    context = {
        "heading": _heading(consultation, is_past=is_past, just_booked=just_booked),
        "consultation": consultation,
        "topic": consultation.topic,
        "at_office": consultation.mode == Mode.OFFICE,
        "is_past": is_past,
        "is_requested": consultation.state == State.REQUESTED,
        "is_cancelled": consultation.state == State.CANCELLED,
        "is_coming": consultation.is_live and not is_past,
        "may_change": may_change,
        "just_moved": "moved" in request.GET and consultation.is_live,
        "series": _others_of_series(consultation),
        "badge": _BADGES[State(consultation.state)],
        "just_booked": just_booked,
        "move_url": visit_address(consultation, "visit_move"),
        "again_url": _same_advisor_url(consultation),
        "consents_url": visit_address(consultation, "visit_consents"),
        "cancel_url": visit_address(consultation, "visit_cancel"),
        "calendar_url": visit_address(consultation, "visit_calendar"),
        "problem": problem,
    }
    return private(render(request, "consultations/visit.html", context, status=status))


def _others_of_series(consultation: Consultation) -> list[dict[str, object]]:
    """Return the other visits that were booked together with this one and are to come, each with its page."""
    if consultation.series is None:
        return []
    others = Consultation.objects.upcoming().filter(series=consultation.series).exclude(pk=consultation.pk)
    return [{"visit": other, "url": visit_address(other)} for other in others]


def _same_advisor_url(consultation: Consultation) -> str:
    """Return where another visit is booked with the advisor whom the person knows by now, if that can be."""
    topic, advisor = consultation.topic, consultation.advisor
    if consultation.state not in {State.CONFIRMED, State.DONE} or not topic.is_published:
        return ""
    if not Advisor.objects.bookable().filter(pk=advisor.pk, topics=topic).exists():
        return ""
    return Selection(topic=topic, mode=consultation.mode, advisor=advisor).url


def _heading(consultation: Consultation, *, is_past: bool, just_booked: bool) -> str:
    if consultation.state == State.CANCELLED:
        return _("Your visit is cancelled")
    if consultation.state == State.REQUESTED and not is_past:
        return _("We hold this time for you")
    return _("Your visit is booked") if just_booked and not is_past else _("Your visit")
