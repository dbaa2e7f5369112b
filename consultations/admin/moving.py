"""Moving a visit for a visitor: the free times of a week, each a button; the second click moves it."""

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center.admin_verbs import next_address
from center.audit import record_access
from center.base.person_names import shown_name
from consultations import rules, services, slots
from consultations.admin import offered_times
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Advisor, Consultation, VisitMove
from consultations.spans import local_day

if TYPE_CHECKING:
    from center.models import User
    from consultations.admin.visits import ConsultationAdmin

MOVE: Final = "move"
_DAYS: Final = 7
_FARTHEST: Final = timedelta(days=2 * 365)
_DAY = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)


def move_view(model_admin: "ConsultationAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the free times of a week (GET), or move the visit to the one that was pressed (POST)."""
    visit = Consultation.objects.visible_to(request.user).with_details().filter(pk=object_id).first()  # type: ignore[arg-type]  # admin_view: signed in
    if visit is None:
        raise Http404
    if not model_admin.has_verb_permission(request):
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        problem = _move(model_admin, request, visit)
        if not problem:
            return redirect(next_address(request) or _page_of(visit))
    elif not visit.is_live:
        return redirect(_page_of(visit))
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    record_access(user=user, obj=visit, purpose=gettext_noop("opened to change it"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Move the visit"),
        "opts": model_admin.opts,
        "visit": visit,
        "who": shown_name(visit.contact_name),
        "when": model_admin.when(visit),
        "problem": problem,
        "reason": request.POST.get("reason", ""),
        "reason_length": VisitMove.REASON_LENGTH,
        "is_late": not rules.visitor_may_change(visit, timezone.now()),
        "next": next_address(request),
        **_week(request, visit),
    }
    return TemplateResponse(
        request,
        "admin/consultations/move.html",
        context,
        status=HTTPStatus.CONFLICT if problem else HTTPStatus.OK,
    )


def _week(request: HttpRequest, visit: Consultation) -> dict[str, Any]:
    """Return the free times by day and advisor, from a day on that the page's links choose."""
    today = timezone.localdate()
    asked = request.POST.get("from") or request.GET.get("from", "")
    first = today
    if _DAY.fullmatch(asked):
        try:
            first = min(max(date.fromisoformat(asked), today), today + _FARTHEST)
        except ValueError:
            first = today
    elif not asked:
        first = max(local_day(visit.starts_at) - timedelta(days=1), today)
    last = first + timedelta(days=_DAYS - 1)
    by_day: dict[date, dict[int, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for free in slots.free_times(visit.topic, first=first, last=last, by_staff=True, ignoring=visit):
        for pk in free.advisors:
            if free.start != visit.starts_at or pk != visit.advisor_id:
                by_day[local_day(free.start)][pk].append(free.start)
    advisors = Advisor.objects.in_bulk({pk for times in by_day.values() for pk in times})
    return {
        "first": first,
        "last": last,
        "earlier": max(first - timedelta(days=_DAYS), today) if first > today else None,
        "later": last + timedelta(days=1),
        "days": [
            {
                "day": day,
                "rows": [
                    {
                        "advisor": advisors[pk],
                        "own": pk == visit.advisor_id,
                        "times": [
                            {"start": start, "value": offered_times.written(start, pk)} for start in starts
                        ],
                    }
                    # The present advisor first.
                    for pk, starts in sorted(
                        times.items(), key=lambda each: (each[0] != visit.advisor_id, each[0])
                    )
                ],
            }
            for day, times in sorted(by_day.items())
        ],
    }


def _move(model_admin: "ConsultationAdmin", request: HttpRequest, visit: Consultation) -> str:
    """Move the visit and return why not, or nothing."""
    try:
        start, advisor = offered_times.read(request.POST.get("to", ""))
    except ValueError:
        return _("Choose one of the free times.")
    reason = request.POST.get("reason", "").replace("\0", "")[: VisitMove.REASON_LENGTH]
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    try:
        moved = services.move(consultation=visit, start=start, advisor=advisor, by=user, reason=reason)
    except (BookingRefusedError, ChangeRefused) as refused:
        return str(refused.message)
    text = _("%(told)s: %(record)s") % {
        "told": _("The visit is moved"),
        "record": model_admin.in_words(moved),
    }
    messages.success(request, text)
    return ""


def _page_of(visit: Consultation) -> str:
    return reverse("admin:consultations_consultation_change", args=[visit.pk])
