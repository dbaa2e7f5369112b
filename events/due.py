"""Deadlines of events on the desk: registration, applications for stands, needs of exhibitors."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.due import Due, moment_due, register
from center.models import User
from events.choices import EventState
from events.models import Event


@register
def ends_soon(user: User, until: date) -> list[Due]:
    """Tell what of the published events ends; one query."""
    if not user.has_perm("events.view_event"):
        return []
    now, today = timezone.now(), timezone.localdate()
    soon = (
        Q(registration_closes_at__date__range=(today, until))
        | Q(applications_close_at__date__range=(today, until))
        | Q(needs_until__range=(today, until))
    )
    found: list[Due] = []
    for event in Event.objects.filter(soon, state=EventState.PUBLISHED).order_by("starts_at", "pk"):
        url = reverse("admin:events_event_change", args=[event.pk])
        for moment, what in (
            (event.registration_closes_at, _("Registration ends")),
            (event.applications_close_at, _("Applications for stands end")),
        ):
            if moment is not None and now <= moment and timezone.localdate(moment) <= until:
                found.append(moment_due(moment, what, event.title, url))
        if event.needs_until is not None and today <= event.needs_until <= until:
            found.append(Due(event.needs_until, _("Exhibitors say what they need"), event.title, url))
    return found
