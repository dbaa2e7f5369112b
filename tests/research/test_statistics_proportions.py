"""Intervals of shares, against the examples of the papers that made them and against scipy."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from research.statistics import OPEN_LINK, Design, StatisticsRefused, share_interval
from research.statistics.proportions import clopper_pearson, hypergeometric, wilson


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


DRAWN = Design(is_probability_sample=True)

# R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), 857–872,
# table I: method 3 (score) and method 5 (Clopper and Pearson).
NEWCOMBE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


def rounded(interval: tuple[float, float]) -> tuple[float, float]:
    return round(interval[0], 4), round(interval[1], 4)


@pytest.mark.parametrize(("count", "n", "score", "exact"), NEWCOMBE)
def test_both_intervals_are_those_that_newcombe_printed(
    count: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert (rounded(wilson(count / n, n)), rounded(clopper_pearson(count, n))) == (score, exact)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_both_agree_with_scipy(found: tuple[int, int]) -> None:
    count, n = found
    test = stats.binomtest(count, n)
    for method, ours in (("wilson", wilson(count / n, n)), ("exact", clopper_pearson(count, n))):
        theirs = test.proportion_ci(method=method)
        assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def by_definition(count: int, n: int, population: int) -> tuple[float, float]:
    """Try every number of the population, in whole numbers only."""
    every = comb(population, n)

    def chance(marked: int, found: int) -> Fraction:
        return Fraction(comb(marked, found) * comb(population - marked, n - found), every)

    kept = [
        marked
        for marked in range(count, population - (n - count) + 1)
        if sum(chance(marked, found) for found in range(count, n + 1)) > Fraction(25, 1000)
        and sum(chance(marked, found) for found in range(count + 1)) > Fraction(25, 1000)
    ]
    return min(kept) / population, max(kept) / population


samples = st.integers(2, 60).flatmap(
    lambda population: st.integers(1, population - 1).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(population))
    )
)


@given(samples)
def test_of_a_small_population_no_number_is_kept_that_the_sample_refuses(found: tuple[int, int, int]) -> None:
    count, n, population = found
    assert hypergeometric(count, n, population) == by_definition(count, n, population)


@pytest.mark.parametrize(("count", "n", "population"), [(3, 900, 2000), (0, 50, 100_000), (37, 39, 50_000)])
def test_of_a_large_population_the_ends_are_where_scipy_has_the_tails(
    count: int, n: int, population: int
) -> None:
    low, high = (round(end * population) for end in hypergeometric(count, n, population))
    kept = [stats.hypergeom.sf(count - 1, population, marked, n) > 0.025 for marked in (low - 1, low)]
    kept += [stats.hypergeom.cdf(count, population, marked, n) > 0.025 for marked in (high, high + 1)]
    assert kept == [False, True, True, False] if count else kept[2:] == [True, False]


@pytest.mark.parametrize(
    ("count", "n", "population", "name"),
    [
        (20, 39, None, "exact"),
        (20, 40, None, "wilson"),
        (4, 100, None, "exact"),
        (96, 100, None, "exact"),
        (95, 100, None, "wilson"),
        (20, 39, 500, "hypergeometric"),
        (20, 40, 500, "wilson"),
        (500, 500, 500, "census"),
    ],
)
@pytest.mark.each
def test_small_samples_get_the_exact_interval(count: int, n: int, population: int | None, name: str) -> None:
    interval = share_interval(count / n, n, design=Design(is_probability_sample=True, population=population))
    assert interval is not None
    assert interval.method.names[0] == name


def test_an_open_link_gets_no_interval() -> None:
    assert share_interval(0.5, 1000, design=OPEN_LINK) is None


def test_a_whole_population_has_no_error() -> None:
    interval = share_interval(0.3, 120, design=Design(is_probability_sample=True, population=120))
    assert interval is not None
    assert (interval.low, interval.high) == (0.3, 0.3)
    assert (
        str(interval.method) == "The whole population answered (N = 120), so there is no error of sampling."
    )


def test_more_answers_than_people_are_refused() -> None:
    with pytest.raises(StatisticsRefused, match="More people answered"):
        share_interval(0.3, 121, design=Design(is_probability_sample=True, population=120))


def test_the_correction_takes_what_cochran_takes_from_the_variance() -> None:
    # 100 of 400, as many as n* = 100 · 399 / 300 = 133 without end.
    interval = share_interval(0.4, 100, design=Design(is_probability_sample=True, population=400))
    assert interval is not None
    theirs = stats.binomtest(round(0.4 * 133 * 1000), 133_000)
    assert interval.low == pytest.approx(wilson(theirs.statistic, 133)[0], abs=1e-12)
    assert str(interval.method) == (
        "Confidence intervals of 95 % by Wilson. With finite population correction (N = 400)."
    )


@given(st.integers(40, 200), st.floats(0.15, 0.85), st.integers(1, 300))
def test_the_interval_holds_the_share_and_shrinks_with_the_population(
    n: int, share: float, more: int
) -> None:
    endless, finite, smaller = (
        share_interval(share, n, design=Design(is_probability_sample=True, population=population))
        for population in (None, n + more + 1, n + more)
    )
    assert endless is not None
    assert finite is not None
    assert smaller is not None
    assert endless.low <= finite.low <= smaller.low <= share <= smaller.high <= finite.high <= endless.high


@example(5, 38)
@given(st.integers(0, 60), st.integers(0, 60))
def test_yes_and_no_mirror_one_another(yes: int, no: int) -> None:
    n = yes + no
    if n:
        ours = share_interval(yes / n, n, design=DRAWN)
        other = share_interval(no / n, n, design=DRAWN)
        assert ours is not None
        assert other is not None
        assert (ours.low, ours.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-9)


def test_weights_widen_the_interval_to_that_of_the_effective_number() -> None:
    weighted = share_interval(0.4, 300, design=DRAWN, effective=100.0)
    plain = share_interval(0.4, 100, design=DRAWN)
    assert weighted is not None
    assert plain is not None
    assert (weighted.low, weighted.high) == (plain.low, plain.high)
    assert str(weighted.method) == (
        "Confidence intervals of 95 % by Wilson. Weighted; the effective number of answers is 100 (Kish)."
    )


def test_a_part_of_the_respondents_is_sampled_at_the_rate_of_the_whole() -> None:
    design = Design(is_probability_sample=True, population=400)
    assert design.of_part(30, 100) == Design(is_probability_sample=True, population=120)
