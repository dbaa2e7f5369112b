"""Writing a record of an erasure in the transaction that erases; `erasure_log` keeps it outside the database too."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from center.base import logs

# Rows emptied or deleted as `personal_data` declares it, with their files and history.
EMPTIED: Final = "emptied"
# Fields of the history of rows.
HISTORY: Final = "history"
# Rows deleted by whatever way; written by the triggers.
DELETED: Final = "deleted"

_silent: ContextVar[bool] = ContextVar("erasures_are_not_noted", default=False)
# Read by the triggers; only for the transaction in which it is set.
SILENCE: Final = "center.erasures_are_not_noted"
# Records of one transaction belong together.
TRANSACTION: Final = "pg_current_xact_id()::text::bigint"
_after_commit: Final[list[Callable[[], object]]] = []


def note(
    kind: str,
    model: "type[models.Model]",
    ids: Collection[Any],
    *,
    fields: Collection[str] = (),
    actor: int | None = None,
) -> None:
    """Write down which rows of a model were erased or ended; after the commit it is copied to the file.

    `kind` is a word above or a verb of `verbs`. Needs the transaction of the deed.
    """
    if _silent.get() or not ids:
        return
    apps.get_model("center", "ErasureRecord").objects.create(
        kind=kind,
        model=model._meta.label_lower,
        object_ids=sorted(str(each) for each in ids),
        fields=sorted(fields),
        actor=actor,
        deed=models.expressions.RawSQL(TRANSACTION, []),  # noqa: S611  # nosec B611 -- a constant
        request_id=logs.request_id.get(),
    )
    for each in _after_commit:
        if each not in [done for _ids, done, _robust in transaction.get_connection().run_on_commit]:
            transaction.on_commit(each, robust=True)


def after_commit(do: Callable[[], object]) -> None:
    """Let this be done once after each transaction with a record, at best: a job does it again."""
    _after_commit.append(do)


@contextmanager
def without_notes(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Within it nothing is noted, by the triggers neither; for what is done again. Needs a transaction."""
    token = _silent.set(True)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', true)", [SILENCE])
    try:
        yield
    finally:
        _silent.reset(token)
        if not connections[using].needs_rollback:
            with connections[using].cursor() as cursor:
                cursor.execute("SELECT set_config(%s, '', true)", [SILENCE])
