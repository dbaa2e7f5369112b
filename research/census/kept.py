"""Censuses that were counted already, kept as long as the registry stays as it is."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Final, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from center.base.open_data import Version
from entrepreneurs.models import Enterprise
from research.census.counting import Count, Extent, count_all, extent

# Raise it whenever the same records give another number or another file.
_FORMAT: Final = "1"
_KEPT_FOR: Final = 24 * 60 * 60
Kept = TypeVar("Kept")
# Every verb that changes a fact or a figure also writes the row of its enterprise, and PostgreSQL gives a changed row
# another `xmin`. Links of people, their answers and the office's lists have rows of their own.
_STATE: Final = " UNION ALL ".join(
    f"SELECT concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', id, xmin), 0))) FROM entrepreneurs_{table}"  # noqa: S608 -- names from the line below
    for table in (
        "enterprise", "existence", "membership", "demographics", "settlement", "activitycode", "vulnerablegroup",
    )
)  # fmt: skip


def version() -> Version:
    """Tell the state of the data by two queries that count nothing; what is counted depends on the day as well."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        state = cursor.fetchall()
    today = timezone.localdate()
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    changed = Enterprise.objects.aggregate(latest=Max("changed_at"))["latest"]
    return Version(
        tag=f"{_FORMAT} {today} {settings.DEMO} {settings.BASE_URL} {state}",
        modified=max(changed or midnight, midnight),
    )


class Registry:
    """The registry in one state: what is asked of it is counted once, and kept until it changes."""

    def __init__(self) -> None:
        self._tag = version().tag

    def count(self, days: Sequence[date]) -> Count:
        """Return `count_all` of these days; raises CensusRefused as it does."""
        return self._kept(f"count {sorted(set(days))}", lambda: count_all(days))

    def extent(self) -> Extent:
        """Return of which days the registry can be counted."""
        return self._kept("extent", extent)

    def _kept(self, what: str, make: Callable[[], Kept]) -> Kept:
        key = "census-" + hashlib.sha256(f"{what} {self._tag}".encode()).hexdigest()
        found: Kept | None = cache.get(key)
        if found is None:
            found = make()
            cache.set(key, found, _KEPT_FOR)
        return found
