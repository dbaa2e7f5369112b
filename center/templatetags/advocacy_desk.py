"""Blocks of the staff's desk about initiatives and the council; each only for those who may see them."""

from datetime import timedelta
from typing import Any, Final

from django import template
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.choices.advocacy import InitiativeState
from center.models import AdvocacyInitiative, CouncilDecision
from center.templatetags.center_desk import SHOWN, block

register = template.Library()
_SIGNING_AHEAD: Final = timedelta(days=7)
_DECISIONS_AHEAD: Final = timedelta(days=14)


@register.inclusion_tag("admin/center/advocacy/desk_initiatives.html", takes_context=True)
def advocacy_due(context: dict[str, Any]) -> dict[str, Any]:
    """Show answers that are overdue, and initiatives whose signing ends within a week or is over; else nothing."""
    if not context["request"].user.has_perm("center.change_advocacyinitiative"):
        return {"hidden": True}
    today = timezone.localdate()
    rows: Any = AdvocacyInitiative.objects.with_days().filter(
        Q(state=InitiativeState.SUBMITTED, answer_due__lt=today)
        | Q(state=InitiativeState.SIGNING, signs_until__lte=today + _SIGNING_AHEAD)
    )
    found = [
        {
            "initiative": each,
            "is_overdue": each.state == InitiativeState.SUBMITTED,
            "days": (today - each.submitted_on).days if each.submitted_on else 0,
            "has_ended": each.state == InitiativeState.SIGNING and each.signs_until < today,
        }
        for each in rows.order_by("answer_due", "signs_until", "pk")[: SHOWN + 1]
    ]
    address = reverse("admin:center_advocacyinitiative_changelist")
    return block("initiatives", _("Initiatives"), found, address) | {"hidden": not found}


@register.inclusion_tag("admin/center/advocacy/desk_decisions.html", takes_context=True)
def council_due(context: dict[str, Any]) -> dict[str, Any]:
    """Show decisions of the council that are due within two weeks or late; without any nothing."""
    if not context["request"].user.has_perm("center.change_councildecision"):
        return {"hidden": True}
    today = timezone.localdate()
    due = CouncilDecision.objects.due(today + _DECISIONS_AHEAD).select_related("responsible")
    rows = list(due[: SHOWN + 1])
    address = reverse("admin:center_councildecision_changelist") + "?state__exact=open"
    return block("council", _("Decisions of the council"), rows, address) | {
        "hidden": not rows,
        "today": today,
    }
