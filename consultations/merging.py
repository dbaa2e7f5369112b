"""What happens to the cases of a person whose two records become one."""

from django.db.models import Max
from django.utils import timezone

from center.base.merging import Move, register, stay
from consultations.choices import CaseOutcome, CaseStage
from consultations.models import Case, CaseAdvisor, StageChange


def _one_open_case(move: Move) -> None:
    """Close the duplicate's open case where the survivor has one: "continued in another case".

    Two cases are never mixed: each keeps its number, its stages, and the colleagues who may read it.
    """
    has_open = any(case.is_open for case in move.kept)
    for case in move.rows:
        if has_open and case.is_open:
            _close(move, case)
        move.take(case)


def _close(move: Move, case: Case) -> None:
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
    move.journal.update(case, stage=CaseStage.CLOSED, closed_on=day, outcome=CaseOutcome.CONTINUED)


register(Case, "person", _one_open_case)
# No case ever gives way to another, so what hangs on one never moves.
register(StageChange, "case", stay)
register(CaseAdvisor, "case", stay)
