"""What the law takes out of sealed rows is taken out of their seals too, and leaves a trace of its own.

Before and after, the rows at hand are worth something in the checksum of their span; the difference is kept. A row that
somebody had changed before does not become right by that: the checksum stays wrong by what they changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from psycopg import sql

from center.base import logs, sealing
from center.choices import AmendmentKind
from center.models import AuditAmendment, AuditSpan, HistoryRedaction
from center.services.audit.sealing import key_of_seals, moment_in_text, sealing_waits
from center.services.audit.tables import SealedTable, read, sealed_tables

_ERASURE: Final = "erasure"
Sums = dict[int, tuple[int, int]]
"""By the last number of a span: how many rows, and what they are worth."""


@contextmanager
def amended(
    *, table: str, kind: AmendmentKind, where: sql.Composable, values: tuple[Any, ...], reason: str = ""
) -> Iterator[None]:
    """Let sealed rows be emptied or deleted, and keep by how much their checksums changed.

    `where` finds the rows, begins with AND and names the table `e`. Needs a transaction; until its end nothing is
    sealed. Before the first seal there is nothing to keep.
    """
    sealing_waits()
    key = key_of_seals()
    if key is None:
        yield
        return
    sealed = next(each for each in sealed_tables() if each.name == table)
    before = _sums(sealed, key, where, values)
    newest = _newest_redaction(table)
    yield
    after = _sums(sealed, key, where, values)
    redaction = _newest_redaction(table)
    changes = _changes(table, before, after)
    if changes or redaction != newest:
        keep(
            key,
            kind=kind,
            changes=changes,
            redaction=redaction if redaction != newest else None,
            reason=reason,
        )


@contextmanager
def forgetting(event_table: str, pks: Collection[int], purpose: str) -> Iterator[None]:
    """Amend the seals around a call that makes the history of these records forget."""
    kind = AmendmentKind.ERASURE if purpose == _ERASURE else AmendmentKind.RETENTION
    where = sql.SQL("AND e.pgh_obj_id = ANY(%s)")
    with amended(table=event_table, kind=kind, where=where, values=(sorted(pks),), reason=purpose):
        yield


def keep(
    key: bytes, *, kind: AmendmentKind, changes: list[list[Any]], redaction: int | None, reason: str
) -> AuditAmendment:
    """Write an amendment, under a keyed seal of its own."""
    amendment = AuditAmendment(
        kind=kind,
        reason=reason,
        changes=changes,
        redaction=redaction,
        request_id=logs.request_id.get(),
        made_at=timezone.now(),
    )
    amendment.seal = sealing.seal(key, content(amendment))
    amendment.save(force_insert=True)
    return amendment


def content(amendment: AuditAmendment) -> dict[str, Any]:
    """Return what the seal of an amendment vouches for."""
    return {
        "amendment": amendment.kind,
        "reason": amendment.reason,
        "changes": amendment.changes,
        "redaction": amendment.redaction,
        "request": amendment.request_id,
        "made_at": moment_in_text(amendment.made_at),
    }


def _sums(table: SealedTable, key: bytes, where: sql.Composable, values: tuple[Any, ...]) -> Sums:
    """Return what the rows that are sealed are worth now, by span."""
    found: Sums = {}
    for span in _spans_with_such_rows(table, where, values):
        worths = [
            row.worth
            for row in read(
                table, key, tuple(span.columns), after=span.after, upto=span.upto, where=where, values=values
            )
        ]
        found[span.upto] = (len(worths), sealing.added(worths))
    return found


def _spans_with_such_rows(
    table: SealedTable, where: sql.Composable, values: tuple[Any, ...]
) -> list[AuditSpan]:
    query = sql.SQL("SELECT e.{key} FROM {table} e WHERE true {where}").format(
        key=sql.Identifier(table.key), table=sql.Identifier(table.name), where=where
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                'SELECT s.id FROM center_auditspan s WHERE s."table" = %s'
                " AND EXISTS (SELECT FROM ({rows}) r(number) WHERE r.number > s.after AND r.number <= s.upto)"
            )
            .format(rows=query)
            .as_string(),
            (table.name, *values),
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(AuditSpan.objects.filter(pk__in=ids).order_by("upto"))


def _changes(table: str, before: Sums, after: Sums) -> list[list[Any]]:
    """Return table, span, and by how much rows and checksum grew, where they did."""
    grown: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for upto in before.keys() | after.keys():
        (rows, total), (rows_now, total_now) = before.get(upto, (0, 0)), after.get(upto, (0, 0))
        if (rows, total) != (rows_now, total_now):
            grown[upto] = (rows_now - rows, total_now - total)
    return [[table, upto, rows, sealing.in_hex(total)] for upto, (rows, total) in sorted(grown.items())]


def _newest_redaction(table: str) -> int | None:
    """Return the last note that this history was emptied; made in our transaction if it is new to us."""
    newest = HistoryRedaction.objects.filter(event_table=table, request_id=logs.request_id.get())
    number: int | None = newest.order_by("-pk").values_list("pk", flat=True).first()
    return number
