"""Words about exhibitors in templates."""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from events import fair_rules
from events.choices import ApplicationState
from events.exhibitor_list import exhibitors_of, kinds_of
from events.models import Event, ExhibitorApplication
from events.views.kept_pages import kept_part

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


@register.simple_tag
def fair_exhibitors(event: Event, facts: str) -> SafeString:
    """Show on the page of a fair who is there: how many, a few of them, and the kinds of products as ways in.

    It is made anew when the mark of the fair (`facts`) is another one (`views.event_facts`).
    """
    is_open = fair_rules.applications_are_open(event, timezone.now())
    return kept_part(
        ("exhibitors", event.slug, event.applications_close_at, is_open, facts),
        lambda: _exhibitors(event, is_open=is_open),
    )


def _exhibitors(event: Event, *, is_open: bool) -> SafeString:
    exhibitors = exhibitors_of(event)
    shown = {
        "event": event,
        "exhibitors": exhibitors[:_SHOWN_FIRST],
        "total": len(exhibitors),
        "kinds": kinds_of(exhibitors),
        "is_open": is_open,
    }
    return render_to_string("events/parts/exhibitors.html", shown)
