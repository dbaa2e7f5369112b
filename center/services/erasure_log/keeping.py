"""Copying the records of erasures to the file ERASURE_LOG."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from center.base.erasure_log import file
from center.base.erasure_log.verbs import Record
from center.models import ErasureRecord


def copy_out(*, using: str = DEFAULT_DB_ALIAS, with_numbers: bool = False) -> int:
    """Add to the file every record that it lacks; return how many that were.

    A record is written in the transaction of its erasure, so whatever process dies, the next call finds it. With
    `with_numbers` also how far the numbers of rows have come. Raises LogError when the file is damaged or another
    database's, and OSError. Without ERASURE_LOG nothing is kept.
    """
    path = settings.ERASURE_LOG
    if path is None:
        return 0
    # What is committed while we write waits for the next call.
    rows = _rows(using)
    numbers = sequences(using) if with_numbers else None

    def lacking(log: file.Log) -> Iterable[Record]:
        _refuse_foreign(log, rows, path)
        return [row for row in rows if row.mark not in log]

    return file.add(path, lacking, numbers)


def write_anew(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Put a file made from the database in the place of a damaged one, which is kept beside it; return its length.

    What the old file knew and the database does not is lost: only a restore to an older backup can make such records.
    """
    path: Path | None = settings.ERASURE_LOG
    assert path is not None, "ERASURE_LOG is not set"
    if path.exists():
        path.rename(path.with_name(f"{path.name}.damaged-{timezone.now():%Y%m%dT%H%M%S}"))
    return copy_out(using=using, with_numbers=True)


def sequences(using: str) -> dict[str, int]:
    """Return the last number given by each sequence."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
        return dict(cursor.fetchall())


def _rows(using: str) -> list[Record]:
    with transaction.atomic(using=using):
        if not ErasureRecord.objects.using(using).filter(kind=file.BEGIN).exists():
            ErasureRecord.objects.using(using).create(kind=file.BEGIN)
        return [as_record(row) for row in ErasureRecord.objects.using(using).order_by("pk")]


def as_record(row: ErasureRecord) -> Record:
    return Record(
        mark=str(row.mark),
        kind=row.kind,
        model=row.model,
        object_ids=tuple(row.object_ids),
        fields=tuple(row.fields),
        actor=row.actor,
        deed=row.deed,
        request_id=row.request_id,
        done_at=row.done_at.isoformat(),
    )


def begins(rows: Iterable[Record]) -> set[str]:
    return {row.mark for row in rows if row.kind == file.BEGIN}


def _refuse_foreign(log: file.Log, rows: Iterable[Record], path: Path) -> None:
    if log.records and not begins(log.records) & begins(rows):
        raise file.LogError(
            f"{path} is the log of erasures of another database. Move it away, or name another file in ERASURE_LOG."
        )
