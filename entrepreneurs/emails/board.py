"""Letters about the members' board, one function per letter; nothing here stores or sends."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from entrepreneurs.models import Entrepreneur, Joining, JointAction

name_kinds(
    {
        "entrepreneurs/action_on_board": _("To a member: your entry is on the board"),
        "entrepreneurs/action_returned": _("To a member: your entry came back"),
        "entrepreneurs/somebody_joined": _("To a member: an enterprise joined"),
    }
)


def action_on_board(action: JointAction, person: Entrepreneur) -> Letter:
    """Tell the author, or who stands in for them, that the others see the entry now, and until when."""
    return _about_action("action_on_board", action, person)


def action_returned(action: JointAction, person: Entrepreneur) -> Letter:
    """Tell the author what staff ask to change before the others see the entry."""
    return _about_action("action_returned", action, person)


def somebody_joined(joining: Joining, person: Entrepreneur) -> Letter:
    """Tell the author that an enterprise joined; the phone stands on the board, behind the login."""
    return _about_action("somebody_joined", joining.action, person, joining=joining)


def _about_action(name: str, action: JointAction, person: Entrepreneur, **extra: Any) -> Letter:
    language = person.language
    with translation.override(language):
        link = settings.BASE_URL + reverse("board:entry", args=[action.pk])
    return compose(
        f"entrepreneurs/emails/{name}",
        {"action": action, "person": person, "link": link, **extra},
        language=language,
    )
