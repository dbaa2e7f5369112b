"""Letters about initiatives that an enterprise signed; nothing here stores or sends."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from center.models import InitiativeWording
from entrepreneurs.models import InitiativeSignature

name_kinds({"entrepreneurs/initiative_changed": _("To a signer: the text of an initiative was changed")})


def initiative_changed(
    *, wording: InitiativeWording, signature: InitiativeSignature, name: str, language: str
) -> Letter:
    """Tell who signed that the words are others now, why, and what they can do if they do not agree."""
    with translation.override(language):
        page = f"{settings.BASE_URL}{wording.initiative.get_absolute_url()}#wordings"
        mine = f"{settings.BASE_URL}{reverse('signing:initiatives')}"
    context = {
        "wording": wording,
        "enterprise": signature.name,
        "name": name,
        "page": page,
        "mine": mine,
        "is_open": wording.initiative.takes_signatures_on(timezone.localdate()),
    }
    return compose("entrepreneurs/emails/initiative_changed", context, language=language)
