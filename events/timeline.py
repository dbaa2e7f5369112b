"""What the events know of a person: registrations that staff or the person linked, and talks."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from center.base.timeline import Badge, Entry, register
from center.models import User
from entrepreneurs.models import Entrepreneur
from events.choices import RegistrationState
from events.door_figures import with_arrivals

_STATES = {
    RegistrationState.SIGNED_UP: ("info", "calendar"),
    RegistrationState.WAITING: ("neutral", "clock"),
    RegistrationState.OFFERED: ("warning", "clock"),
    RegistrationState.CANCELLED: ("neutral", "error"),
}


def _registrations(person: Entrepreneur, user: User) -> Iterator[Entry]:
    if not user.has_perm("events.view_registration"):
        return
    for registration in with_arrivals(person.registrations.select_related("event"), None):
        kind, icon = _STATES[RegistrationState(registration.state)]
        badge = Badge(kind, icon, registration.get_state_display())
        if registration.here:
            badge = Badge("success", "check", gettext("Was there"))
        yield Entry(
            when=registration.event.starts_at,
            title=registration.event.title,
            url=reverse("admin:events_registration_change", args=[registration.pk]),
            badge=badge,
        )


def _talks(person: Entrepreneur, user: User) -> Iterator[Entry]:
    if not user.has_perm("events.view_event"):
        return
    for speaker in person.talks.select_related("event"):
        yield Entry(
            when=speaker.event.starts_at,
            title=speaker.event.title,
            url=reverse("admin:events_event_change", args=[speaker.event_id]),
            who=speaker.role,
        )


register("event", gettext_lazy("Events"), "calendar", _registrations)
register("event-talk", gettext_lazy("Talks at events"), "talk", _talks)
