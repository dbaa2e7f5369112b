"""Letters about what editors change in the profile of their enterprise."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from entrepreneurs.models import ChangeProposal

name_kinds(
    {
        "entrepreneurs/change_published": _("To an editor: the change is published"),
        "entrepreneurs/change_returned": _("To an editor: the change came back"),
    }
)


def published(proposal: ChangeProposal) -> Letter:
    """Say that the public sees the change now."""
    return _about("change_published", proposal)


def returned(proposal: ChangeProposal) -> Letter:
    """Say what to correct, and where."""
    return _about("change_returned", proposal)


def _about(name: str, proposal: ChangeProposal) -> Letter:
    language = proposal.proposed_by.language
    with translation.override(language):
        values = {
            "name": str(proposal.proposed_by),
            "enterprise": str(proposal.enterprise),
            "section": proposal.get_section_display(),
            "message": proposal.message,
            "link": settings.BASE_URL + reverse("own:enterprise", args=[proposal.enterprise.slug]),
        }
    return compose(f"entrepreneurs/emails/{name}", values, language=language)
