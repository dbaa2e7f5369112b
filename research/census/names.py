"""What the codes of a census are called, in the language of the page."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.demographics import AgeBand, PersonSex
from entrepreneurs.models import ActivityCode, Settlement, VulnerableGroup
from research.census.figures import NOT_KNOWN, TOTAL, Dimension, Size
from research.census.registry import activity_key, settlement_key


class Names:
    """The office's lists, read once (three queries); labels follow the language that is active when they are asked."""

    def __init__(self) -> None:
        activities = {activity_key(vars(code)): code for code in ActivityCode.objects.all()}
        self._lists: dict[str, dict[str, Any]] = {
            Dimension.STATUS: dict(StatusKind.choices),
            Dimension.FORM: dict(LegalForm.choices),
            Dimension.SECTION: activities,
            Dimension.DIVISION: activities,
            Dimension.SETTLEMENT: _places(),
            # A group that was ended and replaced keeps its code; the newest entry names it.
            Dimension.GROUP: {group.code: group for group in VulnerableGroup.objects.order_by("valid_from")},
            Dimension.SIZE: dict(Size.choices),
            Dimension.SEX: dict(PersonSex.choices),
            Dimension.AGE: dict(AgeBand.choices),
        }

    def label(self, dimension: str, code: str) -> str:
        """Return what a code is called; a code that has left the list stands for itself."""
        if code == NOT_KNOWN:
            return _("Not known")
        if code == TOTAL:
            return _("Total")
        found = self._lists[dimension].get(code, code)
        return str(getattr(found, "plain", found))

    def in_order(self, dimension: str) -> list[str]:
        """Return the codes of a fixed list in its order; none where the numbers make the order."""
        return list(self._lists[dimension]) if dimension in ORDERED else []


def _places() -> dict[str, Any]:
    """Name places without their municipality, unless two share a name."""
    places = list(Settlement.objects.all())
    often = Counter(place.name_sr for place in places)
    return {settlement_key(place): place if often[place.name_sr] > 1 else place.name for place in places}


ORDERED = (Dimension.STATUS, Dimension.SIZE, Dimension.SEX, Dimension.AGE)
