"""What the desk says about the advisors' own calendars; visits that collide with them are told with the plan."""

from datetime import timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from center.templatetags.center_desk import Alert
from consultations.models import BusyCalendar

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
