from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What the answers say about one article; the order is the one in which a result lists them."""

    GAP = "gap", _("Gap")
    ASK = "ask", _("Ask the office")
    MAY_MEET = "may_meet", _("May meet")
    NOT_FOR_FORM = "not_for_form", _("Does not apply")


# A gap anywhere in an article outweighs the rest of it, and an open question outweighs what may be met.
_WEIGHT: Final = (Outcome.GAP, Outcome.ASK, Outcome.MAY_MEET)


def worst(outcomes: list[Outcome]) -> Outcome:
    """Return the outcome that decides about an article; what does not apply decides nothing."""
    return next((one for one in _WEIGHT if one in outcomes), Outcome.NOT_FOR_FORM)
