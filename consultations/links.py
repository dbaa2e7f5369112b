"""How a visitor comes back to a visit: by a signed link, or by reference and the contact given."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare

from center.base.phones import normalise_phone
from center.base.scripts import to_latin
from consultations.choices import REFERENCE_ALPHABET, REFERENCE_LENGTH
from consultations.models import Consultation

# A mailed link opens the visit while it matters to the visitor, not for ever.
LINK_LIVES_AFTER_VISIT = timedelta(days=30)


def manage_url(consultation: Consultation, *, language: str = "") -> str:
    """Return the absolute address of the visit's page with its key, in the given or the visit's language."""
    with translation.override(language or consultation.language):
        path = reverse("consultations:visit", args=[consultation.reference])
    return f"{settings.BASE_URL}{path}?key={make_key(consultation)}"


def make_key(consultation: Consultation) -> str:
    """Return the key of the visit: it fits this booking only and holds no personal data."""
    return _signer().signature(_signed(consultation))


def read_key(reference: str, key: str) -> Consultation | None:
    """Return the visit (with details) when the key fits and is not too old, else None. Never raises."""
    consultation = _by_reference(reference)
    if consultation is None or consultation.ends_at + LINK_LIVES_AFTER_VISIT < timezone.now():
        return None
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        _signer().unsign(f"{_signed(consultation)}:{key}")
    except BadSignature:
        return None
    return consultation


def find_by_contact(reference: str, contact: str) -> Consultation | None:
    """Return the visit (with details) when the phone or e-mail is the one given at booking, else None.

    The answer takes as long for an unknown reference as for a wrong contact. Limit how often it is asked.
    """
    consultation = _by_reference(reference)
    given = consultation or Consultation(contact_phone="", contact_email="")
    by_phone = _same(_phone(contact), given.contact_phone)
    by_email = _same(contact.strip().casefold(), given.contact_email.casefold())
    return consultation if by_phone or by_email else None


def normalise_reference(typed: str) -> str:
    """Return the reference as stored: capitals, no blanks or hyphens, Cyrillic letters as Latin ones."""
    kept = (sign for sign in to_latin(typed).upper() if not sign.isspace() and sign not in "-–")
    return "".join(kept)


def _signer() -> Signer:
    return Signer(salt="consultations.manage", sep=":")


def _signed(consultation: Consultation) -> str:
    return f"{consultation.reference} {consultation.created_at.timestamp():.6f}"


def _by_reference(reference: str) -> Consultation | None:
    wanted = normalise_reference(reference[: 4 * REFERENCE_LENGTH])
    if len(wanted) != REFERENCE_LENGTH or not set(wanted) <= set(REFERENCE_ALPHABET):
        return None
    return Consultation.objects.with_details().filter(reference=wanted).first()


def _phone(contact: str) -> str:
    try:
        return normalise_phone(contact)
    except ValidationError:
        return ""


def _same(given: str, stored: str) -> bool:
    """Compare in constant time; nothing equals an empty value."""
    return constant_time_compare(given, stored) and bool(stored)
