"""Blocks of the staff's desk about the fairs: who has to be called, and what waits for a colleague."""

from typing import Any

from django import template
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.models import User
from center.templatetags.center_desk import SHOWN, block
from events.choices import ApplicationState, EventKind, EventState
from events.models import Event, ExhibitorApplication, Review, Stand
from events.querysets import alone, not_over

register = template.Library()


@register.inclusion_tag("admin/events/desk_exhibitor_calls.html", takes_context=True)
def exhibitor_calls(context: dict[str, Any]) -> dict[str, Any]:
    """Show which enterprises have to be told by phone what was decided; without any nothing."""
    user = context["request"].user
    if not user.has_perm("events.view_exhibitorapplication"):
        return {"hidden": True}
    calls = ExhibitorApplication.objects.filter(not_over(timezone.now(), "event__"), to_call=True)
    rows = list(calls.select_related("event", "enterprise").order_by("event__starts_at", "pk")[: SHOWN + 1])
    address = f"{reverse('admin:events_exhibitorapplication_changelist')}?to_call__exact=1"
    return block("exhibitor-calls", _("Calls to exhibitors"), rows, address) | {
        "hidden": not rows,
        "may_act": user.has_perm("events.change_exhibitorapplication"),
        "here": reverse("admin:index"),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("admin/events/desk_fairs.html", takes_context=True)
def fairs_waiting(context: dict[str, Any]) -> dict[str, Any]:
    """Show the coming fairs for which something waits: reviews, decisions, stands; without any nothing (one query)."""
    user = context["request"].user
    if not user.has_perm("events.view_exhibitorapplication"):
        return {"hidden": True}
    may_decide = user.has_perm("events.decide_application")
    may_give = user.has_perm("events.change_fairplan")
    rows = []
    for fair in _coming_fairs(user):
        spare = max(fair.free - fair.standless, 0)
        row = {
            "fair": fair,
            "to_review": fair.to_review if user.has_perm("events.add_review") else 0,
            "held": fair.held if may_decide else 0,
            # More stands than exhibitors: whoever is in reserve can come.
            "spare": spare if may_decide and fair.reserve else 0,
            "standless": min(fair.standless, fair.free) if may_give else 0,
        }
        if row["to_review"] or row["held"] or row["spare"] or row["standless"]:
            rows.append(row)
    return {
        "name": "fairs",
        "heading": _("Stands at fairs"),
        "rows": rows[:SHOWN],
        "hidden": not rows,
    }


def _coming_fairs(user: User) -> QuerySet[Any]:
    mine = Exists(Review.objects.filter(reviewer=user, application=OuterRef("applications")))
    accepted = Q(applications__state=ApplicationState.ACCEPTED)
    free = Stand.objects.filter(plan__event=OuterRef("pk"), assignment=None)
    sent = Q(applications__state=ApplicationState.SENT, applications__decision="")
    return (
        Event.objects.filter(not_over(timezone.now()), kind=EventKind.FAIR)
        .exclude(state=EventState.CANCELLED)
        .annotate(
            to_review=Count("applications", filter=Q(sent, ~mine)),
            held=Count("applications", filter=~Q(applications__decision="")),
            reserve=Count(
                "applications",
                filter=Q(applications__state=ApplicationState.RESERVE, applications__decision=""),
            ),
            standless=Count("applications", filter=accepted & Q(applications__assignment=None)),
            free=alone(free, Count("pk"), by="plan__event"),
        )
        .select_related("plan")
        .order_by("starts_at", "pk")
    )
