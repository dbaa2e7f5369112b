"""Blocks of the staff's desk from the events; each only for those who may see them."""

from datetime import timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.templatetags.center_desk import SHOWN, block
from events.choices import EventState
from events.models import Event, EventCall

register = template.Library()
_AHEAD = timedelta(days=7)


@register.inclusion_tag("admin/events/desk_events.html", takes_context=True)
def events_soon(context: dict[str, Any]) -> dict[str, Any]:
    """Show the events of the next week, and those that are over and wait to be finished; without any nothing."""
    if not context["request"].user.has_perm("events.view_event"):
        return {"hidden": True}
    now = timezone.now()
    events: Any = Event.objects.filter(state=EventState.PUBLISHED).with_details().with_counts()
    over = events.filter(ends_at__lte=now).order_by("starts_at", "pk")[:SHOWN]
    soon = events.filter(ends_at__gt=now, starts_at__lt=now + _AHEAD).order_by("starts_at", "pk")[:SHOWN]
    today = timezone.localdate(now)
    rows = [
        {
            "event": event,
            "is_over": event.ends_at <= now,
            "is_today": timezone.localdate(event.starts_at) == today,
        }
        for event in (*over, *soon)
    ]
    return {
        "name": "events",
        "heading": _("Events this week"),
        "rows": rows,
        "hidden": not rows,
        "all_url": reverse("admin:events_event_changelist"),
        "all_label": _("All events"),
    }


@register.inclusion_tag("admin/events/desk_calls.html", takes_context=True)
def event_calls(context: dict[str, Any]) -> dict[str, Any]:
    """Show who has to be called about an event; without anybody nothing."""
    user = context["request"].user
    if not user.has_perm("events.view_eventcall"):
        return {"hidden": True}
    rows = list(EventCall.objects.waiting().with_details()[: SHOWN + 1])
    values = block("event-calls", _("Calls about events"), rows, reverse("admin:events_eventcall_changelist"))
    return values | {
        "hidden": not rows,
        "may_act": user.has_perm("events.change_eventcall"),
        "verbs": [("reached", _("Reached"), "primary"), ("not_reached", _("Give up"), "outline")],
        "here": reverse("admin:index"),
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }
