"""Exact limits for public forms: one row per key and window, counted by one PostgreSQL upsert."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from center.base.network import client_address
from center.models import RateWindow

_COUNT = """
INSERT INTO center_ratewindow AS w (key, started_at, count) VALUES (%(key)s, now(), 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN w.started_at + %(window)s <= now() THEN 1 ELSE w.count + 1 END,
    started_at = CASE WHEN w.started_at + %(window)s <= now() THEN now() ELSE w.started_at END
RETURNING count, started_at + %(window)s - now()
"""


@dataclass(frozen=True)
class Limit:
    """How many tries one identity has within a window."""

    count: int
    window: timedelta


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    retry_after: timedelta

    @property
    def seconds(self) -> int:
        """How long to wait, in whole seconds and never none, as a Retry-After says it."""
        return max(1, ceil(self.retry_after.total_seconds()))

    @property
    def minutes(self) -> int:
        """The same in whole minutes, for people."""
        return ceil(self.seconds / 60)


def allow(scope: str, identity: str, limit: Limit) -> Verdict:
    """Count one try of `identity` within `scope` and say whether it is among the first `limit.count` of its window.

    The identity (an address, a phone number, an e-mail) is kept as a keyed hash only. The count belongs to the
    transaction at hand: call it outside `atomic()` where a refused try must count even if the rest rolls back.
    """
    key = _key(scope, identity)
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {
            "key": key,
            "window": limit.window,
        }  # psycopg adapts a timedelta to an interval
        cursor.execute(_COUNT, parameters)
        count, rest = cursor.fetchone()
    return Verdict(allowed=count <= limit.count, retry_after=rest)


def give_back(scope: str, identity: str) -> None:
    """Take one counted try back: what succeeded is not held against anybody."""
    RateWindow.objects.filter(key=_key(scope, identity), count__gt=0).update(count=F("count") - 1)


def was_tried(scope: str, identity: str) -> bool:
    """Say whether a try was counted, without counting this look."""
    return RateWindow.objects.filter(key=_key(scope, identity)).exists()


def _key(scope: str, identity: str) -> str:
    return salted_hmac(f"center.limits.{scope}", identity, algorithm="sha256").hexdigest()


def allow_client(request: HttpRequest, scope: str, limit: Limit) -> Verdict:
    """Count one try of the client's address; generous limits, since a library shares one address."""
    return allow(scope, client_address(request), limit)
