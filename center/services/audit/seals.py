"""The chain of seals: unbroken, made with our key, and true of every row that it covers."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.utils import timezone

from center.base import sealing
from center.choices import AmendmentKind
from center.models import AuditAmendment, AuditSeal, AuditSpan, HistoryRedaction
from center.services.audit.amending import content as amendment_content
from center.services.audit.finding import Finding
from center.services.audit.sealing import content, key_of_seals
from center.services.audit.tables import SealedTable, read, sealed_tables

_STALE_AFTER: Final = timedelta(days=2)
Deltas = dict[tuple[str, int], tuple[int, int]]
"""By table and span: by how many rows, and by how much, its checksum was amended."""


def check(noted: str) -> tuple[list[Finding], list[str]]:
    """Return what is wrong with the seals, and what is worth knowing."""
    key = key_of_seals()
    chain = list(AuditSeal.objects.order_by("number").prefetch_related("spans"))
    findings = list(_noted(chain, noted))
    if key is None or not chain:
        return [*findings, Finding("seal", "Nothing is sealed yet. Run `manage.py seal_audit`.")], []
    amendments = list(AuditAmendment.objects.order_by("pk"))
    findings += [
        *_links(chain, key),
        *_amendments(amendments, key),
        *_redactions(chain[0], amendments),
        *_rows(key, deltas(amendments)),
    ]
    return findings, _notes(chain, amendments)


def _notes(chain: list[AuditSeal], amendments: list[AuditAmendment]) -> list[str]:
    notes = [
        f"Accepted by hand on {each.made_at:%Y-%m-%d %H:%M} UTC: {each.reason}"
        for each in amendments
        if each.kind == AmendmentKind.BY_HAND
    ]
    if timezone.now() - chain[-1].made_at > _STALE_AFTER:
        notes.append(f"The newest seal is of {chain[-1].made_at:%Y-%m-%d}. Is the worker running?")
    return notes


def _noted(chain: list[AuditSeal], noted: str) -> Iterator[Finding]:
    if noted and noted not in {str(each) for each in chain}:
        yield Finding(
            "seal", "The seal that was noted is not in the chain: seals were taken away or made anew."
        )


def _links(chain: list[AuditSeal], key: bytes) -> Iterator[Finding]:
    before = ""
    for number, each in enumerate(chain, start=1):
        if each.number != number or each.previous != before:
            yield Finding("seal", f"Before the seal {each.number} a seal is missing or was changed.")
            return
        if each.seal != sealing.seal(key, content(each, list(each.spans.all()))):
            yield Finding("seal", f"The seal {each.number} was not made with the key of this portal.")
        before = each.seal


def _amendments(amendments: list[AuditAmendment], key: bytes) -> Iterator[Finding]:
    for each in amendments:
        if each.seal != sealing.seal(key, amendment_content(each)):
            yield Finding("seal", f"The amendment {each.pk} was not made with the key of this portal.")


def _redactions(first: AuditSeal, amendments: list[AuditAmendment]) -> Iterator[Finding]:
    """Compare the notes of the database about emptied histories with those of the portal, from the first seal on."""
    told = {each.redaction for each in amendments if each.redaction is not None}
    kept = dict(HistoryRedaction.objects.values_list("pk", "done_at"))
    for number in sorted(number for number, at in kept.items() if at > first.made_at and number not in told):
        yield Finding("redaction", f"A history was emptied (number {number}), but not by the portal.")
    for number in sorted(told - kept.keys()):
        yield Finding("redaction", f"The note that a history was emptied (number {number}) is gone.")


def deltas(amendments: list[AuditAmendment]) -> Deltas:
    """Add up what was amended."""
    found: Deltas = {}
    for each in amendments:
        for table, upto, rows, total in each.changes:
            rows_before, total_before = found.get((table, upto), (0, 0))
            found[table, upto] = (rows_before + rows, total_before + int(total, 16))
    return found


def _rows(key: bytes, amended: Deltas) -> Iterator[Finding]:
    tables = {table.name: table for table in sealed_tables()}
    gone: set[str] = set()
    for span in AuditSpan.objects.select_related("seal").order_by("table", "upto"):
        table = tables.get(span.table)
        if table is None or not set(span.columns) <= set(table.columns):
            gone.add(span.table)
        elif _difference(table, key, span, amended) != (0, 0):
            yield _in_words(table, key, span, amended)
    for each in sorted(gone):
        yield Finding("column", f"The sealed table {each} or a column of it is not there any more.")


def _difference(table: SealedTable, key: bytes, span: AuditSpan, amended: Deltas) -> tuple[int, int]:
    """Return by how many rows, and by how much, the rows of a span differ from its seal."""
    rows = [row.worth for row in read(table, key, tuple(span.columns), after=span.after, upto=span.upto)]
    more_rows, more = amended.get((span.table, span.upto), (0, 0))
    total = (sealing.added(rows) - int(span.total, 16) - more) % sealing.MODULUS
    return len(rows) - span.row_count - more_rows, total


def differences(key: bytes) -> list[tuple[AuditSpan, int, int]]:
    """Return the spans whose rows are not as they were sealed, and by how much."""
    tables = {table.name: table for table in sealed_tables()}
    amended = deltas(list(AuditAmendment.objects.all()))
    found = []
    for span in AuditSpan.objects.order_by("table", "upto"):
        table = tables.get(span.table)
        if table is not None and set(span.columns) <= set(table.columns):
            rows, total = _difference(table, key, span, amended)
            if rows or total:
                found.append((span, rows, total))
    return found


def _in_words(table: SealedTable, key: bytes, span: AuditSpan, amended: Deltas) -> Finding:
    rows, _total = _difference(table, key, span, amended)
    counted = f" Rows too few or too many: {rows:+d}." if rows else ""
    return Finding(
        "row",
        f"Rows {span.after + 1} to {span.upto} of {span.table} are not as they were when seal"
        f" {span.seal.number} was made ({span.seal.made_at:%Y-%m-%d %H:%M} UTC).{counted}",
    )
