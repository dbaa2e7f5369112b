"""What happens to the cases of a person whose two records become one."""

from django.db.models import Max
from django.utils import timezone

from center.base.merging import Move, register, stay
from consultations.choices import CaseOutcome, CaseStage
from consultations.models import (
    AccessRequest,
    BudgetMonth,
    BudgetRow,
    BusinessPlan,
    CanvasBlock,
    CanvasEarlier,
    Case,
    CaseAdvisor,
    CaseGrant,
    CaseTask,
    StageChange,
)


def _one_open_case(move: Move) -> None:
    """Close the duplicate's open case where the survivor has one: "continued in another case".

    Two cases are never mixed: each keeps its number, its stages, and the colleagues who may read it. Only tasks that
    somebody wrote and nobody has done go on in the open one.
    """
    kept = next((case for case in move.kept if case.is_open), None)
    for case in move.rows:
        if kept is not None and case.is_open:
            _close(move, case, kept)
        move.take(case)


def _close(move: Move, case: Case, kept: Case) -> None:
    last = StageChange.objects.filter(case=case).aggregate(place=Max("place"), day=Max("day"))
    day = max(timezone.localdate(), last["day"])
    move.journal.create(
        StageChange(
            case=case,
            place=last["place"] + 1,
            stage=CaseStage.CLOSED,
            day=day,
            outcome=CaseOutcome.CONTINUED,
        )
    )
    # What is still to be done would rest with the closed case; of a stage's tasks the other case has its own.
    for task in CaseTask.objects.to_do().filter(case=case, template__isnull=True):
        move.journal.update(task, case=kept)
    move.journal.update(case, stage=CaseStage.CLOSED, closed_on=day, outcome=CaseOutcome.CONTINUED)


register(Case, "person", _one_open_case)
# No case ever gives way to another, so what hangs on one never moves.
for _part in (StageChange, CaseAdvisor, AccessRequest, CaseTask, BusinessPlan):
    register(_part, "case", stay)
register(CaseGrant, "record", stay)
for _piece in (CanvasBlock, BudgetRow, BudgetMonth):
    register(_piece, "plan", stay)
register(CanvasEarlier, "block", stay)
