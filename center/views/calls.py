"""Calls for funding: what is open, what was, and their deadlines for calendars."""

import hashlib
from datetime import timedelta
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import call_calendars, offices
from center.choices.resources import ApplicantKind
from center.costly_pages import costly
from center.forms.resources import CallReminderForm
from center.middleware import cookieless
from center.models import FormerCallSlug, FundingCall
from center.services.call_reminders import can_remind, week_is_left
from center.share_pictures import as_response, share_picture_of_call
from center.views.resources import moved, seen, shown

_PER_PAGE = 20
_JUST_CLOSED = 4
# Past ones stay for a while, so that a calendar of last month is not empty.
_BEHIND: Final = timedelta(days=60)
_MAY_BE_KEPT_FOR: Final = timedelta(minutes=15)


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Show calls for which one can apply now or soon, the next deadline first; all or for one kind of applicant."""
    now = timezone.now()
    wanted = request.GET.get("for", "")
    applicant = ApplicantKind(wanted) if wanted in ApplicantKind.values else None
    there_are = list(FundingCall.objects.not_over(now))
    kinds = {kind for call in there_are for kind in call.applicants} | ({applicant} - {None})
    chosen = [call for call in there_are if applicant is None or applicant in call.applicants]
    context = {
        "rows": rows(chosen, now),
        "applicant": applicant,
        "applicants": [
            {"value": each.value, "label": each.label, "is_current": each == applicant}
            for each in ApplicantKind
            if each in kinds
        ],
        "closed": list(FundingCall.objects.over(now)[:_JUST_CLOSED]),
    }
    return render(request, "center/resources/calls.html", context)


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Show calls that closed, the last first."""
    now = timezone.now()
    page = Paginator(FundingCall.objects.over(now), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": rows(list(page.object_list), now)}
    return render(request, "center/resources/calls_archive.html", context)


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one call; an earlier short name leads here. Colleagues who write also see drafts."""
    found = shown(request, FundingCall, slug)
    if found is None:
        former = FormerCallSlug.objects.select_related("call").filter(slug=slug).first()
        return moved("resources:call", former and former.call)
    return seen(found, render(request, "center/resources/call.html", facts_of(found, CallReminderForm())))


def facts_of(call: FundingCall, form: CallReminderForm) -> dict[str, Any]:
    """Return what the page of a call shows."""
    now = timezone.now()
    return {
        "call": call,
        "standing": call.standing(now),
        "applicants": [ApplicantKind(kind).label for kind in call.applicants],
        "can_remind": can_remind(call, now),
        "week_is_left": week_is_left(call, now),
        "form": form,
    }


def rows(calls: list[FundingCall], now: Any) -> list[dict[str, Any]]:
    """Return calls with what can be said of each at this moment."""
    return [
        {
            "call": call,
            "standing": call.standing(now),
            "applicants": [ApplicantKind(kind).label for kind in call.applicants],
        }
        for call in calls
    ]


@require_safe
@cookieless
@costly(is_data=True)
def share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the picture beside shared links to a public call, in the language of the address."""
    found = get_object_or_404(FundingCall.objects.reachable(), slug=slug)
    return as_response(*share_picture_of_call(found))


@require_safe
def deadline(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the deadline of a public call as a file for a calendar program."""
    found = FundingCall.objects.reachable().filter(slug=slug).first()
    if found is None:
        former = FormerCallSlug.objects.select_related("call").filter(slug=slug).first()
        return moved("resources:call_calendar", former and former.call)
    if found.deadline_at is None:
        raise Http404
    content = call_calendars.feed([found], name=found.title.plain, alarms=True)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Serve all deadlines as one calendar to subscribe to, in the language of the address."""
    found = FundingCall.objects.in_calendars(timezone.now() - _BEHIND)
    office = offices.current()
    about = _("Deadlines of calls for funding")
    name = f"{about}, {office.short_name.plain or office.name.plain}"
    content = call_calendars.feed(found, name=name).encode()
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        content, content_type="text/calendar; charset=utf-8"
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={int(_MAY_BE_KEPT_FOR.total_seconds())}"
    response["Content-Disposition"] = 'inline; filename="calls.ics"'
    return response
