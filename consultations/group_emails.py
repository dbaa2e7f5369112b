"""Letters about a place in a group session, one function per letter; nothing here stores or sends."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter
from consultations.emails import to_person
from consultations.links import place_url
from consultations.models import Participation

name_kinds(
    {
        "consultations/group_signed_up": _("To the participant: signed up"),
        "consultations/group_waiting": _("To the participant: on the waiting list"),
        "consultations/group_offered": _("To the participant: place offered"),
        "consultations/group_place_lost": _("To the participant: offer ended"),
        "consultations/group_changed": _("To the participant: session changed"),
        "consultations/group_reminder": _("To the participant: reminder"),
        "consultations/group_cancelled": _("To the participant: cancelled"),
    }
)


def signed_up(place: Participation) -> Letter:
    """Tell a person that they have a place in a group session; holds the personal link and that of the call."""
    return _to_participant("group_signed_up", place)


def waiting(place: Participation, *, ahead: int) -> Letter:
    """Tell a person that they are on the waiting list, and how many people are before them."""
    return _to_participant("group_waiting", place, ahead=ahead, number=ahead + 1)


def offered(place: Participation) -> Letter:
    """Offer a person a place that became free, until when, and where to say yes or no."""
    return _to_participant("group_offered", place)


def place_lost(place: Participation) -> Letter:
    """Tell a person that the offer was not answered in time and the place went on."""
    return _to_participant("group_place_lost", place)


def reminder(place: Participation) -> Letter:
    """Remind a person of their place; holds the personal link and that of the call."""
    return _to_participant("group_reminder", place)


def changed(place: Participation, *, is_moved: bool) -> Letter:
    """Tell a person of another time or place of the session, or of another address of the video call alone."""
    return _to_participant("group_changed", place, is_moved=is_moved)


def cancelled(place: Participation) -> Letter:
    """Tell a person that they are on the list no more, whoever cancelled what."""
    return _to_participant("group_cancelled", place)


def _to_participant(name: str, place: Participation, **extra: Any) -> Letter:
    with translation.override(place.language):
        session_link = settings.BASE_URL + reverse("consultations:group", args=[place.session_id])
    context = {
        "place": place,
        "visit": place.session,
        "link": place_url(place),
        "session_link": session_link,
        **extra,
    }
    return to_person(
        name, context, person=place.entrepreneur, language=place.language, starts_at=place.session.starts_at
    )
