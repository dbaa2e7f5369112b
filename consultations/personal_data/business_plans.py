"""Personal fields of the plans of cases."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, kept, of_person, register
from consultations.models import (
    BudgetMonth,
    BudgetRow,
    BusinessPlan,
    CanvasBlock,
    CanvasEarlier,
    PlanComment,
)
from consultations.personal_data.cases import CASE_KEPT
from entrepreneurs.personal_data.reasons import FIGURES

_WRITING = _("Writing your plan with you: what you want to do, what it costs and what it brings.")
_TALKING = _("Talking about your plan in writing, between two visits.")

register(
    BusinessPlan,
    personal={
        "budget_saved_at": _("when the budget was last saved"),
        "person_told_at": _("when we last wrote to you about comments"),
    },
    other=[
        "id",
        "case",
        "budget_version",
        "budget_saved_by",
        "person_tell_at",
        "team_told_at",
        "team_tell_at",
    ],
    purpose=_WRITING,
    retention=CASE_KEPT,
    owner=of_person("case__person"),
    erasure=kept(FIGURES),
)
register(
    CanvasBlock,
    personal={
        "part": _("the block of the plan"),
        "text": _("what stands in it, encrypted"),
        "saved_at": _("when it was last saved"),
    },
    other=["id", "plan", "version", "saved_by"],
    purpose=_WRITING,
    retention=CASE_KEPT,
    owner=of_person("plan__case__person"),
    erasure=emptied(FIGURES, text=""),
)
register(
    CanvasEarlier,
    personal={
        "text": _("what stood in a block of the plan before, encrypted"),
        "saved_at": _("when that was saved"),
    },
    other=["id", "block", "version", "saved_by"],
    purpose=_WRITING,
    retention=CASE_KEPT,
    owner=of_person("block__plan__case__person"),
    erasure=emptied(FIGURES, text=""),
)
register(
    BudgetRow,
    personal={
        "kind": _("the part of the budget"),
        "name": _("what you sell, pay or bring, encrypted"),
        "amount": _("price or amount"),
        "quantity": _("how much of it in a month"),
        "unit_cost": _("what one piece costs you"),
        "source": _("where the money comes from"),
    },
    other=["id", "plan", "place"],
    purpose=_WRITING,
    retention=CASE_KEPT,
    owner=of_person("plan__case__person"),
    erasure=emptied(FIGURES, name=""),
)
register(
    BudgetMonth,
    personal={"number": _("month of the first year"), "share": _("how much of the sales it brings")},
    other=["id", "plan"],
    purpose=_WRITING,
    retention=CASE_KEPT,
    owner=of_person("plan__case__person"),
    erasure=kept(FIGURES),
)
register(
    PlanComment,
    personal={
        "part": _("the block that a comment is about"),
        "row": _("the row of the budget that a comment is about"),
        "text": _("what you or your advisor said about it, encrypted"),
        "from_person": _("whether you wrote it"),
        "written_at": _("when it was written"),
        "settled_at": _("when it was settled"),
    },
    other=["id", "plan", "answer_to", "version", "written_by", "settled_by", "submission"],
    purpose=_TALKING,
    retention=CASE_KEPT,
    owner=of_person("plan__case__person"),
    erasure=emptied(FIGURES, text=""),
)
