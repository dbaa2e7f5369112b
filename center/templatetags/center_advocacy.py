"""Parts of the pages about initiatives and the council, and the latest movement for the home page."""

from typing import Any, Final

from django import template
from django.utils.translation import ngettext

from center.choices.advocacy import DecisionState, InitiativeState
from center.models import AdvocacyInitiative, CouncilDecision, InitiativeStep

register = template.Library()
_SHOWN: Final = 3
_STATES: Final = {
    InitiativeState.PREPARED: ("neutral", "document"),
    InitiativeState.SIGNING: ("brand", "people"),
    InitiativeState.SUBMITTED: ("warning", "clock"),
    InitiativeState.ANSWERED: ("info", "letter"),
    InitiativeState.CHANGED: ("success", "check"),
    InitiativeState.REFUSED: ("error", "error"),
    InitiativeState.GIVEN_UP: ("neutral", "info"),
}
_DECISIONS: Final = {
    DecisionState.OPEN: ("warning", "clock"),
    DecisionState.DONE: ("success", "check"),
    DecisionState.DROPPED: ("neutral", "info"),
}


def state_badge(state: str) -> dict[str, Any]:
    """Return what components/badge.html needs for the state of an initiative."""
    known = InitiativeState(state)
    kind, icon = _STATES[known]
    return {"kind": kind, "icon": icon, "label": known.label}


def decision_state(state: str) -> dict[str, Any]:
    """Return what components/badge.html needs for the state of a decision."""
    known = DecisionState(state)
    kind, icon = _DECISIONS[known]
    return {"kind": kind, "icon": icon, "label": known.label}


@register.inclusion_tag("components/badge.html")
def initiative_badge(initiative: AdvocacyInitiative) -> dict[str, Any]:
    return state_badge(initiative.state)


@register.inclusion_tag("components/badge.html")
def decision_badge(decision: CouncilDecision) -> dict[str, Any]:
    return decision_state(decision.state)


@register.filter
def in_days(number: int) -> str:
    """Return "1 day" or "80 days"."""
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


@register.inclusion_tag("center/advocacy/latest.html")
def advocacy_latest() -> dict[str, Any]:
    """Show on the home page what moved last, one step for each initiative; nothing where none moved. One query."""
    steps: Any = InitiativeStep.objects.public().select_related("initiative", "institution")
    last = InitiativeStep.objects.order_by("initiative_id", "-day", "-place").distinct("initiative_id")
    return {"steps": list(steps.filter(pk__in=last.values("pk")).order_by("-day", "-pk")[:_SHOWN])}
