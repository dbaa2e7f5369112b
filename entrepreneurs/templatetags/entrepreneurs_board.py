"""Parts of the members' board."""

from typing import Any

from django import template

from entrepreneurs.choices import ActionKind, ActionState
from entrepreneurs.models import Enterprise, JointAction

register = template.Library()
_KINDS = {
    ActionKind.NEED: ("warning", "question"),
    ActionKind.OFFER: ("success", "basket"),
    ActionKind.ORDER: ("info", "people"),
    ActionKind.ACTION: ("brand", "talk"),
}
_STATES = {
    ActionState.WAITING: ("warning", "clock"),
    ActionState.OPEN: ("success", "check"),
    ActionState.RETURNED: ("error", "warning"),
    ActionState.CLOSED: ("neutral", "lock"),
}


@register.inclusion_tag("components/badge.html")
def action_kind(action: JointAction) -> dict[str, Any]:
    """Say what kind of entry it is."""
    kind, icon = _KINDS[ActionKind(action.kind)]
    return {"kind": kind, "icon": icon, "label": action.get_kind_display()}


@register.inclusion_tag("components/badge.html")
def action_state(action: JointAction) -> dict[str, Any]:
    """Say to its own members where an entry stands."""
    kind, icon = _STATES[ActionState(action.state)]
    return {"kind": kind, "icon": icon, "label": action.get_state_display()}


@register.inclusion_tag("entrepreneurs/board/door.html", takes_context=True)
def board_door(context: dict[str, Any]) -> dict[str, Any]:
    """Lead members from their account to the board, with the number of entries there."""
    user = context["user"]
    if not Enterprise.objects.of_member(user).exists():
        return {}
    return {"number": JointAction.objects.on_board().count(), "is_member": True}
