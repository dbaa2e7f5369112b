"""A first budget against a slow model that is obviously right: it sells one unit after the other, in fractions."""

import contextlib
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.budgets import (
    MOST_DINARS,
    Budget,
    Negative,
    NotWhole,
    Results,
    Sale,
    WhyNever,
    compute,
    read_number,
)

amounts = st.integers(0, 5000)
sales = st.lists(st.builds(Sale, amounts, st.integers(0, 30), amounts), max_size=4).map(tuple)
shares = st.one_of(st.just(()), st.lists(st.integers(0, 300), min_size=12, max_size=12).map(tuple))
budgets = st.builds(
    Budget, sales, st.integers(0, 50_000), st.integers(0, 50_000), st.integers(0, 50_000), shares
)


def sold(budget: Budget, share: Fraction) -> Fraction:
    """Return the result of a month in which this share of every planned unit is sold."""
    money = Fraction(-budget.fixed)
    for sale in budget.sales:
        for _unit in range(sale.quantity):
            money += share * sale.price
            money -= share * sale.unit_cost
    return money


@given(budgets)
def test_a_month_is_what_one_unit_after_the_other_brings(budget: Budget) -> None:
    found = compute(budget)
    assert found.result == sold(budget, Fraction(1))
    assert found.income - found.variable == found.margin == found.result + found.fixed


@given(budgets)
def test_at_break_even_a_month_ends_with_nothing_and_below_it_with_less(budget: Budget) -> None:
    found = compute(budget)
    if found.break_even is None:
        more_sales = [sold(budget, Fraction(times)) for times in (1, 10, 1000)]
        assert more_sales == sorted(more_sales, reverse=True)
        assert found.why_never == (
            WhyNever.BELOW_COST
            if any(sale.price and sale.quantity for sale in budget.sales)
            else WhyNever.NO_SALES
        )
        return
    assert found.why_never is None
    assert sold(budget, found.break_even) == 0
    assert sold(budget, found.break_even + Fraction(1, 100)) > 0
    assert found.break_even_percent == ceil(found.break_even * 100)


@given(budgets)
def test_units_at_break_even_are_enough_and_in_the_planned_mix(budget: Budget) -> None:
    found = compute(budget)
    if found.break_even is None:
        assert found.units == ()
        return
    exact = [sale.quantity * found.break_even for sale in budget.sales]
    assert [unit - 1 < whole <= unit for unit, whole in zip(found.units, exact, strict=True)] == [True] * len(
        exact
    )
    if all(sale.price >= sale.unit_cost for sale in budget.sales):
        brought = sum(
            (sale.price - sale.unit_cost) * units
            for sale, units in zip(budget.sales, found.units, strict=True)
        )
        assert brought >= budget.fixed


def months_to_earn_back(budget: Budget, found: Results) -> int | None:
    """Wait month by month until the results have brought in what the start cost."""
    earned, month = 0, 0
    while earned < budget.start:
        if month >= 12 and (budget.shares or found.result <= 0):
            return None
        earned += found.months[month].result if month < 12 else found.result
        month += 1
    return month


@given(budgets)
def test_the_start_is_earned_back_in_the_month_in_which_the_sum_reaches_it(budget: Budget) -> None:
    found = compute(budget)
    assert found.earned_back_in == months_to_earn_back(budget, found)
    assert (found.gap, found.spare) == (
        max(budget.start - budget.money, 0),
        max(budget.money - budget.start, 0),
    )


@given(budgets)
def test_the_year_adds_up_to_the_last_dinar(budget: Budget) -> None:
    found = compute(budget)
    hand, seen = budget.money - budget.start, [budget.money - budget.start]
    for month in found.months:
        exact = Fraction(month.share, 100) * (found.income - found.variable)
        assert month.result == month.income - month.variable - month.fixed
        # Income and costs are each rounded to a dinar.
        assert abs(month.income - month.variable - exact) <= 1
        hand += month.result
        seen.append(hand)
        assert month.balance == hand
    assert (len(found.months), found.lowest) == (12, min(seen))
    assert found.year_result == hand - (budget.money - budget.start)


def test_a_bakery_by_hand() -> None:
    bread = Sale(price=100, quantity=1000, unit_cost=40)
    found = compute(Budget((bread,), fixed=30_000, start=300_000, money=250_000))
    assert (found.income, found.variable, found.margin, found.result) == (100_000, 40_000, 60_000, 30_000)
    assert (found.break_even, found.break_even_percent, found.units) == (Fraction(1, 2), 50, (500,))
    assert (found.gap, found.spare, found.earned_back_in) == (50_000, 0, 10)


def test_a_slow_beginning_shows_when_the_money_is_shortest() -> None:
    bread = Sale(price=100, quantity=1000, unit_cost=40)
    shares = (0, 25, 50, 100, 100, 100, 100, 100, 100, 100, 100, 100)
    found = compute(Budget((bread,), fixed=30_000, start=100_000, money=120_000, shares=shares))
    assert [month.result for month in found.months[:4]] == [-30_000, -15_000, 0, 30_000]
    assert (found.lowest, found.earned_back_in) == (-25_000, 8)


@pytest.mark.parametrize(
    ("sale", "why"),
    [
        (Sale(100, 10, 120), WhyNever.BELOW_COST),
        (Sale(100, 10, 100), WhyNever.BELOW_COST),
        (Sale(0, 10, 0), WhyNever.NO_SALES),
        (Sale(100, 0, 40), WhyNever.NO_SALES),
    ],
)
def test_there_is_no_break_even_where_sales_bring_nothing(sale: Sale, why: WhyNever) -> None:
    assert compute(Budget((sale,), fixed=1000)).why_never == why


def test_the_largest_amounts_are_exact() -> None:
    found = compute(Budget((Sale(MOST_DINARS, 1_000_000, 1),), fixed=MOST_DINARS))
    assert found.result == MOST_DINARS * 1_000_000 - 1_000_000 - MOST_DINARS


@pytest.mark.parametrize(
    "typed",
    [
        "12500", "12.500", "12 500", "12\u00a0500", "12 500,00", "12.500,00", "12500,00", "12500.00", "12500 din",
        "12.500 дин.", "12500 динара", "12.500 RSD", " 12500 ", "12500,-", "0012500",
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed: str) -> None:
    assert read_number(typed) == 12_500


@given(st.integers(0, MOST_DINARS))
def test_every_amount_is_read_back_in_each_spelling(amount: int) -> None:
    grouped = f"{amount:,}"
    spellings = [str(amount), grouped.replace(",", "."), grouped.replace(",", " "), f"{amount},00 дин."]
    assert [read_number(each) for each in spellings] == [amount] * 4


@pytest.mark.parametrize(
    "typed", ["", "abc", "12,500", "1.25.000", "1 2500", "12..500", "٣", "12e3", "1,2,3", "дин"]
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*") as caught:
        read_number(typed)
    assert type(caught.value) is ValueError


def test_paras_and_amounts_below_zero_say_what_is_wrong() -> None:
    with pytest.raises(NotWhole):
        read_number("12,50")
    with pytest.raises(Negative):
        read_number("-5")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(typed: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= read_number(typed) <= 10 * MOST_DINARS + 9
