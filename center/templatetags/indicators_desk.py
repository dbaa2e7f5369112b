"""The staff's desk: values that wait for my approval, and periods that ended without a value."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.models import IndicatorPeriod, Measurement
from center.templatetags.center_desk import SHOWN, block

register = template.Library()


@register.inclusion_tag("admin/center/indicators/desk_values.html", takes_context=True)
def values_to_approve(context: dict[str, Any]) -> dict[str, Any]:
    """Show the oldest values that somebody else proposed, to those who may approve."""
    user = context["request"].user
    if not user.has_perm("center.approve_measurement"):
        return {"hidden": True}
    waiting = Measurement.objects.waiting_for(user).select_related("period__indicator", "proposed_by")
    rows = list(waiting.defer("record_keys").order_by("proposed_at")[: SHOWN + 1])
    address = f"{reverse('admin:center_measurement_changelist')}?state__exact=proposed"
    return block("values", _("Values to approve"), rows, address) | {"hidden": not rows}


@register.inclusion_tag("admin/center/indicators/desk_periods.html", takes_context=True)
def periods_without_value(context: dict[str, Any]) -> dict[str, Any]:
    """Show the periods that ended first and have no value yet, to those who propose values."""
    if not context["request"].user.has_perm("center.add_measurement"):
        return {"hidden": True}
    missing = IndicatorPeriod.objects.without_value(timezone.localdate()).select_related("indicator")
    rows = list(missing.order_by("last", "pk")[: SHOWN + 1])
    address = reverse("admin:center_indicator_outline")
    return block("periods", _("Periods without a value"), rows, address) | {"hidden": not rows}
