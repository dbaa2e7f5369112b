"""Letters about a registration, one function per letter; nothing here stores or sends."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter
from entrepreneurs.neutral_letters import compose_for
from events.links import feedback_url, registration_url
from events.models import Registration

name_kinds(
    {
        "events/registered": _("Event: registered"),
        "events/waiting": _("Event: on the waiting list"),
        "events/offered": _("Event: place offered"),
        "events/place_lost": _("Event: offer ended"),
        "events/size_changed": _("Event: number of people changed"),
        "events/changed": _("Event: changed"),
        "events/postponed": _("Event: postponed"),
        "events/programme_changed": _("Event: programme changed"),
        "events/cancelled": _("Event: registration cancelled"),
        "events/event_cancelled": _("Event: does not take place"),
        "events/reminder": _("Event: reminder"),
        "events/thanks": _("Event: thank you"),
    }
)


def registered(registration: Registration) -> Letter:
    """Tell people that they have their places; holds the personal link and that of the call."""
    return _letter("registered", registration)


def waiting(registration: Registration, *, ahead: int) -> Letter:
    """Tell people that they are on the waiting list, and how many people wait before them."""
    return _letter("waiting", registration, ahead=ahead)


def offered(registration: Registration) -> Letter:
    """Offer places that became free, until when, and where to say yes or no."""
    return _letter("offered", registration)


def place_lost(registration: Registration) -> Letter:
    """Tell people that the offer was not answered in time and the places went on."""
    return _letter("place_lost", registration)


def size_changed(registration: Registration) -> Letter:
    """Confirm for how many people the registration is now."""
    return _letter("size_changed", registration)


def changed(registration: Registration, *, is_moved: bool) -> Letter:
    """Tell people of another time or place of the event, or of another address of the video call alone."""
    return _letter("changed", registration, is_moved=is_moved)


def programme_changed(registration: Registration, *, changes: list[str], note: str) -> Letter:
    """Tell people what of the programme that concerns them is changed, in sentences of their language."""
    with translation.override(registration.language):
        path = reverse("events:programme", args=[registration.event.slug])
    address = settings.BASE_URL + path
    return _letter("programme_changed", registration, changes=changes, note=note, programme_link=address)


def postponed(registration: Registration) -> Letter:
    """Tell people that the event takes place on another day that is not known yet."""
    return _letter("postponed", registration)


def cancelled(registration: Registration) -> Letter:
    """Tell people that they are on the list no more, whoever cancelled it."""
    return _letter("cancelled", registration)


def event_cancelled(registration: Registration) -> Letter:
    """Tell people that the event does not take place, with the reason if there is one."""
    return _letter("event_cancelled", registration)


def reminder(registration: Registration) -> Letter:
    """Remind people of their places; holds the personal link and that of the call."""
    return _letter("reminder", registration)


def thanks(registration: Registration) -> Letter:
    """Thank people who came; holds the link to the feedback."""
    language = registration.language
    return _letter("thanks", registration, feedback_link=feedback_url(registration.event, language=language))


def _letter(name: str, registration: Registration, **extra: Any) -> Letter:
    """Write in the language of the registration."""
    language, event = registration.language, registration.event
    with translation.override(language):
        event_link = settings.BASE_URL + reverse("events:event", args=[event.slug])
    context = {
        "registration": registration,
        "event": event,
        "link": registration_url(registration),
        "event_link": event_link,
        **extra,
    }
    return compose_for(
        registration.entrepreneur,
        f"events/emails/{name}",
        context,
        language=language,
        starts_at=event.starts_at,
    )
