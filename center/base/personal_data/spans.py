"""How long something is kept: once as a number that jobs count with, and in the same object as words for people."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext


@dataclass(frozen=True)
class Span:
    """So many years and months; as text it is "2 years" in the language of the page."""

    years: int = 0
    months: int = 0

    def before(self, now: datetime) -> datetime:
        """Return the moment so long before; where the month is shorter, on its last day."""
        year, month = divmod(now.year * 12 + now.month - 1 - self.years * 12 - self.months, 12)
        day = min(now.day, monthrange(year, month + 1)[1])
        return now.replace(year=year, month=month + 1, day=day)

    def __str__(self) -> str:
        parts = []
        if self.years:
            parts.append(ngettext("%(n)d year", "%(n)d years", self.years) % {"n": self.years})
        if self.months:
            parts.append(ngettext("%(n)d month", "%(n)d months", self.months) % {"n": self.months})
        return " ".join(parts)
