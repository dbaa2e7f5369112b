"""Parts of the account's first page for those who edit an enterprise."""

from typing import Any

from django import template

from entrepreneurs.choices import EnterpriseState
from entrepreneurs.models import ChangeProposal, Enterprise

register = template.Library()
_STATES = {
    EnterpriseState.PUBLISHED: ("success", "check"),
    EnterpriseState.DRAFT: ("warning", "clock"),
    EnterpriseState.ARCHIVED: ("neutral", "info"),
}
_PROPOSALS = {"waiting": ("warning", "clock"), "returned": ("error", "warning")}


@register.inclusion_tag("entrepreneurs/own/list.html", takes_context=True)
def own_enterprises(context: dict[str, Any]) -> dict[str, Any]:
    """List the enterprises that the persons behind this login may edit."""
    return {"enterprises": list(Enterprise.objects.editable_by(context["user"]))}


@register.inclusion_tag("components/badge.html")
def directory_state(enterprise: Enterprise) -> dict[str, Any]:
    """Say whether the public sees the enterprise."""
    kind, icon = _STATES[EnterpriseState(enterprise.state)]
    return {"kind": kind, "icon": icon, "label": enterprise.get_state_display()}


@register.inclusion_tag("components/badge.html")
def proposal_state(proposal: ChangeProposal) -> dict[str, Any]:
    """Say where a change stands."""
    kind, icon = _PROPOSALS.get(proposal.state, ("neutral", "info"))
    return {"kind": kind, "icon": icon, "label": proposal.get_state_display()}
