"""A free time of an advisor as the value of a button or a choice: written and read in one place."""

import re
from datetime import datetime
from typing import Final

from consultations.models import Advisor

_WRITTEN: Final = re.compile(r"([1-9]\d{0,17})@(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00)", re.ASCII)


def written(start: datetime, advisor_id: int) -> str:
    """Return the start (UTC) and the advisor as one word."""
    return f"{advisor_id}@{start.isoformat()}"


def read(word: str) -> tuple[datetime, Advisor]:
    """Return start and advisor of such a word; raise ValueError for what no page of ours offers."""
    found = _WRITTEN.fullmatch(word)
    if found is None:
        raise ValueError(word)
    start = datetime.fromisoformat(found[2])
    advisor = Advisor.objects.select_related("user", "resource").filter(pk=int(found[1])).first()
    if advisor is None:
        raise ValueError(word)
    return start, advisor
