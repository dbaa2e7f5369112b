"""Doing again, after a restore, what was erased since the backup."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from center.base import erasure_notes
from center.base.erasure_log import file, verbs
from center.base.erasure_log.verbs import CannotApplyError, Record
from center.choices import Role
from center.models import ErasureRecord, User
from center.refusals import ServiceRefused
from center.services.erasure_log.keeping import begins

# What a service, the deletion or a constraint says when something stands in the way.
_REFUSALS = (
    *(CannotApplyError, ServiceRefused, ValidationError, ObjectDoesNotExist, ProtectedError, RestrictedError),
    *(DatabaseError, ValueError),
)


@dataclass
class Outcome:
    """What was done again: records, rows that changed by kind, and what could not be, each with the reason."""

    records: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)


def missing(log: file.Log) -> list[Record]:
    """Return the records of the file that this database lacks, so that what they say has to be done again.

    A record and its erasure were one transaction, so this needs no clock. Raises LogError for another database's log.
    """
    known = {str(mark) for mark in ErasureRecord.objects.values_list("mark", flat=True)}
    own = ErasureRecord.objects.filter(kind=file.BEGIN).values_list("mark", flat=True)
    # A backup from before there was a log has no beginning, and takes that of the file.
    if own and log.records and not begins(log.records) & {str(mark) for mark in own}:
        raise file.LogError("The log of erasures is that of another database.")
    return [record for record in log.records if record.mark not in known]


def apply_missing(log: file.Log) -> Outcome:
    """Do again what the database lacks, each record in a transaction of its own, and keep that it was done.

    What waits for something else is tried again as long as anything moves. A killed run goes on where it stopped; a
    second one finds nothing. What people have to do first is told and stays missing.
    """
    outcome = Outcome()
    waiting = missing(log)
    taken_back = verbs.taken_back(log.records)
    while waiting:
        refused: dict[str, tuple[Record, str]] = {}
        held = set()
        for record in waiting:
            # What belonged to one deed is not done in parts.
            if record.deed and record.deed in held:
                refused[record.mark] = (record, "")
                continue
            try:
                changed = _again(record, taken_back.get(record.mark, set()))
            except _REFUSALS as error:
                refused[record.mark] = (record, _reason(error))
                if record.kind not in {erasure_notes.EMPTIED, erasure_notes.HISTORY, erasure_notes.DELETED}:
                    held.add(record.deed)
                continue
            outcome.records += 1
            if changed:
                outcome.rows[record.kind] += changed
        if len(refused) == len(waiting):
            outcome.refused = [_said(record, why) for record, why in refused.values() if why]
            break
        waiting = [record for record, _why in refused.values()]
    return outcome


@transaction.atomic
def _again(record: Record, but: set[str]) -> int:
    with erasure_notes.without_notes():
        changed = verbs.apply(record, but=but, by=_colleague(record)) if record.kind != file.BEGIN else 0
        ErasureRecord.objects.create(
            mark=record.mark,
            kind=record.kind,
            model=record.model,
            object_ids=list(record.object_ids),
            fields=list(record.fields),
            actor=record.actor,
            deed=record.deed,
            request_id=record.request_id,
            done_at=datetime.fromisoformat(record.done_at),
        )
        # Constraints that wait for the end are asked here, so that the record is refused and not the commit.
        connection.check_constraints()
    return changed


def _colleague(record: Record) -> User | None:
    """Return who did it; after a restore that may be unknown, then a coordinator stands for them."""
    found = User.objects.filter(pk=record.actor).first() if record.actor else None
    return (
        found
        or User.objects.filter(is_staff=True, groups__name=str(Role.COORDINATOR))
        .order_by("-is_active", "pk")
        .first()
        or User.objects.filter(is_superuser=True).order_by("pk").first()
    )


def _reason(error: Exception) -> str:
    """Say why, without what the records hold: errors of the database quote rows."""
    if isinstance(error, CannotApplyError):
        return str(error)
    if isinstance(error, ServiceRefused):
        return str(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return f"{type(error).__name__} {constraint or ''}".strip()


def _said(record: Record, why: str) -> str:
    return f"{record.kind} {record.model} {', '.join(record.object_ids)}: {why}"


def numbers_from(log: file.Log) -> dict[str, int]:
    """Return how far each sequence has to be, so that nobody new gets a number that the log or a backup knows."""
    found = dict(log.numbers)
    for record in log.records:
        _count(found, record)
    return found


def _count(found: dict[str, int], record: Record) -> None:
    try:
        options = apps.get_model(record.model)._meta
    except (LookupError, ValueError):
        return
    numbers = [int(each) for each in record.object_ids if each.isdecimal()]
    assert options.pk is not None
    name = f"{options.db_table}_{options.pk.column}_seq"
    if numbers:
        found[name] = max(found.get(name, 0), *numbers)


def forward_sequences(log: file.Log) -> int:
    """Set the sequences as far as they ever were; return how many were behind. Needs the owner of the tables."""
    behind = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
        )
        now = dict(cursor.fetchall())
        for name, value in sorted(numbers_from(log).items()):
            if name in now and now[name] < value:
                cursor.execute("SELECT setval(format('public.%%I', %s::text)::regclass, %s)", [name, value])
                behind += 1
    return behind
