"""The last line of every verb that takes time from a calendar: what the database refuses was just taken."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection
from psycopg import errors as postgres

from consultations.errors import TimeTaken

Result = TypeVar("Result")


def guarded(action: Callable[[], Result]) -> Result:
    """Run one transaction that writes allocations and return its result.

    A deadlock is tried once more, unless a transaction around this one is already broken by it. Raises TimeTaken when
    the exclusion constraint refuses, or the deadlock comes again.
    """
    may_retry = not connection.in_atomic_block
    while True:
        try:
            return action()
        except IntegrityError as error:
            if isinstance(error.__cause__, postgres.ExclusionViolation):
                raise TimeTaken from error
            raise
        except OperationalError as error:
            if not isinstance(error.__cause__, postgres.DeadlockDetected):
                raise
            if not may_retry:
                raise TimeTaken from error
            may_retry = False
