"""What a sent form does to a plan, and what its page shows afterwards: the same for the person and for an advisor."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from center.models import User
from consultations import services
from consultations.choices import CanvasPart
from consultations.errors import ChangeRefused, PlanChangedMeanwhile
from consultations.models import Case
from consultations.views.plan_forms import BlockForm, BudgetForm
from consultations.views.plan_parts import WholePlan, whole_plan
from consultations.views.plan_words import sentences


def next_part(part: CanvasPart) -> CanvasPart | None:
    """Return the block after this one, None after the last."""
    parts = list(CanvasPart)
    at = parts.index(part) + 1
    return parts[at] if at < len(parts) else None


def save_block(case: Case, part: CanvasPart, data: QueryDict, by: User) -> tuple[BlockForm, HTTPStatus]:
    """Keep the words that were sent. OK: they are kept; CONFLICT: somebody else was first; else the form says why."""
    form = BlockForm(data)
    if not form.is_valid():
        return form, HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        services.save_block(case=case, part=part, by=by, **form.cleaned_data)
    except PlanChangedMeanwhile:
        return form, HTTPStatus.CONFLICT
    except ChangeRefused as error:
        form.add_error(None, str(error.message))
    except ValidationError as error:
        form.add_error("text", error.messages)
    return form, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def block_context(case: Case, part: CanvasPart, form: BlockForm | None, status: HTTPStatus) -> dict[str, Any]:
    """Return what the page of a block shows: as it is saved (no form), or as it was sent."""
    whole = whole_plan(case)
    at = list(CanvasPart).index(part)
    shown = whole.parts[at]
    is_conflict = status == HTTPStatus.CONFLICT
    return {
        "shown": shown,
        "number": at + 1,
        "count": len(CanvasPart),
        "form": form,
        "words": form.data.get("text", "") if form else shown.text,
        # Who has seen both texts may put theirs in the place of the other.
        "seen": shown.version if form is None or is_conflict else form.data.get("seen", ""),
        "is_conflict": is_conflict,
        "earlier": list(shown.block.earlier.select_related("saved_by")) if shown.block else [],
        "following": next_part(part),
        "before": list(CanvasPart)[at - 1] if at else None,
    }


def budget_form(whole: WholePlan, data: QueryDict | None = None, *, more: str = "") -> BudgetForm:
    """Return the form of a budget as it is saved, or as it was sent, with more empty rows of a kind."""
    return BudgetForm(
        data, rows=whole.budget.rows, shares=whole.budget.shares, seen=whole.budget.version, more=more
    )


def save_budget(case: Case, data: QueryDict, by: User) -> tuple[BudgetForm, HTTPStatus]:
    """Keep the budget that was sent. OK: it is kept; CONFLICT: somebody else was first; else the form says why."""
    form = budget_form(whole_plan(case), data, more=data.get("more", ""))
    if not form.is_valid():
        return form, HTTPStatus.UNPROCESSABLE_ENTITY
    rows, shares, seen = form.wanted()
    try:
        services.save_budget(case=case, rows=rows, shares=shares, seen=seen, by=by)
    except PlanChangedMeanwhile:
        return form, HTTPStatus.CONFLICT
    except ChangeRefused as error:
        form.refusals.append(str(error.message))
    except ValidationError as error:
        form.refusals.extend(error.messages)
    return form, HTTPStatus.UNPROCESSABLE_ENTITY if form.refusals else HTTPStatus.OK


def budget_context(
    case: Case, form: BudgetForm, status: HTTPStatus, whole: WholePlan | None = None
) -> dict[str, Any]:
    """Return what the page of a budget shows; the figures are those of what is saved, read anew without `whole`."""
    whole = whole or whole_plan(case)
    is_conflict = status == HTTPStatus.CONFLICT
    return {
        "whole": whole,
        "budget": whole.budget,
        "form": form,
        "seen": whole.budget.version if is_conflict else form.seen_field["seen"].value(),
        "is_conflict": is_conflict,
        "problems": form.problems(),
        "sentences": sentences(whole.budget),
    }


def after_budget(address: str, form: BudgetForm, data: QueryDict) -> str:
    """Return where a saved budget goes on: at the rows that were asked for, or at what comes of it."""
    more = data.get("more", "")
    return f"{address}?more={more}#{more}" if more in form.sections else f"{address}#results"
