"""Letters about a survey, one function per letter; nothing here stores or sends."""

from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from research.links import survey_address
from research.models import Invitation

name_kinds(
    {
        "research/invited": _("Survey: invitation"),
        "research/reminded": _("Survey: reminder"),
    }
)


def invited(invitation: Invitation, code: str) -> Letter:
    """Ask for an answer; holds the personal link and the code."""
    return _letter("invited", invitation, code)


def reminded(invitation: Invitation, code: str) -> Letter:
    """Ask once more, by the same link."""
    return _letter("reminded", invitation, code)


def _letter(name: str, invitation: Invitation, code: str) -> Letter:
    survey, language = invitation.survey, invitation.language
    context = {
        "invitation": invitation,
        "survey": survey,
        "link": survey_address(survey, code=code, language=language),
        "code": " ".join(code[start : start + 4] for start in range(0, len(code), 4)),
    }
    return compose(f"research/emails/{name}", context, language=language)
