"""What about an answer staff may read beside it: of an anonymous survey nothing that fewer than five answers share.

The day of the only answer of that day, or the language that one person alone chose, would tell a colleague who knows
when somebody answered, or in which language, whose it is.
"""

from typing import Any, Final

from django.db.models import Count

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.models import Response, Survey

_FACTS: Final = ("day", "mode", "language", "stratum", "duration")


class Told:
    """What may be told of the answers of one survey (a fixed number of queries); "" stands for the rest."""

    def __init__(self, survey: Survey) -> None:
        self._common: dict[str, set[Any]] | None = None
        if survey.is_anonymous:
            self._common = {fact: _common(survey, fact) for fact in _FACTS}

    def of(self, answer: Response, fact: str) -> Any:
        """Return the day, way, language, stratum or duration of an answer, "" where too few answers share it."""
        value = getattr(answer, fact)
        return value if self._common is None or value in self._common[fact] else ""


def _common(survey: Survey, fact: str) -> set[Any]:
    counts = survey.responses.order_by().values_list(fact).annotate(count=Count("pk"))
    return {value for value, count in counts if count >= FEWEST_PEOPLE}
