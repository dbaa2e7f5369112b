"""A first budget, computed: what comes of the plan in a month, from which sales on it carries itself, what is missing.

Pure functions over whole dinars and whole units; in between, exact fractions. The sales that are needed are rounded
upwards, to the side of caution.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from itertools import accumulate
from typing import Final

MONTHS: Final = 12
FULL: Final = 100
# A billion dinars is more than any first budget; the largest product of the three stays far below 2⁶³.
MOST_DINARS: Final = 999_999_999
MOST_UNITS: Final = 1_000_000
MOST_PERCENT: Final = 300

_CURRENCY: Final = re.compile(r"(дин|din|рсд|rsd)(ара|ar[ai]?|\.)?\.?$")
_GROUPED: Final = re.compile(r"\d{1,3}([.\s]\d{3})+")
_PLAIN: Final = re.compile(r"\d+")
_FRACTION: Final = re.compile(r"(?P<whole>[^,]*\d)(?:,|(?<=\d)\.(?=\d{1,2}$))(?P<part>\d{1,2}|-)")


class NotWhole(ValueError):  # noqa: N818 -- reads as what is wrong
    """The amount has a part of a dinar."""


class Negative(ValueError):  # noqa: N818 -- reads as what is wrong
    """The amount is below zero."""


def read_number(typed: str) -> int:
    """Return the whole number that people write as "12.500", "12 500,00", "12500 din" or "12500".

    Raises NotWhole for "12,50", Negative for "-5", and ValueError for what can be read in two ways ("12,500") or in
    none. The dot and the blank part thousands, the comma parts dinars from paras, as in Serbia.
    """
    text = re.sub(r"[\u00a0\u2009\u202f\t]", " ", typed).strip().lower()
    text = _CURRENCY.sub("", text).strip()
    if text[:1] in {"-", "−", "–"}:
        raise Negative
    paras = _FRACTION.fullmatch(text)
    if paras and not _GROUPED.fullmatch(text):
        if paras["part"].strip("0-"):
            raise NotWhole
        text = paras["whole"]
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)) or not text.isascii():
        raise ValueError(typed)
    # More digits than any amount has would only cost time.
    digits = re.sub(r"\D", "", text).lstrip("0") or "0"
    if len(digits) > len(str(MOST_DINARS)) + 1:
        digits = str(MOST_DINARS + 1)
    return int(digits)


@dataclass(frozen=True)
class Sale:
    """Something that is sold: price and variable cost of a unit in dinars, units in a month."""

    price: int
    quantity: int
    unit_cost: int

    @property
    def income(self) -> int:
        return self.price * self.quantity

    @property
    def variable(self) -> int:
        return self.unit_cost * self.quantity

    @property
    def margin(self) -> int:
        return self.income - self.variable


@dataclass(frozen=True)
class Budget:
    """What somebody planned. `fixed` is the sum of a month; `shares` are percents of the sales for twelve months."""

    sales: tuple[Sale, ...] = ()
    fixed: int = 0
    start: int = 0
    money: int = 0
    shares: tuple[int, ...] = ()


class WhyNever(Enum):
    """Why no number of sales carries the costs."""

    NO_SALES = auto()
    BELOW_COST = auto()


@dataclass(frozen=True)
class Month:
    """One month of the first year. `balance` is the money in hand at its end: money for the start, less its costs."""

    number: int
    share: int
    income: int
    variable: int
    fixed: int
    result: int
    balance: int


@dataclass(frozen=True)
class Results:
    """What comes of a budget; amounts in dinars.

    `break_even` is the share of the planned sales from which on a month carries itself (1 is all of them), None when
    there is none, and then `why_never` says why. `units` are the units of each sale at that share, rounded up.
    `gap` is what is missing at the start, `spare` what is over. `earned_back_in` is the month in which the results have
    brought in the costs of the start: 0 where there are none, None where they never do (with shares: not within the
    year). `lowest` is the least money in hand at the start or at the end of a month of the year.
    """

    income: int
    variable: int
    margin: int
    fixed: int
    result: int
    break_even: Fraction | None
    why_never: WhyNever | None
    units: tuple[int, ...]
    gap: int
    spare: int
    earned_back_in: int | None
    months: tuple[Month, ...]
    lowest: int

    @property
    def break_even_percent(self) -> int | None:
        """Whole percents of the planned sales that suffice, so rounded up."""
        return None if self.break_even is None else _up(self.break_even * FULL)

    @property
    def year_result(self) -> int:
        return sum(month.result for month in self.months)


def compute(budget: Budget) -> Results:
    """Return what comes of a budget."""
    income = sum(sale.income for sale in budget.sales)
    variable = sum(sale.variable for sale in budget.sales)
    margin = income - variable
    result = margin - budget.fixed
    share, why = _break_even(budget, margin)
    months = _year(budget, income, variable)
    before = budget.money - budget.start
    return Results(
        income=income,
        variable=variable,
        margin=margin,
        fixed=budget.fixed,
        result=result,
        break_even=share,
        why_never=why,
        units=() if share is None else tuple(_up(sale.quantity * share) for sale in budget.sales),
        gap=max(0, -before),
        spare=max(0, before),
        earned_back_in=_earned_back_in(budget, result, months),
        months=months,
        lowest=min([before, *(month.balance for month in months)]),
    )


def _break_even(budget: Budget, margin: int) -> tuple[Fraction | None, WhyNever | None]:
    if not any(sale.income for sale in budget.sales):
        return None, WhyNever.NO_SALES
    if margin <= 0:
        return None, WhyNever.BELOW_COST
    return Fraction(budget.fixed, margin), None


def _year(budget: Budget, income: int, variable: int) -> tuple[Month, ...]:
    """Return the months; each amount is rounded to a dinar first, so that the columns add up as they are shown."""
    shares = budget.shares or (FULL,) * MONTHS
    rows = [
        (share, _near(Fraction(income * share, FULL)), _near(Fraction(variable * share, FULL)))
        for share in shares
    ]
    results = [earned - spent - budget.fixed for _share, earned, spent in rows]
    balances = list(accumulate(results, initial=budget.money - budget.start))[1:]
    return tuple(
        Month(number, share, earned, spent, budget.fixed, result, balance)
        for number, ((share, earned, spent), result, balance) in enumerate(
            zip(rows, results, balances, strict=True), 1
        )
    )


def _earned_back_in(budget: Budget, result: int, months: tuple[Month, ...]) -> int | None:
    if budget.start == 0:
        return 0
    if budget.shares:
        sums = accumulate(month.result for month in months)
        return next((number for number, total in enumerate(sums, 1) if total >= budget.start), None)
    return _up(Fraction(budget.start, result)) if result > 0 else None


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _near(value: Fraction) -> int:
    """Round to the nearest dinar, half a dinar upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
