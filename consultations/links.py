"""How a person comes back to a visit or a place: by a signed link, or by reference and the contact given."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation

from center.base.contact_check import contact_fits
from center.base.references import readable_reference
from consultations.models import Consultation, Participation

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
    asked = consultation or Consultation(contact_phone="", contact_email="")
    fits = contact_fits(contact, phone=asked.contact_phone, email=asked.contact_email)
    return consultation if fits else None


def place_url(place: Participation, *, language: str = "") -> str:
    """Return the absolute address of the page of a place in a group session, with its key."""
    with translation.override(language or place.language):
        path = reverse("consultations:place", args=[place.reference])
    return f"{settings.BASE_URL}{path}?key={make_place_key(place)}"


def make_place_key(place: Participation) -> str:
    """Return the key of the place: it fits this one only and holds no personal data."""
    return _place_signer().signature(_signed(place))


def read_place_key(reference: str, key: str) -> Participation | None:
    """Return the place (with details) when the key fits and is not too old, else None. Never raises."""
    place = _place_by_reference(reference)
    if place is None or place.session.ends_at + LINK_LIVES_AFTER_VISIT < timezone.now():
        return None
    try:
        _place_signer().unsign(f"{_signed(place)}:{key}")
    except BadSignature:
        return None
    return place


def find_place_by_contact(reference: str, contact: str) -> Participation | None:
    """Return the place (with details) when the phone or e-mail is the one given, else None; as `find_by_contact`."""
    place = _place_by_reference(reference)
    asked = place or Participation(contact_phone="", contact_email="")
    return place if contact_fits(contact, phone=asked.contact_phone, email=asked.contact_email) else None


def _signer() -> Signer:
    return Signer(salt="consultations.manage", sep=":")


def _place_signer() -> Signer:
    return Signer(salt="consultations.place", sep=":")


def _signed(booked: Consultation | Participation) -> str:
    return f"{booked.reference} {booked.created_at.timestamp():.6f}"


def _by_reference(reference: str) -> Consultation | None:
    wanted = readable_reference(reference)
    return Consultation.objects.with_details().filter(reference=wanted).first() if wanted else None


def _place_by_reference(reference: str) -> Participation | None:
    wanted = readable_reference(reference)
    return Participation.objects.with_details().filter(reference=wanted).first() if wanted else None
