"""How the research does again after a restore what was withdrawn since the backup."""

from collections.abc import Sequence
from typing import Any

from center.base.erasure_log.verbs import register
from research.models import Invitation
from research.services.invitations import WITHDRAWN, withdraw


def _withdraw(ids: Sequence[int], by: Any) -> int:
    rows = list(Invitation.objects.filter(pk__in=ids, withdrawn_at=None, erased_at=None).order_by("pk"))
    for invitation in rows:
        withdraw(invitation=invitation, by=by)
    return len(rows)


register(WITHDRAWN, _withdraw)
