"""What the figures of a budget mean, in sentences; a number is never spoken without what it is of."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consultations.budgets import FULL, Results, WhyNever
from consultations.choices import BudgetKind
from consultations.views.plan_parts import Budget


def dinars(amount: int) -> str:
    """Return an amount as the language of the page writes it, with the sign of the money."""
    return _("%(amount)s RSD") % {"amount": whole(amount)}


def whole(number: int) -> str:
    """Return a number with its thousands parted as the language of the page does it."""
    shown = number_format(abs(number), use_l10n=True, force_grouping=True)
    return f"−{shown}" if number < 0 else shown


def sentences(budget: Budget) -> list[str]:
    """Return what the figures mean, the most important first; nothing for an empty budget."""
    if not budget.rows:
        return []
    figures = budget.figures
    return [
        *_of_the_month(figures),
        *_of_break_even(budget),
        *_of_the_start(figures),
        *_of_the_year(budget),
    ]


def _of_the_month(figures: Results) -> list[str]:
    if figures.result > 0:
        text = _("In a month %(amount)s are left over when everything is paid.")
    elif figures.result < 0:
        text = _("In a month %(amount)s are missing to pay everything.")
    else:
        return [_("In a month you take in exactly what you pay.")]
    return [text % {"amount": dinars(abs(figures.result))}]


def _of_break_even(budget: Budget) -> list[str]:
    figures = budget.figures
    below = [row.name for row in budget.of_kind(BudgetKind.SALE) if row.amount < (row.unit_cost or 0)]
    told = [
        _("This costs you more than its price, so each one sold loses money: %(names)s.")
        % {"names": "; ".join(below)}
    ]
    words = told if below else []
    if figures.why_never == WhyNever.NO_SALES:
        return [_("There is no break-even point: no sales are planned yet."), *words]
    if figures.why_never == WhyNever.BELOW_COST:
        return [
            _(
                "There is no break-even point: what you sell costs you as much as it brings, or more. Selling more does"
                " not help; a higher price or a lower cost does."
            ),
            *words,
        ]
    percent = figures.break_even_percent
    assert percent is not None
    if percent == 0:
        return [
            _("There are no monthly costs yet, so everything above the cost of the goods is left over."),
            *words,
        ]
    if percent > FULL:
        text = _(
            "Break-even: you would have to sell %(percent)s%% of what you plan. That is more than you plan: sell more,"
            " raise prices or lower costs."
        )
    else:
        text = _(
            "Break-even: from %(percent)s%% of the planned sales on, a month pays for itself. Below that you lose"
            " money."
        )
    return [text % {"percent": percent}, *words]


def _of_the_start(figures: Results) -> list[str]:
    told = []
    if figures.gap:
        told.append(
            _("For the start %(amount)s are missing: find the money or buy less.")
            % {"amount": dinars(figures.gap)}
        )
    elif figures.spare:
        told.append(
            _("After the costs of the start %(amount)s stay in hand.") % {"amount": dinars(figures.spare)}
        )
    months = figures.earned_back_in
    if months is None:
        told.append(_("The costs of the start are not earned back as it is planned now."))
    elif months:
        told.append(
            _("The costs of the start are earned back in month number %(number)s.") % {"number": months}
        )
    return told


def _of_the_year(budget: Budget) -> list[str]:
    figures = budget.figures
    if not budget.shares:
        return []
    told = [_("Result of the first year: %(amount)s.") % {"amount": dinars(figures.year_result)}]
    before = figures.spare - figures.gap
    if figures.lowest < 0 and figures.lowest < before:
        month = next(each.number for each in figures.months if each.balance == figures.lowest)
        told.append(
            _("Money is shortest at the end of month number %(number)s: %(amount)s are missing then.")
            % {"number": month, "amount": dinars(-figures.lowest)}
        )
    return told
