"""Reading public pages from a copy of the database (DATABASE_READER_URL), which may lag a moment behind.

Only a view that is marked with `may_lag` is read there, and only for somebody of whom we know nothing: whoever has a
session, or sends something, reads what they have just written. A copy that does not answer, or that was left behind
(the worker's sign of life in it is old), is passed over for a while, and the pages come from the database itself.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Model

READER: Final = "reader"
# How often a process asks whether the copy follows, and for how long it passes over one that does not.
LOOK_EVERY: Final = 10.0
# The worker writes a sign of life every ten seconds.
_OLDEST: Final = 60
_SIGN_OF_LIFE = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - max(last_heartbeat)) <= %s, false) FROM procrastinate_workers
"""
_log = logging.getLogger("center.reading")
_from_copy: ContextVar[bool] = ContextVar("from_copy", default=False)
View = TypeVar("View", bound=Callable[..., Any])


def may_lag(view: View) -> View:
    """Mark a view whose page may be some seconds old for a stranger, so that a copy of the database can make it.

    It must write nothing and be no answer to something that its reader has just sent.
    """
    view.may_lag = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def is_marked(view: Callable[..., Any]) -> bool:
    return getattr(view, "may_lag", False)


@contextmanager
def from_copy() -> Iterator[None]:
    """Read from the copy until the end of the block."""
    token = _from_copy.set(True)
    try:
        yield
    finally:
        _from_copy.reset(token)


class ReaderRouter:
    """Django's database router: reads go to the copy inside `from_copy`, everything else to the database itself."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return READER if _from_copy.get() else None

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:
        """Write nothing into the copy, also where the row at hand was read there."""
        instance = hints.get("instance")
        return "default" if instance is not None and instance._state.db == READER else None

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool | None:
        return True if READER in {one._state.db, other._state.db} else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == READER else None


class Copy:
    """What this process knows of the copy: whether it may be read, asked again every ten seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked_at: float | None = None
        self._follows = False

    def may_be_read(self) -> bool:
        """Say whether there is a copy that answers and follows."""
        if READER not in settings.DATABASES:
            return False
        now = self._clock()
        if self._asked_at is None or now - self._asked_at >= LOOK_EVERY:
            self._asked_at = now
            self._take(follows=_follows())
        return self._follows

    def pass_over(self) -> None:
        """Read from the database itself until the copy is asked again."""
        self._asked_at = self._clock()
        self._take(follows=False)

    def _take(self, *, follows: bool) -> None:
        if self._follows and not follows:
            _log.warning("the database's copy is passed over")
        self._follows = follows


copy: Final = Copy()


def _follows() -> bool:
    try:
        with connections[READER].cursor() as cursor:
            cursor.execute(_SIGN_OF_LIFE, [_OLDEST])
            (is_fresh,) = cursor.fetchone()
    except DatabaseError:
        return False
    return bool(is_fresh)
