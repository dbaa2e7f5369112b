"""What happens to what hangs on events when two enterprises become one."""

from typing import Any, Final

from center.base.merging import Move, keep_once, register
from events.choices import ApplicationState
from events.models import (
    ApplicationProduct,
    ExhibitorApplication,
    ExhibitorNeeds,
    ExhibitorReport,
    Review,
    StandAssignment,
)

# Of two applications for one fair the one that got further stays.
_FURTHEST: Final = (
    ApplicationState.ACCEPTED,
    ApplicationState.RESERVE,
    ApplicationState.SENT,
    ApplicationState.DECLINED,
    ApplicationState.DRAFT,
    ApplicationState.WITHDRAWN,
)


def _one_stand(move: Move) -> None:
    """Keep one application for each fair; what hangs on the other one goes to it."""
    kept = {row.event_id: row for row in move.kept}
    for row in move.rows:
        twin = kept.get(row.event_id)
        if twin is None:
            move.take(row)
        elif _rank(twin) <= _rank(row):
            move.fold(row, twin)
        else:
            move.fold(twin, row)
            move.take(row)


def _rank(application: Any) -> int:
    return _FURTHEST.index(ApplicationState(application.state))


register(ExhibitorApplication, "enterprise", _one_stand)
register(ApplicationProduct, "application", keep_once("product"))
register(Review, "application", keep_once("reviewer"))
register(ExhibitorNeeds, "application", keep_once())
register(ExhibitorReport, "application", keep_once())
# Two accepted applications for one fair may each have a stand: the one that stays keeps its own.
register(StandAssignment, "application", keep_once())
