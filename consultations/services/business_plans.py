"""The canvas and the budget of a case: saved block by block, by the person or by an advisor who types from paper.

Who saves says which version they read. Of two who save the same at once the second is told and loses nothing: the
page shows both texts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import budgets
from consultations.choices import BudgetKind, CanvasPart, MoneySource
from consultations.errors import ChangeRefused, PlanChangedMeanwhile
from consultations.models import (
    BudgetMonth,
    BudgetRow,
    BusinessPlan,
    CanvasBlock,
    CanvasEarlier,
    Case,
    PlanComment,
)
from consultations.services.rows import locked_case
from consultations.spans import local_day


@dataclass(frozen=True)
class Row:
    """A row of a budget as somebody wrote it; `pk` is that of the row which it was, 0 for a new one.

    Whole dinars; `quantity` and `unit_cost` only of a sale, `source` only of money for the start.
    """

    kind: BudgetKind
    name: str
    amount: int
    quantity: int | None = None
    unit_cost: int | None = None
    source: str = ""
    pk: int = 0


@transaction.atomic
def save_block(*, case: Case, part: CanvasPart, text: str, seen: int, by: User) -> CanvasBlock:
    """Keep the words of a block of the canvas; `seen` is the version that was read, 0 where there was none.

    The same words change nothing, so a form may be sent twice, and a block that stays empty is not stored. What stood
    there before is kept when it is from somebody else or another day, or when a comment is about it. Raises
    PlanChangedMeanwhile, ChangeRefused for a closed case, ValidationError for too long a text.
    """
    plan = open_plan(case)
    words = checked_text("text", text, longest=CanvasBlock.TEXT_LENGTH)
    block = plan.blocks.filter(part=part).first()
    if block is None:
        if seen:
            raise PlanChangedMeanwhile
        new = CanvasBlock(plan=plan, part=part, text=words, saved_by=by)
        if words:
            new.save(force_insert=True)
        return new
    if block.text == words:
        return block
    if block.version != seen:
        raise PlanChangedMeanwhile
    _keep_earlier(block, by)
    now = timezone.now()
    if not _replaced(block, "version", seen, text=words, saved_at=now, saved_by=by):
        raise PlanChangedMeanwhile
    block.text, block.version, block.saved_at, block.saved_by = words, seen + 1, now, by
    return block


def _replaced(row: models.Model, version: str, seen: int, **values: Any) -> bool:
    """Write values if the row still has the version that was read, so that nothing is lost even without a lock."""
    rows = type(row)._base_manager.filter(pk=row.pk, **{version: seen})
    return bool(rows.update(**{version: seen + 1}, **values))


def _keep_earlier(block: CanvasBlock, by: User) -> None:
    """Keep the words that are about to be replaced, unless they are a draft of the same person on the same day."""
    same_sitting = block.saved_by_id == by.pk and local_day(block.saved_at) == local_day(timezone.now())
    was_discussed = PlanComment.objects.filter(
        plan=block.plan_id, part=block.part, version=block.version
    ).exists()
    if block.text and (was_discussed or not same_sitting):
        CanvasEarlier.objects.create(
            block=block,
            text=block.text,
            version=block.version,
            saved_at=block.saved_at,
            saved_by=block.saved_by,
        )


@transaction.atomic
def save_budget(
    *, case: Case, rows: Sequence[Row], shares: Sequence[int], seen: int, by: User
) -> BusinessPlan:
    """Keep the budget as a whole: its rows in their order, and twelve percents of the sales by month or none.

    `seen` is the version that was read, 0 where there was none. The same content changes nothing. Rows that are left
    out go, but for those that somebody wrote about: they stay without a place. Raises as `save_block`.
    """
    plan = open_plan(case)
    wanted = [_checked_row(row) for row in rows]
    if any(number > BudgetRow.MOST_ROWS for number in Counter(row.kind for row in wanted).values()):
        raise ValidationError(_("At most 20 rows of a kind."))
    _check_shares(shares)
    there = {row.pk: row for row in plan.rows.filter(place__isnull=False)}
    months = list(plan.months.values_list("share", flat=True).order_by("number"))
    if [_content(row) for row in _in_order(wanted)] == [
        _content(row) for row in _in_order([as_row(row) for row in there.values()], there)
    ] and months == list(shares):
        return plan
    now = timezone.now()
    if not _replaced(plan, "budget_version", seen, budget_saved_at=now, budget_saved_by=by):
        raise PlanChangedMeanwhile
    _put_rows(plan, wanted, there)
    if months != list(shares):
        plan.months.all().delete()
        for number, share in enumerate(shares, 1):
            BudgetMonth.objects.create(plan=plan, number=number, share=share)
    plan.refresh_from_db()
    return plan


def _in_order(rows: list[Row], there: dict[int, BudgetRow] | None = None) -> list[Row]:
    kinds = [str(kind) for kind in BudgetKind]

    def key(row: Row) -> tuple[int, int]:
        return kinds.index(row.kind), (there[row.pk].place or 0) if there else 0

    return sorted(rows, key=key)


def _content(row: Row) -> Row:
    return replace(row, pk=0)


def as_row(row: BudgetRow) -> Row:
    """Return a stored row as somebody would write it."""
    return Row(BudgetKind(row.kind), row.name, row.amount, row.quantity, row.unit_cost, row.source, row.pk)


def _put_rows(plan: BusinessPlan, wanted: list[Row], there: dict[int, BudgetRow]) -> None:
    left = dict(there)
    places: Counter[str] = Counter()
    for row in wanted:
        places[row.kind] += 1
        # A row of another kind, of another plan, or named twice in the form is a new one.
        known = left.pop(row.pk) if row.pk in left and left[row.pk].kind == row.kind else None
        values: dict[str, Any] = {
            "place": places[row.kind],
            "name": row.name,
            "amount": row.amount,
            "quantity": row.quantity,
            "unit_cost": row.unit_cost,
            "source": row.source,
        }
        if known is None:
            BudgetRow.objects.create(plan=plan, kind=row.kind, **values)
            continue
        changed = [name for name, value in values.items() if getattr(known, name) != value]
        for name in changed:
            setattr(known, name, values[name])
        if changed:
            known.save(update_fields=changed)
    for row_left in left.values():
        if row_left.comments.exists():
            row_left.place = None
            row_left.save(update_fields=["place"])
        else:
            row_left.delete()


def _checked_row(row: Row) -> Row:
    """Return a row as kept. Raises ValidationError; the form says the same at its field."""
    name = " ".join(checked_text("name", row.name, longest=BudgetRow.NAME_LENGTH).split())
    if not name:
        raise ValidationError(_("Write what it is."))
    is_sale = row.kind == BudgetKind.SALE
    amounts = [row.amount, row.unit_cost if is_sale else 0]
    in_reach = all(amount is not None and 0 <= amount <= budgets.MOST_DINARS for amount in amounts)
    if is_sale:
        in_reach = in_reach and row.quantity is not None and 0 <= row.quantity <= budgets.MOST_UNITS
    if not in_reach:
        raise ValidationError(_("This number is too large."))
    if row.kind == BudgetKind.MONEY and row.source not in MoneySource.values:
        raise ValidationError(_("Choose where the money comes from."))
    return Row(
        kind=row.kind,
        name=name,
        amount=row.amount,
        quantity=row.quantity if is_sale else None,
        unit_cost=row.unit_cost if is_sale else None,
        source=row.source if row.kind == BudgetKind.MONEY else "",
        pk=row.pk,
    )


def _check_shares(shares: Sequence[int]) -> None:
    if len(shares) not in {0, budgets.MONTHS} or any(
        not 0 <= share <= budgets.MOST_PERCENT for share in shares
    ):
        raise ValidationError(_("Write a percent from 0 to 300 for each of the twelve months, or for none."))


def open_plan(case: Case) -> BusinessPlan:
    """Return the plan of an open case, made if there is none; the case is locked until the transaction ends.

    Raises ChangeRefused for a closed case.
    """
    held = locked_case(case)
    if not held.is_open:
        raise ChangeRefused(_("This case is closed."))
    return BusinessPlan.objects.get_or_create(case=held)[0]


def checked_text(field: str, text: str, *, longest: int) -> str:
    """Return words as kept, lines ending in one sign. Raises ValidationError at the field."""
    words = text.replace("\r\n", "\n").strip()
    if "\0" in words:
        raise ValidationError({field: _("Please remove the unreadable characters.")})
    if len(words) > longest:
        raise ValidationError({field: _("This text is too long. Please shorten it.")})
    return words


def figures_of(rows: Sequence[Row], shares: Sequence[int]) -> budgets.Results:
    """Compute what comes of the rows of a budget."""
    return budgets.compute(
        budgets.Budget(
            sales=tuple(
                budgets.Sale(row.amount, row.quantity or 0, row.unit_cost or 0)
                for row in rows
                if row.kind == BudgetKind.SALE
            ),
            fixed=_sum(rows, BudgetKind.MONTHLY),
            start=_sum(rows, BudgetKind.START),
            money=_sum(rows, BudgetKind.MONEY),
            shares=tuple(shares),
        )
    )


def _sum(rows: Sequence[Row], kind: BudgetKind) -> int:
    return sum(row.amount for row in rows if row.kind == kind)
