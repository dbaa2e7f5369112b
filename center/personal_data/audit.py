"""Personal fields of what is written down at the door, and of the seals."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import kept, of_login, register
from center.models import AccountEvent, AuditAmendment, AuditKey, AuditSeal, AuditSpan
from center.personal_data.portal import LOG, OF_LOGS

register(
    AccountEvent,
    personal={
        "user": _("account that was signed in to"),
        "kind": _("what happened at the door"),
        "happened_at": _("time"),
    },
    other=["id", "request_id"],
    purpose=_("Seeing whether somebody else tries to enter an account."),
    retention=OF_LOGS,
    owner=of_login("user"),
    erasure=kept(LOG),
)
register(AuditKey, other=["id", "secret", "made_at"])
register(AuditSeal, other=["id", "number", "previous", "seal", "made_at"])
register(AuditSpan, other=["id", "seal", "table", "after", "upto", "row_count", "total", "columns"])
register(
    AuditAmendment, other=["id", "kind", "reason", "changes", "redaction", "request_id", "made_at", "seal"]
)
