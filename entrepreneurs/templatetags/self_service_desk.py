"""Blocks of the staff's desk about what entrepreneurs ask for on their own pages."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from center.templatetags.center_desk import SHOWN, block
from entrepreneurs.models import ClaimRequest

register = template.Library()


@register.inclusion_tag("admin/entrepreneurs/desk_claims.html", takes_context=True)
def enterprise_claims(context: dict[str, Any]) -> dict[str, Any]:
    """Show the requests that wait for a decision; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.view_claimrequest"):
        return {"hidden": True}
    rows = list(ClaimRequest.objects.waiting().select_related("enterprise")[: SHOWN + 1])
    address = reverse("admin:entrepreneurs_claimrequest_changelist") + "?state__exact=waiting"
    return block("claims", _("Requests of enterprises"), rows, address) | {"hidden": not rows}
