"""Taking rows for right as they are: after a found change was looked into, or a migration rewrote them."""

from django.db import transaction

from center.base import sealing
from center.choices import AmendmentKind
from center.services.audit.amending import keep
from center.services.audit.sealing import key_of_seals, sealing_waits
from center.services.audit.seals import differences


@transaction.atomic
def accept_by_hand(*, reason: str) -> int:
    """Amend every span whose rows are not as they were sealed; return how many. Its trace stays."""
    sealing_waits()
    key = key_of_seals()
    if key is None:
        return 0
    changes = [[span.table, span.upto, rows, sealing.in_hex(total)] for span, rows, total in differences(key)]
    if changes:
        keep(key, kind=AmendmentKind.BY_HAND, changes=changes, redaction=None, reason=reason[:200])
    return len(changes)
