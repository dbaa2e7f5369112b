"""Blocks of the staff's desk from the group sessions; each only for those who may see them."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from center.templatetags.center_desk import SHOWN, Alert, block
from consultations import rules
from consultations.choices import PlaceState, SessionState
from consultations.models import GroupSession, Participation

register = template.Library()

# The same kinds and icons wherever staff see a state; the word is the state's own.
_PLACES = {
    PlaceState.SIGNED_UP: ("info", "calendar"),
    PlaceState.WAITING: ("neutral", "clock"),
    PlaceState.OFFERED: ("warning", "clock"),
    PlaceState.ATTENDED: ("success", "check"),
    PlaceState.MISSED: ("neutral", "person"),
    PlaceState.CANCELLED: ("neutral", "error"),
}
_SESSIONS = {
    SessionState.DRAFT: ("neutral", "lock"),
    SessionState.PUBLISHED: ("info", "calendar"),
    SessionState.DONE: ("success", "check"),
    SessionState.CANCELLED: ("neutral", "error"),
}
_LIST = "admin:consultations_groupsession_changelist"


@register.simple_tag
def place_badge(place: Participation) -> SafeString:
    """Return the badge of the state of somebody's place."""
    kind, icon = _PLACES[PlaceState(place.state)]
    context = {"kind": kind, "icon": icon, "label": place.get_state_display()}
    return render_to_string("components/badge.html", context)


@register.simple_tag
def session_badge(session: GroupSession) -> SafeString:
    """Return the badge of the session's state."""
    kind, icon = _SESSIONS[SessionState(session.state)]
    context = {"kind": kind, "icon": icon, "label": session.get_state_display()}
    return render_to_string("components/badge.html", context)


@register.inclusion_tag("admin/consultations/desk_alerts.html", takes_context=True)
def group_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Warn of planned sessions whose advisor is away or gone: only people can decide about them."""
    if not context["request"].user.has_perm("consultations.change_groupsession"):
        return {"alerts": []}
    sessions = GroupSession.objects.displaced().with_details()[:SHOWN]
    return {
        "alerts": [
            Alert(
                _("The advisor is away at this time, or the office is closed: %(session)s.")
                % {"session": session},
                reverse("admin:consultations_groupsession_change", args=[session.pk]),
                _("Look at the session"),
            )
            for session in sessions
        ]
    }


@register.inclusion_tag("admin/consultations/desk_groups.html", takes_context=True)
def group_sessions_today(context: dict[str, Any]) -> dict[str, Any]:
    """Show the group sessions of the day, and those that are over and wait to be closed; without any nothing."""
    user, now = context["request"].user, timezone.now()
    if not user.has_perm("consultations.view_groupsession"):
        return {"hidden": True}
    sessions: Any = GroupSession.objects.with_details().with_counts()
    today = list(sessions.today(now).order_by("starts_at", "pk"))
    over = sessions.published().filter(ends_at__lte=now).exclude(pk__in=[each.pk for each in today])
    rows = [
        {"session": session, "is_own": session.advisor.user_id == user.pk, "is_over": session.ends_at <= now}
        for session in (*over.order_by("starts_at", "pk")[:SHOWN], *today)
    ]
    return {
        "name": "groups",
        "heading": _("Group sessions today"),
        "rows": rows,
        "hidden": not rows,
        "all_url": reverse(_LIST),
        "all_label": _("All group sessions"),
        "published": SessionState.PUBLISHED,
    }


@register.inclusion_tag("admin/consultations/desk_offers.html", takes_context=True)
def group_offers(context: dict[str, Any]) -> dict[str, Any]:
    """Show who has to be asked by phone whether they take a place, and where staff decide who gets a free one."""
    user, now = context["request"].user, timezone.now()
    if not user.has_perm("consultations.view_participation"):
        return {"hidden": True}
    offered = Participation.objects.filter(
        state=PlaceState.OFFERED, contact_email="", offered_until__gte=now
    ).select_related("session__topic", "entrepreneur__contact_preference")
    rows = list(offered.order_by("offered_until", "pk")[: SHOWN + 1])
    coming: Any = GroupSession.objects.published().filter(ends_at__gt=now).with_details().with_counts()
    free = [
        session
        for session in coming.filter(in_queue__gt=0).order_by("starts_at", "pk")
        if session.taken < session.places and rules.offer_deadline(session, now) is None
    ]
    values = block("offers", _("Places to offer by phone"), rows, reverse(_LIST))
    return values | {
        "free": free,
        "hidden": not rows and not free,
        "may_act": user.has_perm("consultations.change_participation"),
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }
