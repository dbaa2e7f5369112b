"""The letter that carries a visitor's message to an enterprise."""

from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from entrepreneurs.models import EnterpriseMessage

name_kinds({"entrepreneurs/message": _("To an enterprise: message from a visitor")})


def message(sent: EnterpriseMessage, *, language: str) -> Letter:
    """Relay a message in the language of whoever reads it; the visitor's words stay as they were written."""
    return compose(
        "entrepreneurs/emails/message", {"message": sent, "enterprise": sent.enterprise}, language=language
    )
