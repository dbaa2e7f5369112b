"""How a person comes back to a registration: by a signed link, or by reference and the contact given."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation

from center.base.contact_check import contact_fits
from center.base.references import readable_reference
from events.models import Event, Registration

# A mailed link opens the registration while it matters, not for ever.
LINK_LIVES_AFTER_EVENT = timedelta(days=60)


def registration_url(registration: Registration, *, language: str = "") -> str:
    """Return the absolute address of the registration's page with its key, in the given or its own language."""
    with translation.override(language or registration.language):
        path = reverse("events:registration", args=[registration.reference])
    return f"{settings.BASE_URL}{path}?key={make_key(registration)}"


def make_key(registration: Registration) -> str:
    """Return the key of the registration: it fits this one only and holds no personal data."""
    return _signer().signature(signed_words(registration))


def feedback_url(event: Event, *, language: str) -> str:
    """Return the absolute address of the short form about an event: the same for everybody, so it names nobody."""
    with translation.override(language):
        path = reverse("events:feedback", args=[event.slug])
    return f"{settings.BASE_URL}{path}"


def read_key(reference: str, key: str) -> Registration | None:
    """Return the registration (with details) when the key fits and is not too old, else None. Never raises."""
    found = find_registration(reference)
    if found is None or found.event.ends_at + LINK_LIVES_AFTER_EVENT < timezone.now():
        return None
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        _signer().unsign(f"{signed_words(found)}:{key}")
    except BadSignature:
        return None
    return found


def find_by_contact(reference: str, contact: str) -> Registration | None:
    """Return the registration (with details) when the phone or e-mail is the one given, else None.

    The answer takes as long for an unknown reference as for a wrong contact. Limit how often it is asked.
    """
    found = find_registration(reference)
    asked = found or Registration(contact_phone="", contact_email="")
    fits = contact_fits(contact, phone=asked.contact_phone, email=asked.contact_email)
    return found if fits else None


def _signer() -> Signer:
    return Signer(salt="events.registration", sep=":")


def signed_words(registration: Registration) -> str:
    """Return what a key of the registration signs: it stays the same for its life and holds no personal data."""
    return f"{registration.reference} {registration.created_at.timestamp():.6f}"


def find_registration(reference: str) -> Registration | None:
    """Return the registration (with details) of a reference, small slips of typing forgiven."""
    wanted = readable_reference(reference)
    return Registration.objects.with_details().filter(reference=wanted).first() if wanted else None
