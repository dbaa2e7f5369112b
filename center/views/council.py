"""The Center's council: who is in it, when it met, what it decided, and what became of that."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from center.choices.advocacy import MeetingState
from center.models import CouncilAttendance, CouncilDecision, CouncilDocument, CouncilMeeting, CouncilMember
from center.views.advocacy import given


@require_safe
def page(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show the council with the meetings of a year: the last one with a meeting, or the one in the address."""
    held = CouncilMeeting.objects.held()
    years = list(held.order_by("-day__year").values_list("day__year", flat=True).distinct())
    if year is not None and year not in years:
        raise Http404
    shown = year or (years[0] if years else None)
    members = list(CouncilMember.objects.in_office().by_rank())
    named = [each for each in members if each.is_public]
    context = {
        "members": named,
        "unnamed": len(members) - len(named),
        "coming": list(CouncilMeeting.objects.coming()) if year is None else [],
        "meetings": meetings_of(shown) if shown else [],
        "shown_year": shown,
        "years": years,
        "is_archive": year is not None,
    }
    return render(request, "center/council/page.html", context)


def meetings_of(year: int) -> list[dict[str, Any]]:
    """Return the meetings that were held in a year, the last first, with what the public may read. Four queries."""
    meetings = (
        CouncilMeeting.objects.held()
        .filter(day__year=year)
        .prefetch_related(
            Prefetch(
                "attendance", CouncilAttendance.objects.select_related("member").order_by("member__name")
            ),
            Prefetch(
                "decisions",
                CouncilDecision.objects.filter(is_public=True)
                .select_related("responsible")
                .order_by("number"),
            ),
            Prefetch("documents", CouncilDocument.objects.filter(is_public=True)),
        )
    )
    rows = []
    for meeting in meetings:
        there = [row.member for row in meeting.attendance.all()]
        named = [member for member in there if member.is_public]
        rows.append(
            {"meeting": meeting, "named": named, "unnamed": len(there) - len(named), "there": len(there)}
        )
    return rows


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a public document of a meeting to be saved."""
    return given(get_object_or_404(CouncilDocument, pk=pk, is_public=True, meeting__state=MeetingState.HELD))
