"""Advisory locks of PostgreSQL: who wants the same thing waits for the one who was first."""

import uuid
from collections.abc import Iterable

from django.db import connection


def lock(kind: int, numbers: Iterable[int]) -> None:
    """Wait for whoever holds one of these numbers of a kind, in ascending order; held until the transaction ends."""
    with connection.cursor() as cursor:
        for number in sorted(set(numbers)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, number])


def number_of(submission: uuid.UUID) -> int:
    """Return the number by which a form is locked."""
    return submission.int % 2**31
