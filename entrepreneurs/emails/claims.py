"""Letters about requests to add or to edit an enterprise."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.emails import Letter, compose
from entrepreneurs.models import ClaimRequest

name_kinds(
    {
        "entrepreneurs/claim_code": _("Code that confirms an email address"),
        "entrepreneurs/claim_received": _("Request of an enterprise: received"),
        "entrepreneurs/claim_approved": _("Request of an enterprise: approved"),
        "entrepreneurs/claim_refused": _("Request of an enterprise: refused"),
    }
)


def code(claim: ClaimRequest, *, digits: str, until: datetime) -> Letter:
    """Send the code, with the page where it can be typed on any device."""
    return _about("claim_code", claim, code=f"{digits[:4]} {digits[4:]}", until=until, page="claim_code")


def received(claim: ClaimRequest) -> Letter:
    """Say that the request waits for staff and how to take it back."""
    return _about("claim_received", claim)


def approved(claim: ClaimRequest) -> Letter:
    """Say how to sign in; holds no code and no personal link."""
    with translation.override(claim.language):
        link = settings.BASE_URL + reverse("account_request_login_code")
    return _about("claim_approved", claim, link=link)


def refused(claim: ClaimRequest) -> Letter:
    """Say why, and that the office can be asked."""
    return _about("claim_refused", claim, reason=claim.reason)


def _about(name: str, claim: ClaimRequest, *, page: str = "", **more: object) -> Letter:
    with translation.override(claim.language):
        values = {"claim": claim, "enterprise": claim.shown_enterprise, "is_new": claim.kind == "add", **more}
        if page:
            values["link"] = settings.BASE_URL + reverse(f"entrepreneurs:{page}")
    return compose(f"entrepreneurs/emails/{name}", values, language=claim.language)
