"""Blocks of the staff's desk about what entrepreneurs ask for on their own pages."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from center.templatetags.center_desk import SHOWN, block
from entrepreneurs.models import ChangeProposal, ClaimRequest
from entrepreneurs.services import editors, report_reminders, yearly_check

register = template.Library()


@register.inclusion_tag("admin/entrepreneurs/desk_claims.html", takes_context=True)
def enterprise_claims(context: dict[str, Any]) -> dict[str, Any]:
    """Show the requests that wait for a decision; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.view_claimrequest"):
        return {"hidden": True}
    rows = list(ClaimRequest.objects.waiting().select_related("enterprise")[: SHOWN + 1])
    address = reverse("admin:entrepreneurs_claimrequest_changelist") + "?state__exact=waiting"
    return block("claims", _("Requests of enterprises"), rows, address) | {"hidden": not rows}


@register.inclusion_tag("admin/entrepreneurs/desk_proposals.html", takes_context=True)
def proposed_changes(context: dict[str, Any]) -> dict[str, Any]:
    """Show the changes of profiles that wait for a look; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.view_changeproposal"):
        return {"hidden": True}
    rows = list(ChangeProposal.objects.waiting().select_related("enterprise", "proposed_by")[: SHOWN + 1])
    address = reverse("admin:entrepreneurs_changeproposal_changelist") + "?state__exact=waiting"
    return block("proposals", _("Changes of profiles"), rows, address) | {"hidden": not rows}


@register.inclusion_tag("admin/entrepreneurs/desk_reports.html", takes_context=True)
def reports_due(context: dict[str, Any]) -> dict[str, Any]:
    """Show the two-year reports that are due soon or overdue; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.view_reportduty"):
        return {"hidden": True}
    rows = list(report_reminders.soon_due()[: SHOWN + 1])
    address = reverse("admin:entrepreneurs_reportduty_changelist") + "?due=soon"
    return block("reports", _("Two-year reports due"), rows, address) | {"hidden": not rows}


@register.inclusion_tag("admin/entrepreneurs/desk_unconfirmed.html", takes_context=True)
def unconfirmed_profiles(context: dict[str, Any]) -> dict[str, Any]:
    """Show the profiles that nobody confirmed in time; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.change_enterprise"):
        return {"hidden": True}
    rows = list(yearly_check.unconfirmed()[: SHOWN + 1])
    heading = _("Profiles that nobody has confirmed")
    return block("unconfirmed", heading, rows, _lacking("confirmation")) | {"hidden": not rows}


@register.inclusion_tag("admin/entrepreneurs/desk_orphans.html", takes_context=True)
def enterprises_without_editor(context: dict[str, Any]) -> dict[str, Any]:
    """Show published enterprises that nobody edits any more; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.change_claimrequest"):
        return {"hidden": True}
    rows = list(editors.without_editor()[: SHOWN + 1])
    heading = _("Published enterprises without an editor")
    return block("orphans", heading, rows, _lacking("editor")) | {"hidden": not rows}


def _lacking(check: str) -> str:
    """Return the address of the list of enterprises that lack something of the page of quality."""
    return f"{reverse('admin:entrepreneurs_enterprise_changelist')}?lacks={check}"
