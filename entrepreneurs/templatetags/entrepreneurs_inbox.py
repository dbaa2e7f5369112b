"""Blocks of the staff's desk about what visitors send from a profile; each only for those who may see it."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from center.templatetags.center_desk import SHOWN, Alert, block
from entrepreneurs.models import DataRequest, EnterpriseMessage, ErrorReport

register = template.Library()


@register.inclusion_tag("admin/desk/alert.html", takes_context=True)
def enterprise_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Say how many reported errors wait for a look."""
    if not context["request"].user.has_perm("entrepreneurs.view_errorreport"):
        return {"alerts": []}
    count = ErrorReport.objects.waiting().count()
    if not count:
        return {"alerts": []}
    text = ngettext(
        "%(count)d report of an error in the directory waits.",
        "%(count)d reports of errors in the directory wait.",
        count,
    ) % {"count": count}
    address = reverse("admin:entrepreneurs_errorreport_changelist") + "?state__exact=new"
    return {"alerts": [Alert(text, address, _("Look at the reports"))]}


@register.inclusion_tag("admin/desk/alert.html", takes_context=True)
def data_request_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Say how many people wait for an answer about their data, and whether a day of the law has passed."""
    if not context["request"].user.has_perm("entrepreneurs.change_datarequest"):
        return {"alerts": []}
    waiting = list(DataRequest.objects.open().defer("words", "answer"))
    if not waiting:
        return {"alerts": []}
    late = sum(each.is_overdue for each in waiting)
    count = late or len(waiting)
    if late:
        text = ngettext(
            "%(count)d request about data is overdue.", "%(count)d requests about data are overdue.", count
        ) % {"count": count}
    else:
        text = ngettext(
            "%(count)d request about data waits; the answer is due on %(day)s.",
            "%(count)d requests about data wait; the first answer is due on %(day)s.",
            count,
        ) % {"count": count, "day": date_format(waiting[0].due_on, "SHORT_DATE_FORMAT")}
    address = reverse("admin:entrepreneurs_datarequest_changelist") + "?state__exact=open"
    return {"alerts": [Alert(text, address, _("Look at the requests"))]}


@register.inclusion_tag("admin/entrepreneurs/desk_messages.html", takes_context=True)
def enterprise_messages(context: dict[str, Any]) -> dict[str, Any]:
    """Show messages to enterprises that no e-mail reached; without any the block is not there."""
    if not context["request"].user.has_perm("entrepreneurs.view_enterprisemessage"):
        return {"hidden": True}
    waiting = EnterpriseMessage.objects.waiting().select_related("enterprise").defer("text")
    rows = list(waiting.order_by("created_at", "pk")[: SHOWN + 1])
    address = reverse("admin:entrepreneurs_enterprisemessage_changelist") + "?state__exact=waiting"
    return block("messages", _("Messages to pass on by phone"), rows, address) | {"hidden": not rows}
