"""Whether everything that was written down is still as it was written: one call, findings in plain sentences."""

from dataclasses import dataclass

from django.db import connection, transaction

from center.models import AuditSeal
from center.services.audit import guards, histories, privileges, seals
from center.services.audit.finding import Finding


@dataclass(frozen=True)
class Report:
    """What was found, what is worth knowing beside it, and the newest seal as it can be noted elsewhere."""

    findings: list[Finding]
    notes: list[str]
    newest: str


def check_audit(*, noted: str = "") -> Report:
    """Look at guards, privileges, histories, redactions and seals; `noted` is a seal that was written down elsewhere.

    Reads everything in one snapshot and changes nothing. Raises DatabaseError when the database cannot be asked.
    """
    if connection.in_atomic_block:
        return _look(noted)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _look(noted)


def _look(noted: str) -> Report:
    chain, notes = seals.check(noted)
    findings = [*guards.check(), *privileges.check(), *histories.check(), *chain]
    newest = AuditSeal.objects.first()
    return Report(findings, notes, str(newest) if newest else "")
