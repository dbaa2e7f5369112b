"""Deadlines of the Center's own records on the desk: calls, signatures, answers, decisions, grants."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.due import Due, register
from center.choices.advocacy import DecisionState, InitiativeState
from center.models import AdvocacyInitiative, CouncilDecision, FundingCall, Grant, IndicatorPeriod, User


def _page(record: Any) -> str:
    options = record._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])


@register
def calls_close(user: User, until: date) -> list[Due]:
    """Tell until when people can apply for money; one query."""
    if not user.has_perm("center.view_fundingcall"):
        return []
    calls = FundingCall.objects.published().filter(
        deadline_at__gt=timezone.now(), deadline_at__date__lte=until + timedelta(days=1)
    )
    return [
        Due(call.deadline_day, _("A call for funding closes"), call.title, _page(call), call.deadline_time)
        for call in calls
        # A whole day ends at the midnight after it.
        if call.deadline_day is not None and call.deadline_day <= until
    ]


@register
def initiatives_wait(user: User, until: date) -> list[Due]:
    """Tell which signatures end, and when institutions should have answered; one query."""
    if not user.has_perm("center.view_advocacyinitiative"):
        return []
    today = timezone.localdate()
    found = []
    for each in AdvocacyInitiative.objects.filter(
        state__in=[InitiativeState.SIGNING, InitiativeState.SUBMITTED]
    ):
        day, what = (
            (each.signs_until, _("Signing ends"))
            if each.state == InitiativeState.SIGNING
            else (each.answer_due, _("An institution should answer"))
        )
        if day is not None and today <= day <= until:
            found.append(Due(day, what, each.title, _page(each)))
    return found


@register
def decisions_due(user: User, until: date) -> list[Due]:
    """Tell what the council decided to have done; one query."""
    if not user.has_perm("center.view_councildecision"):
        return []
    soon = CouncilDecision.objects.filter(
        state=DecisionState.OPEN, due_on__range=(timezone.localdate(), until)
    )
    return [
        Due(each.due_on, _("A decision of the council is due"), str(each), _page(each))
        for each in soon
        if each.due_on is not None
    ]


@register
def periods_end(user: User, until: date) -> list[Due]:
    """Tell which periods of indicators end, so that their values are wanted, and which grants; two queries."""
    if not user.has_perm("center.view_grant"):
        return []
    today = timezone.localdate()
    ending = IndicatorPeriod.objects.filter(last__range=(today, until)).select_related("indicator")
    outline = reverse("admin:center_indicator_outline")
    grants = Grant.objects.filter(last_day__range=(today, until))
    return [
        *(
            Due(each.last, _("A period of an indicator ends"), each.indicator.title, outline)
            for each in ending
        ),
        *(Due(each.last_day, _("A grant ends"), each.title, _page(each)) for each in grants),
    ]
