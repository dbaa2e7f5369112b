"""The door of the desk's list of deadlines: each app names what ends soon in its own `due.py`."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise

if TYPE_CHECKING:
    from collections.abc import Callable

    from center.models import User

Text = str | Promise


@dataclass(frozen=True)
class Due:
    """Something that ends: a local day of the office, with the hour where there is one, and the page of it for staff.

    `what` says what ends ("Registration ends"), `of` names the record; the two stand side by side, never in one
    sentence.
    """

    day: date
    what: Text
    of: Text
    url: str
    at: time | None = None


_listed: "list[Callable[[User, date], list[Due]]]" = []


def register(
    listed: "Callable[[User, date], list[Due]]",
) -> "Callable[[User, date], list[Due]]":
    """Add what tells the deadlines from today to a day (included) that a colleague may see; in a few queries."""
    _listed.append(listed)
    return listed


def coming(user: "User", until: date) -> list[Due]:
    """Return all deadlines from today to the day, the first first."""
    found = [each for listed in _listed for each in listed(user, until)]
    return sorted(found, key=lambda each: (each.day, each.at or time.max, str(each.of)))


def moment_due(moment: datetime, what: Text, of: Text, url: str) -> Due:
    """Return a deadline at an aware moment."""
    local = timezone.localtime(moment)
    return Due(local.date(), what, of, url, local.time().replace(second=0, microsecond=0))
