"""Words about exhibitors in templates."""

from typing import Any

from django import template
from django.utils import timezone

from events import fair_rules
from events.choices import ApplicationState, EventKind
from events.exhibitor_list import exhibitors_of, kinds_of
from events.models import Event, ExhibitorApplication

register = template.Library()
_STATES = {
    ApplicationState.DRAFT: ("neutral", "document"),
    ApplicationState.SENT: ("info", "letter"),
    ApplicationState.ACCEPTED: ("success", "check"),
    ApplicationState.RESERVE: ("warning", "clock"),
    ApplicationState.DECLINED: ("neutral", "error"),
    ApplicationState.WITHDRAWN: ("neutral", "arrow-left"),
}
_SHOWN_FIRST = 6


@register.inclusion_tag("components/badge.html")
def application_badge(application: ExhibitorApplication) -> dict[str, str]:
    """Show the state of an application."""
    kind, icon = _STATES[ApplicationState(application.state)]
    return {"kind": kind, "icon": icon, "label": application.get_state_display()}


@register.inclusion_tag("components/badge.html")
def decision_badge(application: ExhibitorApplication) -> dict[str, str]:
    """Show a decision that is held back."""
    kind, icon = _STATES[ApplicationState(application.decision)]
    return {"kind": kind, "icon": icon, "label": application.get_decision_display()}


@register.inclusion_tag("events/parts/exhibitors.html")
def fair_exhibitors(event: Event) -> dict[str, Any]:
    """Show on the page of a fair who is there: how many, a few of them, and the kinds of products as ways in."""
    exhibitors = exhibitors_of(event) if event.kind == EventKind.FAIR else []
    return {
        "event": event,
        "exhibitors": exhibitors[:_SHOWN_FIRST],
        "total": len(exhibitors),
        "kinds": kinds_of(exhibitors),
        "is_open": fair_rules.applications_are_open(event, timezone.now()),
    }
