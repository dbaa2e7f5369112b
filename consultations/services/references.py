"""References of what is booked here."""

from center.base.references import draw_reference
from consultations.models import Consultation, Participation

_TRIES = 5


def new_reference() -> str:
    """Return a random reference that no visit and no place has yet; the rare one that exists already is drawn anew."""
    reference = draw_reference()
    for _try in range(_TRIES):
        if not any(
            kind.objects.filter(reference=reference).exists() for kind in (Consultation, Participation)
        ):
            break
        reference = draw_reference()
    return reference
