"""The plan on paper, for a bank or a giver of grants: canvas and budget, without what was said about them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from center.base.shown_text import in_script
from center.documents import portal_document
from consultations.choices import BudgetKind
from consultations.models import Case
from consultations.views.plan_parts import Budget, whole_plan
from consultations.views.plan_words import dinars, sentences, whole


def paper(case: Case) -> bytes:
    """Return the PDF of a plan in the active language; what people wrote stays letter for letter."""
    plan = whole_plan(case)
    return portal_document(
        "consultations/plan.typ",
        title=in_script(case.subject) or _("Plan of a social enterprise"),
        data={
            "subtitle": " · ".join(
                filter(
                    None,
                    [_("Plan of a social enterprise") if case.subject else "", in_script(case.person.name)],
                )
            ),
            "canvas": {
                part.part.value: {
                    "label": str(part.part.label),
                    "question": str(part.question.question),
                    "text": part.text,
                }
                for part in plan.parts
            },
            "has_canvas": plan.written > 0,
            "budget": _budget(plan.budget) if plan.budget.rows else None,
            "words": {
                "in_words": _("The plan in words"),
                "budget": _("Budget of the first year"),
                "results": _("What comes of it"),
            },
        },
    )


def _budget(budget: Budget) -> dict[str, Any]:
    figures = budget.figures
    sales = [
        [
            row.name,
            whole(row.amount),
            whole(row.unit_cost or 0),
            whole(row.quantity or 0),
            whole(row.amount * (row.quantity or 0)),
        ]
        for row in budget.of_kind(BudgetKind.SALE)
    ]
    return {
        "sentences": sentences(budget),
        "tables": [
            _table(
                BudgetKind.SALE.label,
                [
                    _("What you sell"),
                    _("Price of one"),
                    _("What one costs you"),
                    _("How many in a month"),
                    _("Income"),
                ],
                sales,
                [_("Together"), "", "", "", whole(figures.income)],
            ),
            _table(
                BudgetKind.MONTHLY.label,
                [_("What you pay"), _("Dinars")],
                [[row.name, whole(row.amount)] for row in budget.of_kind(BudgetKind.MONTHLY)],
                [_("Together"), whole(figures.fixed)],
            ),
            _table(
                BudgetKind.START.label,
                [_("What you buy or pay once"), _("Dinars")],
                [[row.name, whole(row.amount)] for row in budget.of_kind(BudgetKind.START)],
                [_("Together"), whole(sum(row.amount for row in budget.of_kind(BudgetKind.START)))],
            ),
            _table(
                BudgetKind.MONEY.label,
                [_("From whom"), _("Kind of money"), _("Dinars")],
                [
                    [row.name, row.get_source_display(), whole(row.amount)]
                    for row in budget.of_kind(BudgetKind.MONEY)
                ],
                [_("Together"), "", whole(sum(row.amount for row in budget.of_kind(BudgetKind.MONEY)))],
                words=2,
            ),
        ],
        "month": _table(
            _("An ordinary month"),
            [_("What"), _("Dinars")],
            [
                [_("Income from sales"), whole(figures.income)],
                [_("Cost of what is sold"), whole(figures.variable)],
                [_("Left for all other costs (contribution margin)"), whole(figures.margin)],
                [_("Costs of every month"), whole(figures.fixed)],
            ],
            [_("Result of the month"), dinars(figures.result)],
        ),
        "enough": _table(
            _("Sales that are just enough"),
            [_("What you sell"), _("Planned in a month"), _("Just enough")],
            [
                [row.name, whole(row.quantity or 0), whole(units)]
                for row, units in zip(budget.of_kind(BudgetKind.SALE), figures.units, strict=False)
            ],
        )
        if figures.units
        else None,
        "year": _table(
            _("The first year"),
            [
                _("Month"),
                _("Sales, percent"),
                _("Income"),
                _("Cost of what is sold"),
                _("Costs of every month"),
                pgettext("of a budget", "Result"),
                _("Money in hand"),
            ],
            [
                [
                    str(month.number),
                    str(month.share),
                    *map(whole, (month.income, month.variable, month.fixed, month.result, month.balance)),
                ]
                for month in figures.months
            ],
            words=0,
        )
        if budget.shares
        else None,
    }


def _table(
    title: Any, head: list[str], rows: list[list[str]], total: list[str] | None = None, *, words: int = 1
) -> dict[str, Any]:
    """Return a table whose first `words` columns are text and the others numbers."""
    return {
        "title": str(title),
        "head": head,
        "rows": [[str(cell) for cell in row] for row in rows],
        "total": total,
        "words": words,
    }
