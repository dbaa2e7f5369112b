"""Blocks of the staff's desk about the advisors' own calendars: what collides with visits, and what cannot be read."""

from datetime import timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from center.templatetags.center_desk import SHOWN, Alert, block
from consultations.models import BusyCalendar, Consultation

register = template.Library()
# A night, and a server that is repaired in the morning, are no reason to write to anybody.
_WARN_AFTER = timedelta(days=1)


@register.inclusion_tag("admin/consultations/desk_alerts.html", takes_context=True)
def own_calendar_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Warn an advisor whose own calendar could not be read for a day: its old busy times still count."""
    user = context["request"].user
    if not user.has_perm("consultations.view_busycalendar"):
        return {"alerts": []}
    late = BusyCalendar.objects.unread_since(timezone.now() - _WARN_AFTER).filter(advisor__user=user)
    return {"alerts": [_unread(calendar) for calendar in late.defer("address")]}


def _unread(calendar: BusyCalendar) -> Alert:
    facts = {"address": calendar.shown_address, "problem": calendar.get_problem_display()}
    if calendar.read_at is None:
        text = _(
            "Your calendar %(address)s could not be read yet, so its busy times are open to visitors. %(problem)s"
        )
    else:
        facts["moment"] = date_format(timezone.localtime(calendar.read_at), "SHORT_DATETIME_FORMAT")
        text = _(
            "Your calendar %(address)s was last read on %(moment)s. Its busy times of then still count. %(problem)s"
        )
    return Alert((text % facts).strip(), reverse("admin:consultations_calendarfeed_mine"), _("My calendars"))


@register.inclusion_tag("admin/consultations/desk_conflicts.html", takes_context=True)
def busy_conflicts(context: dict[str, Any]) -> dict[str, Any]:
    """Show coming visits in times that the advisor's own calendar calls busy; an advisor sees the own ones.

    Nothing is done to them: only people know which of the two gives way.
    """
    user = context["request"].user
    if not user.has_perm("consultations.view_busycalendar"):
        return {"hidden": True}
    visits = Consultation.objects.upcoming().in_busy_times().with_details()
    if not user.has_perm("consultations.change_advisor"):
        visits = visits.filter(advisor__user=user)
    rows = list(visits[: SHOWN + 1])
    return block("conflicts", _("Visits in busy times"), rows, "") | {"hidden": not rows}
