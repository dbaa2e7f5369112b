"""The calendar of the staff: a day or a week of all advisors, to read, to print, and to act from."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.person_names import shown_name
from consultations import day_plan, rules
from consultations.choices import State

if TYPE_CHECKING:
    from consultations.admin.visits import ConsultationAdmin

_DAY: Final = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
_SATURDAY: Final = 5
_MINUTES_OF_A_STEP: Final = 15
# The style sheet has so many heights; what is longer is as tall as this.
_STEPS: Final = 32


def day_plan_view(model_admin: "ConsultationAdmin", request: HttpRequest) -> HttpResponse:
    """Show the day or the week of the address; without one, today."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    is_week = request.GET.get("view") == "week"
    day = _day(request.GET.get("day", ""))
    first = day - timedelta(days=day.weekday()) if is_week else day
    last = first + timedelta(days=6) if is_week else day
    rows = day_plan.plan(first, last, now=timezone.now())
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    # Weekends only where something is on.
    shown = [
        number
        for number, each in enumerate(days)
        if each.weekday() < _SATURDAY or any(row[number].pieces for row in rows)
    ]
    may_act = model_admin.has_verb_permission(request)
    step = timedelta(days=7 if is_week else 1)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Calendar"),
        "opts": model_admin.opts,
        # The columns need the width.
        "is_nav_sidebar_enabled": False,
        "is_week": is_week,
        "day": day,
        "first": first,
        "last": last,
        "today": timezone.localdate(),
        "earlier_url": _url(first - step, is_week=is_week),
        "later_url": _url(first + step, is_week=is_week),
        "today_url": _url(None, is_week=is_week),
        "other_url": _url(day, is_week=not is_week),
        "here": request.get_full_path(),
        "may_act": may_act,
        "may_add": model_admin.has_add_permission(request),
        "days": [
            {
                "day": days[number],
                "url": _url(days[number], is_week=False),
                "holiday": rules.is_holiday(days[number]),
            }
            for number in shown
        ],
        "rows": [
            {
                "advisor": row[0].advisor,
                "visits": sum(row[number].visits for number in shown),
                "cells": [[_piece(piece, row[number]) for piece in row[number].pieces] for number in shown],
            }
            for row in rows
        ],
    }
    return TemplateResponse(request, "admin/consultations/day_plan.html", context)


def _piece(piece: day_plan.Piece, cell: day_plan.DayOfAdvisor) -> dict[str, Any]:
    visit = piece.visit
    steps = min(max(round(piece.minutes / _MINUTES_OF_A_STEP), 1), _STEPS)
    book = urlencode({"advisor": cell.advisor.pk, "day": cell.day.isoformat()})
    return {
        "kind": piece.kind.value,
        "label": piece.kind.label,
        "start": piece.start,
        "end": piece.end,
        "steps": steps,
        "visit": visit,
        "session": piece.session,
        "who": shown_name(visit.contact_name) if visit else "",
        "may_be_moved": visit is not None and visit.is_live,
        "has_begun": visit is not None
        and visit.state == State.CONFIRMED
        and visit.starts_at <= timezone.now(),
        "book_url": f"{reverse('admin:consultations_consultation_add')}?{book}",
        "is_past": piece.end <= timezone.now(),
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else timezone.localdate()
    except ValueError:
        return timezone.localdate()


def _url(day: date | None, *, is_week: bool) -> str:
    query = {"view": "week" if is_week else "day"} | ({"day": day.isoformat()} if day else {})
    return f"{reverse('admin:consultations_consultation_day_plan')}?{urlencode(query)}"
