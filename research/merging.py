"""What happens to invitations when two enterprises become one."""

from django.utils import timezone

from center.base.merging import Move, keep_once, register
from research.models import Draft, Invitation, Response, SpentInvitation


def _invited_once(move: Move) -> None:
    """Take back the second invitation to a survey; both stay, since either may have answered."""
    kept = {row.survey_id for row in move.kept if row.withdrawn_at is None}
    for row in move.rows:
        if row.survey_id in kept and row.withdrawn_at is None:
            move.take(row, withdrawn_at=timezone.now())
        else:
            move.take(row)


register(Invitation, "enterprise", _invited_once)
# Invitations are never folded into one another, so nothing that hangs on them ever moves.
register(Response, "invitation", keep_once())
register(Draft, "invitation", keep_once())
register(SpentInvitation, "invitation", keep_once())
