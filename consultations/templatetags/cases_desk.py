"""Blocks of the staff's desk from the cases; each only for those who work with cases."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from center.templatetags.center_desk import SHOWN, Alert, block
from consultations.choices import CaseStage
from consultations.models import AccessRequest, Case, CaseTask
from consultations.wording import due_badge

register = template.Library()

_STAGES = {
    CaseStage.INTAKE: ("info", "talk"),
    CaseStage.IDEA: ("info", "question"),
    CaseStage.PLAN: ("warning", "chart"),
    CaseStage.REGISTRATION: ("warning", "document"),
    CaseStage.OPERATING: ("success", "basket"),
    CaseStage.CLOSED: ("neutral", "lock"),
}


@register.simple_tag
def stage_badge(case: Case) -> SafeString:
    """Return the badge of the stage at which a case stands."""
    kind, icon = _STAGES[CaseStage(case.stage)]
    context = {"kind": kind, "icon": icon, "label": case.get_stage_display()}
    return render_to_string("components/badge.html", context)


@register.simple_tag
def task_badge(task: CaseTask) -> SafeString:
    """Return the badge that says how pressing a task is."""
    pressing = due_badge(task.due_on, timezone.localdate())
    context = {"kind": pressing.kind, "icon": pressing.icon, "label": pressing.label}
    return render_to_string("components/badge.html", context)


@register.inclusion_tag("admin/consultations/desk_case_alerts.html", takes_context=True)
def case_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Tell who decides about all cases of those that nobody leads any more."""
    user = context["request"].user
    if not user.has_perm("consultations.change_advisor"):
        return {"alerts": []}
    count = Case.objects.led_by(user).without_lead().count()
    if not count:
        return {"alerts": []}
    text = ngettext(
        "%(count)d open case has no advisor any more who leads it.",
        "%(count)d open cases have no advisor any more who leads them.",
        count,
    ) % {"count": count}
    address = reverse("admin:consultations_case_changelist") + "?whose=nobody"
    return {"alerts": [Alert(text, address, _("Look at the cases"))]}


@register.inclusion_tag("admin/consultations/desk_tasks.html", takes_context=True)
def case_tasks(context: dict[str, Any]) -> dict[str, Any]:
    """Show what is due or overdue, of one's own cases first; without any the block is not there."""
    user = context["request"].user
    if not user.has_perm("consultations.change_casetask"):
        return {"hidden": True}
    rows = list(
        CaseTask.objects.due()
        .editable_by(user)
        .own_first(user)
        .select_related("case__person", "advisor")[: SHOWN + 1]
    )
    address = reverse("admin:consultations_casetask_changelist") + "?state=due"
    return block("tasks", _("Overdue and due today"), rows, address) | {
        "hidden": not rows,
        "me": user.pk,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("admin/consultations/desk_access.html", takes_context=True)
def access_requests(context: dict[str, Any]) -> dict[str, Any]:
    """Show who asks to read a case about which this person decides; without any the block is not there."""
    user = context["request"].user
    if not user.has_perm("consultations.change_accessrequest"):
        return {"hidden": True}
    waiting = AccessRequest.objects.waiting().decidable_by(user).select_related("case", "asked_by")
    rows = list(waiting[: SHOWN + 1])
    address = reverse("admin:consultations_accessrequest_changelist") + "?state__exact=waiting"
    return block("access", _("Colleagues who ask to read a case"), rows, address) | {"hidden": not rows}
