"""The visitor's own page of a visit. A GET of its link changes nothing; strangers learn nothing."""

from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from consultations import calendars, links, rules, services
from consultations.choices import Mode, State
from consultations.errors import ChangeRefused
from consultations.forms import FindForm, is_reference
from consultations.models import Advisor, Consultation
from consultations.views.addresses import visit_address
from consultations.views.selection import Selection

_PER_ADDRESS = limits.Limit(30, timedelta(hours=1))
_PER_REFERENCE = limits.Limit(10, timedelta(hours=1))
# Kind and icon of the badge; its word is the name of the state.
_BADGES = {
    State.REQUESTED: ("warning", "clock"),
    State.CONFIRMED: ("success", "check"),
    State.DONE: ("neutral", "check"),
    State.MISSED: ("neutral", "info"),
    State.CANCELLED: ("error", "error"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open a visit by its reference and the contact given at booking."""
    if request.method == "POST":
        return _look_up(request)
    return private(render(request, "consultations/visit_find.html", {"form": FindForm()}))


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the visit to who has its key; ask others for the contact, whether there is such a visit or not."""
    if request.method == "POST":
        return _look_up(request)
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


def _look_up(request: HttpRequest) -> HttpResponse:
    """Lead to the visit, or give one answer for a wrong reference and for a wrong contact."""
    form = FindForm(request.POST)
    if form.is_valid():
        reference, contact = form.cleaned_data["reference"], form.cleaned_data["contact"]
        for verdict in (
            limits.allow_client(request, "visit-find", _PER_ADDRESS),
            limits.allow("visit-find-reference", reference, _PER_REFERENCE),
        ):
            if not verdict.allowed:
                return private(error_pages.too_many(request, verdict.retry_after))
        consultation = links.find_by_contact(reference, contact)
        # A key that has grown too old opens nothing, so it must not lead in a circle.
        if consultation is not None and links.read_key(reference, links.make_key(consultation)) is not None:
            return redirect(visit_address(consultation))
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
    form = FindForm(initial={"reference": _canonical(reference)})
    return private(
        render(
            request,
            "consultations/visit_find.html",
            {"form": form, "link_is_dead": had_key},
            status=HTTPStatus.FORBIDDEN if had_key else HTTPStatus.OK,
        )
    )


def by_key(request: HttpRequest, reference: str) -> Consultation | None:
    """Return the visit of the address when its key fits, else None; 404 for what can be no reference."""
    key = request.GET.get("key", "")
    return links.read_key(_canonical(reference), key) if key else None


def _canonical(reference: str) -> str:
    """Return the reference as stored; what can be none is no page of ours."""
    canonical = links.normalise_reference(reference)
    if not is_reference(canonical):
        raise Http404
    return canonical


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


def private(response: HttpResponse) -> HttpResponse:
    """Keep the page out of every cache and search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
