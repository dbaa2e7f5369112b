"""The personal links of who wants to be reminded of a deadline: signed, without an address in them."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from center.models import CallSignUp


def confirm_url(sign_up: CallSignUp) -> str:
    """Return the absolute address of the page with the button that says yes, in the reader's language."""
    return _url("resources:reminder_confirm", sign_up)


def leave_url(sign_up: CallSignUp) -> str:
    """Return the absolute address of the page with the button that ends the reminders."""
    return _url("resources:reminder_leave", sign_up)


def make_key(sign_up: CallSignUp) -> str:
    """Return the key of a sign-up: it fits this one only and holds no personal data."""
    return _signer().signature(_signed(sign_up))


def read_key(pk: int, key: str) -> CallSignUp | None:
    """Return the sign-up (with its call) whose key fits, else None. Never raises."""
    found = CallSignUp.objects.select_related("call").filter(pk=pk).first()
    if found is None:
        return None
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        _signer().unsign(f"{_signed(found)}:{key}")
    except BadSignature:
        return None
    return found


def _url(name: str, sign_up: CallSignUp) -> str:
    with translation.override(sign_up.language):
        path = reverse(name, args=[sign_up.pk])
    return f"{settings.BASE_URL}{path}?key={make_key(sign_up)}"


def _signer() -> Signer:
    return Signer(salt="center.call_sign_up", sep=":")


def _signed(sign_up: CallSignUp) -> str:
    return f"{sign_up.pk} {sign_up.call_id} {sign_up.created_at.timestamp():.6f}"
