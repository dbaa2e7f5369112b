"""References: eight signs by which people name what they booked, also on the phone."""

import secrets

from consultations.choices import REFERENCE_ALPHABET, REFERENCE_LENGTH
from consultations.models import Consultation, Participation

_TRIES = 5


def new_reference() -> str:
    """Return a random reference that no visit and no place has yet; the rare one that exists already is drawn anew."""
    reference = _drawn()
    for _try in range(_TRIES):
        if not any(
            kind.objects.filter(reference=reference).exists() for kind in (Consultation, Participation)
        ):
            break
        reference = _drawn()
    return reference


def _drawn() -> str:
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _letter in range(REFERENCE_LENGTH))
