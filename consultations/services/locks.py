"""Advisory locks of the booking: everybody who wants the same time waits for the one who was first.

The first of the two numbers of such a lock says what the second one counts. The order is always: the form, the person,
the visit's row, then resources in ascending order, so that nobody can wait in a circle. (Person and row are rows.)
"""

import uuid
from collections.abc import Iterable
from typing import Final

from center.base.advisory_locks import lock as _lock
from center.base.advisory_locks import number_of

_RESOURCE: Final = 2001
_SUBMISSION: Final = 2002
_YEAR_OF_CASES: Final = 2011


def lock_resources(resources: Iterable[int]) -> None:
    """Wait for the calendars of these resources (ids); they stay locked until the transaction ends."""
    _lock(_RESOURCE, resources)


def lock_submission(submission: uuid.UUID) -> None:
    """Wait for whoever is handling the same form; call it before `lock_resources`."""
    _lock(_SUBMISSION, [number_of(submission)])


def lock_case_numbers(year: int) -> None:
    """Wait for whoever is giving a case the next number of this year."""
    _lock(_YEAR_OF_CASES, [year])
