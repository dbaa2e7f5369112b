"""Who supports an initiative: the list on its page, numbers in the tracker, and the door from the account."""

from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.db.models import Count

from center.models import AdvocacyInitiative
from entrepreneurs.models import Enterprise, InitiativeSignature

register = template.Library()
_SHOWN: Final = 200


@register.simple_tag
def count_signatures(initiatives: Iterable[Any]) -> str:
    """Give each initiative its number of signatures as `supporters`; writes nothing. One query."""
    rows = list(initiatives)
    counts = dict(
        InitiativeSignature.objects.standing()
        .filter(initiative__in=rows)
        .order_by()
        .values_list("initiative")
        .annotate(Count("pk"))
    )
    for row in rows:
        row.supporters = counts.get(row.pk, 0)
    return ""


@register.inclusion_tag("entrepreneurs/signing/signers.html")
def initiative_signers(initiative: AdvocacyInitiative, takes_signatures: bool) -> dict[str, Any]:
    """List the enterprises that signed, with how they were called then; who is in no directory is counted only."""
    total = InitiativeSignature.objects.standing().filter(initiative=initiative).count()
    named = (
        InitiativeSignature.objects.named()
        .filter(initiative=initiative)
        .select_related("enterprise", "wording")
        if total
        else InitiativeSignature.objects.none()
    )
    shown = list(named.order_by("name_sr", "pk")[:_SHOWN])
    return {
        "initiative": initiative,
        "takes_signatures": takes_signatures,
        "named": shown,
        "unnamed": total - len(shown),
        "total": total,
        # Of one wording there is nothing to say.
        "last_wording": max((each.number for each in initiative.wordings.all()), default=0),
    }


@register.inclusion_tag("entrepreneurs/signing/door.html", takes_context=True)
def signing_door(context: dict[str, Any]) -> dict[str, Any]:
    """Lead editors from their account to what they can sign; nothing for others."""
    user = context["user"]
    if not Enterprise.objects.editable_by(user).exists():
        return {}
    return {"is_editor": True, "number": AdvocacyInitiative.objects.taking_signatures().count()}
