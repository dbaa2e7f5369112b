"""How the records of erasures are done again: by the functions that did them first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction

from center.base.erasure_notes import DELETED, EMPTIED, HISTORY
from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.base.personal_data.history import forget


@dataclass(frozen=True)
class Record:
    """One record of the log, from the file or from the table; `actor` is the key of a colleague."""

    mark: str
    kind: str
    model: str
    object_ids: tuple[str, ...]
    fields: tuple[str, ...] = ()
    actor: int | None = None
    deed: int = 0
    request_id: str = ""
    done_at: str = ""


class CannotApplyError(Exception):
    """People have to do something first; the message says what, without naming anybody."""


Verb = Callable[[Sequence[int], Any], int]
_verbs: Final[dict[str, Verb]] = {}
_ended_by: Final[dict[str, str]] = {}


def register(kind: str, verb: Verb, *, reverses: str = "") -> None:
    """Say how a kind of record is done again: `verb(ids, by)` returns for how many rows there was something to do.

    `reverses` names the kind that this one takes back for the same rows, such as a return to a list.
    """
    if kind in _verbs:
        msg = f"There is a verb {kind} already."
        raise ValueError(msg)
    _verbs[kind] = verb
    if reverses:
        _ended_by[kind] = reverses


def taken_back(records: Sequence[Record]) -> dict[str, set[str]]:
    """Return for each record, by its mark, the rows for which a later one took it back."""
    found: dict[str, set[str]] = {}
    later: dict[tuple[str, str], set[str]] = {}
    for record in reversed(records):
        if record.kind in _ended_by:
            later.setdefault((_ended_by[record.kind], record.model), set()).update(record.object_ids)
        elif gone := later.get((record.kind, record.model)):
            found[record.mark] = gone & set(record.object_ids)
    return found


def apply(record: Record, *, but: set[str], by: Any) -> int:
    """Do again what the record says, for the rows that are there; return how many rows changed.

    Needs a transaction. Raises CannotApplyError, and what the database and the services raise.
    """
    try:
        model = apps.get_model(record.model)
    except (LookupError, ValueError) as error:
        raise CannotApplyError(f"this version of the portal has no {record.model or record.kind}") from error
    ids = [model._meta.pk.to_python(each) for each in record.object_ids if each not in but]
    if record.kind == EMPTIED:
        return _emptied(model, ids)
    if record.kind == HISTORY:
        forget(model, ids, set(record.fields), purpose="restore")
        return 0
    if record.kind == DELETED:
        return _deleted(model, ids)
    if record.kind not in _verbs:
        raise CannotApplyError(f"this version of the portal does not know how to do {record.kind}")
    return _verbs[record.kind](ids, by)


def _emptied(model: type[models.Model], ids: list[Any]) -> int:
    entry = declared().get(model)
    if entry is None or entry.erasure is None or not (entry.erasure.empties or entry.erasure.deletes):
        raise CannotApplyError(f"this version of the portal does not say how {model._meta.label} is emptied")
    there = list(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
    return erase_some(entry, there, purpose="restore") if there else 0


def _deleted(model: type[models.Model], ids: list[Any]) -> int:
    rows = model._base_manager.filter(pk__in=ids)
    files = [each for each in model._meta.get_fields() if isinstance(each, models.FileField)]
    named = [getattr(row, each.name) for row in rows for each in files] if files else []
    found = rows.count()
    rows.delete()
    for file in named:
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name), robust=True)
    return found
