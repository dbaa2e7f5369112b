"""Closing what was written until now under a seal that holds the one before it."""

import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from center.base import sealing
from center.models import AuditKey, AuditSeal, AuditSpan
from center.services.audit.tables import SealedTable, read, sealed_tables

# Sealing waits for erasures under way, and they for it; nobody queues for it, so that they cannot block one another.
LOCK: Final = 5_201_938_744
# A request that is still running may say more of itself.
_SETTLED_AFTER: Final = timedelta(minutes=5)
_PATIENCE: Final = 60  # seconds


class NotSealedError(Exception):
    """Somebody was still writing, for longer than sealing waits; the next run covers it."""


@transaction.atomic
def seal_audit(*, settled_after: timedelta = _SETTLED_AFTER, patience: float = _PATIENCE) -> AuditSeal:
    """Seal every row of every history and log that was written before; return the newest seal.

    Rows younger than `settled_after` wait for the next seal. Where nothing is new the seal says so: the chain shows
    that nothing was taken away on quiet days either. Raises NotSealedError when writers do not come to an end.
    """
    until = time.monotonic() + patience
    ends = {table.name: _end(table, settled_after) for table in sealed_tables()}
    _wait_for_writers(until)
    _lock(until)
    key = make_key()
    before = AuditSeal.objects.order_by("number").last()
    spans = [span for table in sealed_tables() if (span := _span(table, key, ends[table.name])) is not None]
    seal = AuditSeal(
        number=before.number + 1 if before else 1,
        previous=before.seal if before else "",
        made_at=timezone.now(),
    )
    seal.seal = sealing.seal(key, content(seal, spans))
    seal.save(force_insert=True)
    for span in spans:
        span.seal = seal
    AuditSpan.objects.bulk_create(spans)
    return seal


def content(seal: AuditSeal, spans: list[AuditSpan]) -> dict[str, Any]:
    """Return what a seal vouches for."""
    return {
        "number": seal.number,
        "previous": seal.previous,
        "made_at": moment_in_text(seal.made_at),
        "spans": [
            [each.table, each.after, each.upto, each.row_count, each.total, each.columns]
            for each in sorted(spans, key=lambda span: span.table)
        ],
    }


def moment_in_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def key_of_seals() -> bytes | None:
    """Return the secret of the seals, None before the first one."""
    kept = AuditKey.objects.first()
    return None if kept is None else bytes.fromhex(kept.secret)


def make_key() -> bytes:
    """Return the secret of the seals; make it for the first one."""
    return key_of_seals() or bytes.fromhex(AuditKey.objects.create(pk=1, secret=secrets.token_hex(32)).secret)


def sealing_waits() -> None:
    """Let no seal be made until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


def _end(table: SealedTable, settled_after: timedelta) -> tuple[int, int]:
    """Return up to which number the table is sealed, and up to which it can be."""
    last = AuditSpan.objects.filter(table=table.name).order_by("-upto").values_list("upto", flat=True).first()
    after = last or 0
    query = sql.SQL("SELECT max({key}) FROM {table} WHERE {key} > %s AND {moment} <= now() - %s").format(
        key=sql.Identifier(table.key),
        table=sql.Identifier(table.name),
        moment=sql.Identifier(table.moment),
    )
    with connection.cursor() as cursor:
        parameters: list[Any] = [after, settled_after]  # psycopg adapts a timedelta to an interval
        cursor.execute(query.as_string(), parameters)
        return after, cursor.fetchone()[0] or after


def _wait_for_writers(until: float) -> None:
    """Wait until everybody is done who may have been given a number that is to be sealed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(DISTINCT virtualtransaction) FROM pg_locks WHERE locktype = 'relation'"
            " AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid() AND relation::regclass::text = ANY(%s)"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [[table.name for table in sealed_tables()]],
        )
        writers = cursor.fetchone()[0] or []
        while writers:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE virtualtransaction = ANY(%s) AND locktype = 'virtualxid'",
                [writers],
            )
            if cursor.fetchone()[0] == 0:
                return
            _pause(until)


def _lock(until: float) -> None:
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                return
            _pause(until)


def _pause(until: float) -> None:
    if time.monotonic() > until:
        raise NotSealedError
    time.sleep(0.1)


def _span(table: SealedTable, key: bytes, ends: tuple[int, int]) -> AuditSpan | None:
    after, upto = ends
    if upto == after:
        return None
    rows = [row.worth for row in read(table, key, table.columns, after=after, upto=upto)]
    return AuditSpan(
        table=table.name,
        after=after,
        upto=upto,
        row_count=len(rows),
        total=sealing.in_hex(sealing.added(rows)),
        columns=list(table.columns),
    )
