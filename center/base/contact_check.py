"""Is this the phone or e-mail that somebody gave? Asked before a reference opens anything."""

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare

from center.base.phones import normalise_phone


def contact_fits(typed: str, *, phone: str, email: str) -> bool:
    """Say whether what a person typed is the stored phone (E.164) or e-mail, in constant time; empty fits nothing."""
    by_phone = _same(_phone(typed), phone)
    by_email = _same(typed.strip().casefold(), email.casefold())
    return by_phone or by_email


def _phone(typed: str) -> str:
    try:
        return normalise_phone(typed)
    except ValidationError:
        return ""


def _same(given: str, stored: str) -> bool:
    return constant_time_compare(given, stored) and bool(stored)
