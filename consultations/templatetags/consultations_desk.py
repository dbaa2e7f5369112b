"""Blocks of the staff's desk from the consultations; each only for those who may see visits."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from center.base import phones
from center.templatetags.center_desk import SHOWN, Alert, block
from consultations import rules
from consultations.choices import STATE_BADGES, AttemptResult, Mode, State
from consultations.models import Advisor, Call, Consultation, OpeningHours
from consultations.services.displaced import count_displaced

register = template.Library()

# Of those who are to be called first; the list has them all.
_CALLS_READ = 60
_LIST = "admin:consultations_consultation_changelist"


@register.simple_tag
def state_badge(visit: Consultation) -> SafeString:
    """Return the badge of the visit's state."""
    kind, icon = STATE_BADGES[State(visit.state)]
    context = {"kind": kind, "icon": icon, "label": visit.get_state_display()}
    return render_to_string("components/badge.html", context)


@register.simple_tag
def phone_number(number: str) -> str:
    """Return an E.164 number as people read it."""
    return phones.display_phone(number)


def _may_see(context: dict[str, Any]) -> bool:
    user = context["request"].user
    return bool(
        user.has_perm("consultations.view_consultation") or user.has_perm("consultations.change_consultation")
    )


@register.inclusion_tag("admin/consultations/desk_alerts.html", takes_context=True)
def consultations_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Warn when no advisor has hours, and when visits remain with an advisor who receives nobody any more."""
    if not _may_see(context):
        return {"alerts": []}
    alerts = []
    today = timezone.localdate()
    has_hours = (
        OpeningHours.objects.filter(advisor__in=Advisor.objects.bookable())
        .exclude(valid_until__lt=today)
        .exists()
    )
    if not has_hours:
        alerts.append(
            Alert(
                _("No advisor has hours for visitors, so nobody can book."),
                reverse("admin:consultations_advisor_changelist"),
                _("Enter hours"),
            )
        )
    displaced = count_displaced()
    if displaced:
        text = ngettext(
            "%(count)d booked visit does not fit the plan any more.",
            "%(count)d booked visits do not fit the plan any more.",
            displaced,
        ) % {"count": displaced}
        address = reverse("admin:consultations_consultation_displaced")
        alerts.append(Alert(text, address, _("Move or cancel them")))
    return {"alerts": alerts}


@register.inclusion_tag("admin/consultations/desk_today.html", takes_context=True)
def consultations_today(context: dict[str, Any]) -> dict[str, Any]:
    """Show the visits of the day in order, with what can be done to each."""
    if not _may_see(context):
        return {"hidden": True}
    user, now = context["request"].user, timezone.now()
    visits = list(Consultation.objects.today().with_details().order_by("starts_at", "pk"))
    rows = [
        {
            "visit": visit,
            "has_begun": visit.starts_at <= now,
            "may_be_cancelled": rules.can_be_cancelled(visit, now),
            "is_own": visit.advisor.user_id == user.pk,
            "call": visit.contact_phone if visit.mode == Mode.PHONE and visit.is_live else "",
        }
        for visit in visits
    ]
    return {
        "name": "today",
        "heading": _("Consultations today"),
        "rows": rows,
        "all_url": reverse(_LIST),
        "all_label": _("All consultations"),
        "may_act": user.has_perm("consultations.change_consultation"),
        "may_add": user.has_perm("consultations.add_consultation"),
        "has_calendars": user.has_perm("consultations.view_calendarfeed"),
        "confirmed": State.CONFIRMED,
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("admin/consultations/desk_requests.html", takes_context=True)
def consultations_requests(context: dict[str, Any]) -> dict[str, Any]:
    """Show the requests that wait for a yes; without any the block is not there."""
    if not _may_see(context):
        return {"hidden": True}
    rows = list(Consultation.objects.waiting().with_details()[: SHOWN + 1])
    address = reverse(_LIST) + "?state__exact=requested"
    return _with_buttons(context, block("requests", _("Requests to confirm"), rows, address)) | {
        "hidden": not rows
    }


@register.inclusion_tag("admin/consultations/desk_calls.html", takes_context=True)
def consultations_calls(context: dict[str, Any]) -> dict[str, Any]:
    """Show who has to be called: each person once, with all visits and reasons, in the order of dialling."""
    if not _may_see(context):
        return {"hidden": True}
    people: dict[tuple[str, str], list[Call]] = defaultdict(list)
    for call in Call.objects.waiting().with_details().in_order()[:_CALLS_READ]:
        people[call.phone, call.name].append(call)
    rows = [
        {"phone": phone, "name": name, "calls": calls, "people": [call.person for call in calls]}
        for (phone, name), calls in people.items()
    ]
    values = block("calls", _("People to call"), rows, reverse("admin:consultations_call_changelist"))
    return _with_buttons(context, values) | {
        "may_act": context["request"].user.has_perm("consultations.change_call"),
        "results": (AttemptResult.REACHED, AttemptResult.NO_ANSWER, AttemptResult.BUSY),
    }


@register.simple_tag
def tries_in_words(call: Any) -> str:
    """Say of a call `with_tries` what the last try came to and when; empty while nobody tried."""
    if call.tried_at is None:
        return ""
    now = timezone.now()
    said = {
        "result": AttemptResult(call.last_result).label,
        "time": _clock_or_day(call.again_at or call.tried_at, now),
        "count": call.tries,
    }
    if call.again_at and call.is_open:
        return _("Asked to be called again: %(time)s") % said
    return (
        ngettext("%(result)s: %(time)s", "%(result)s: %(time)s, tries so far: %(count)d", call.tries) % said
    )


def _clock_or_day(moment: datetime, now: datetime) -> str:
    """Return the time alone for today, else the day with it."""
    local = timezone.localtime(moment)
    same_day = local.date() == timezone.localdate(now)
    return date_format(local, "TIME_FORMAT" if same_day else "SHORT_DATETIME_FORMAT")


def _with_buttons(context: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return values | {
        "may_act": context["request"].user.has_perm("consultations.change_consultation"),
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }
