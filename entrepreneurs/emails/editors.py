"""Letters among the editors of an enterprise."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from center.models import User
from entrepreneurs.models import Enterprise

name_kinds({"entrepreneurs/editor_invited": _("Invitation to edit an enterprise")})


def invited(*, enterprise: Enterprise, by: User, key: str, language: str) -> Letter:
    """Ask a colleague to edit too; holds a personal link that opens a form."""
    with translation.override(language):
        path = reverse("entrepreneurs:claim", args=[enterprise.slug])
        values = {
            "enterprise": str(enterprise),
            "by": str(by),
            "link": f"{settings.BASE_URL}{path}?{urlencode({'invited': key})}",
        }
    return compose("entrepreneurs/emails/editor_invited", values, language=language)
