"""What the account pages know of an editor's fairs."""

from typing import Any

from django.utils import timezone

from center.models import User
from entrepreneurs.models import Enterprise
from events import fair_rules
from events.choices import EventKind
from events.models import Event, ExhibitorApplication


def fairs_of(user: User) -> dict[str, Any]:
    """Return the person's `enterprises`, their `applications` (the newest first), and `open`: where they can apply.

    Four queries, however many there are.
    """
    enterprises = list(Enterprise.objects.editable_by(user).order_by("name_sr", "pk"))
    rows = ExhibitorApplication.objects.filter(enterprise__in=enterprises).select_related(
        "event", "enterprise", "needs"
    )
    applications = list(rows.order_by("-event__starts_at", "enterprise__name_sr", "pk"))
    has_applied = {(application.event_id, application.enterprise_id) for application in applications}
    now = timezone.now()
    coming = [
        event
        for event in Event.objects.coming(now).filter(kind=EventKind.FAIR)
        if fair_rules.applications_are_open(event, now)
    ]
    return {
        "enterprises": enterprises,
        "applications": [
            {
                "application": application,
                "waits_for_needs": application.is_live
                and application.state == "accepted"
                and not hasattr(application, "needs")
                and fair_rules.needs_are_open(application.event, now),
                "waits_for_sending": application.state == "draft"
                and fair_rules.applications_are_open(application.event, now),
            }
            for application in applications
        ],
        "open": [
            {"event": event, "enterprise": enterprise}
            for event in coming
            for enterprise in enterprises
            if (event.pk, enterprise.pk) not in has_applied
        ],
    }
