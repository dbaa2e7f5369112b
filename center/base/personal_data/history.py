"""Making the history forget what the records themselves have forgotten.

The application may only add to the history. The owner's function `center_forget_history` empties columns of history
rows, and only where the record is empty too or gone: it can make the history silent, never make it say something else.
It writes down each call (`HistoryRedaction`), which the application cannot.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from django.db import connection, models

from center.base import erasure_notes, logs

Watch = Callable[[str, Collection[int], str], AbstractContextManager[None]]
"""What is told before and after: which history, of which records, and why."""
_watches: Final[list[Watch]] = []


def watched_by(watch: Watch) -> None:
    """Let the seals take part in what a history forgets; they stand in a layer above."""
    _watches[:] = [watch]


def _watched(table: str, pks: Collection[int], purpose: str) -> AbstractContextManager[None]:
    return _watches[0](table, pks, purpose) if _watches else nullcontext()


def forget(model: type[models.Model], pks: Collection[int], fields: Collection[str], *, purpose: str) -> int:
    """Empty these fields in the history of these rows of a model; return how many values that were.

    `purpose` is a word for the log. Fields that the history never had are passed over. Needs a transaction in which
    the rows were emptied or deleted already.
    """
    erasure_notes.note(erasure_notes.HISTORY, model, pks, fields=fields)
    forgotten = 0
    for event in getattr(model, "pgh_event_models", {}).values():
        known = {column.name: column.column for column in event._meta.concrete_fields}
        columns = sorted(known[name] for name in fields if name in known)
        if not columns or not pks:
            continue
        with _watched(event._meta.db_table, pks, purpose), connection.cursor() as cursor:
            cursor.execute(
                "SELECT center_forget_history(%s::regclass, %s::regclass, %s::bigint[], %s::text[], %s, %s)",
                [
                    event._meta.db_table,
                    model._meta.db_table,
                    sorted(pks),
                    columns,
                    purpose,
                    logs.request_id.get(),
                ],
            )
            forgotten += cursor.fetchone()[0]
    return forgotten
