"""Which text of the law the questions follow, and when we last compared them with it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Law:
    """A law by its name, the number of the Official Gazette, and the local day on which we checked it."""

    name: Promise
    gazette: str
    checked_on: date


# Change both when the law is amended: every result says them, and a stored one keeps those it was made with.
LAW: Final = Law(
    name=_("Law on Social Entrepreneurship"),
    gazette="14/2022",
    checked_on=date(2026, 11, 24),
)
