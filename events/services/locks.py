"""Advisory locks of the events. The order is always: the form, the event's row, items of its programme by key."""

import uuid
from typing import Final

from center.base.advisory_locks import lock as _lock
from center.base.advisory_locks import number_of

_SUBMISSION: Final = 3002


def lock_submission(submission: uuid.UUID) -> None:
    """Wait for whoever is handling the same form."""
    _lock(_SUBMISSION, [number_of(submission)])
