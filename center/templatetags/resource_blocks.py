"""Blocks of the library that other pages show."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.models import FundingCall, Resource, Term
from center.templatetags.center_desk import SHOWN, block
from center.views.calls import rows

register = template.Library()
_NEXT = 3


@register.inclusion_tag("center/resources/blocks/next_deadlines.html")
def next_deadlines() -> dict[str, Any]:
    """Show the next three deadlines of calls for funding; nothing as long as there is none. One query."""
    now = timezone.now()
    calls = FundingCall.objects.not_over(now).filter(deadline_at__isnull=False)[:_NEXT]
    return {"rows": rows(list(calls), now)}


@register.inclusion_tag("admin/desk/resources.html", takes_context=True)
def resources_to_check(context: dict[str, Any]) -> dict[str, Any]:
    """Show what nobody has compared with its source for too long; without any the block is not there."""
    user = context["request"].user
    models: list[Any] = [
        model
        for model in (Resource, FundingCall, Term)
        if user.has_perm(f"center.change_{model._meta.model_name}")
    ]
    due = [record for model in models for record in model.objects.due_for_check()[: SHOWN + 1]]
    due.sort(key=lambda record: (record.check_again_on or timezone.localdate(), record.pk))
    shown = [
        {
            "record": record,
            "kind": record._meta.verbose_name,
            "url": reverse(f"admin:center_{record._meta.model_name}_change", args=[record.pk]),
        }
        for record in due[: SHOWN + 1]
    ]
    return block("resources", _("To compare with their sources again"), shown, "") | {"hidden": not shown}
