"""Waves against one another, by the examples of Newcombe and by scipy."""

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from research.statistics import (
    OPEN_LINK,
    CountedShare,
    Design,
    Difference,
    StatisticsRefused,
    Wave,
    compare_answers,
    compare_means,
    compare_shares,
    response_rates,
    stratum_weights,
)

DRAWN = Design(is_probability_sample=True)


def of(first: tuple[int, int], second: tuple[int, int]) -> Difference:
    one, other = (CountedShare(count / n, n, DRAWN) for count, n in (first, second))
    return compare_shares(one, other)


# R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
# (1998), 873–890, table II, method 10; his difference is first minus second.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
@pytest.mark.each
def test_the_interval_is_that_of_newcombe(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    interval = of(second, first).interval
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


counts = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
def test_the_test_of_two_shares_is_that_of_the_table(first: tuple[int, int], second: tuple[int, int]) -> None:
    found = of(first, second)
    table = [[count, n - count] for count, n in (first, second)]
    assert found.fisher_p == pytest.approx(stats.fisher_exact(table).pvalue)
    if all(map(sum, zip(*table, strict=True))):
        theirs = stats.chi2_contingency(table, correction=False)
        assert (found.statistic, found.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)
    else:
        assert (found.statistic, found.p) == (0, 1)


@given(counts, counts)
def test_exchanging_the_waves_turns_the_sign(first: tuple[int, int], second: tuple[int, int]) -> None:
    one, other = of(first, second), of(second, first)
    assert one.interval is not None
    assert other.interval is not None
    assert (one.difference, one.interval.low, one.interval.high, one.p) == pytest.approx(
        (-other.difference, -other.interval.high, -other.interval.low, other.p)
    )


def test_known_populations_narrow_the_interval_and_say_so() -> None:
    endless = of((40, 100), (50, 100))
    finite = compare_shares(
        CountedShare(0.4, 100, Design(is_probability_sample=True, population=150)),
        CountedShare(0.5, 100, Design(is_probability_sample=True, population=200)),
    )
    assert endless.interval is not None
    assert finite.interval is not None
    assert endless.interval.low < finite.interval.low < 0.1 < finite.interval.high < endless.interval.high
    # p q (50 / (100 · 149) + 100 / (100 · 199)), the variances of shares drawn without replacement.
    assert finite.statistic == pytest.approx(0.01 / (0.45 * 0.55 * (50 / 14900 + 100 / 19900)))
    with override("en"):
        assert str(finite.method).endswith(
            "With finite population correction in interval and test (N = 150 and N = 200)."
        )


def test_two_censuses_differ_exactly() -> None:
    found = compare_shares(
        CountedShare(0.4, 100, Design(is_probability_sample=True, population=100)),
        CountedShare(0.5, 120, Design(is_probability_sample=True, population=120)),
    )
    assert found.interval is not None
    assert (found.interval.low, found.interval.high, found.p) == (found.difference, found.difference, None)


def test_an_open_link_is_compared_without_a_test() -> None:
    found = compare_shares(CountedShare(0.4, 100, DRAWN), CountedShare(0.5, 100, OPEN_LINK))
    assert (round(found.difference, 6), found.interval, found.p, found.method.names) == (
        0.1,
        None,
        None,
        ("open",),
    )


def test_distributions_are_compared_answer_by_answer_and_as_a_whole() -> None:
    first = ["a"] * 30 + ["b"] * 50 + ["c"] * 20 + [None]
    second = ["a"] * 45 + ["b"] * 35 + ["c"] * 20
    found = compare_answers(Wave(first, DRAWN), Wave(second, DRAWN), codes=["a", "b", "c"])
    theirs = stats.chi2_contingency([[30, 50, 20], [45, 35, 20]], correction=False)
    assert found.association is not None
    assert (found.association.statistic, found.association.p) == pytest.approx(
        (theirs.statistic, theirs.pvalue)
    )
    assert [(each.code, each.first.count, each.second.count) for each in found.answers] == [
        ("a", 30, 45),
        ("b", 50, 35),
        ("c", 20, 20),
    ]
    assert [round(each.difference.difference, 6) for each in found.answers if each.difference] == [
        0.15,
        -0.15,
        0,
    ]
    assert (found.first_base, found.second_base) == (100, 100)


def test_the_scale_of_the_weights_of_a_wave_does_not_matter() -> None:
    chance = np.random.default_rng(2)
    one, other = chance.choice(list("abc"), 200), chance.choice(list("abc"), 300)
    weights = chance.uniform(0.5, 2, 200)
    found, scaled = (
        compare_answers(Wave(one, DRAWN, weights * scale), Wave(other, DRAWN)).association
        for scale in (1, 1000)
    )
    assert found is not None
    assert scaled is not None
    assert (scaled.p, scaled.cramers_v) == pytest.approx((found.p, found.cramers_v))


@given(
    st.lists(st.integers(0, 100), min_size=2, max_size=30),
    st.lists(st.integers(0, 100), min_size=2, max_size=30),
)
def test_means_are_compared_as_by_welch(first: list[int], second: list[int]) -> None:
    found = compare_means(Wave(first, DRAWN), Wave([*second, None], DRAWN))
    assert found is not None
    if len(set(first)) == 1 and len(set(second)) == 1:
        assert (found.p, found.method.names) == (None, ("too_few",))
        return
    # scipy warns of samples in which nobody differs.
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    theirs = stats.ttest_ind(second, first, equal_var=False)
    interval = theirs.confidence_interval()
    assert found.interval is not None
    assert (found.statistic, found.df, found.p, found.interval.low, found.interval.high) == pytest.approx(
        (theirs.statistic, theirs.df, theirs.pvalue, interval.low, interval.high)
    )


def test_known_populations_take_their_part_from_the_variances() -> None:
    first, second = [1, 2, 3, 4], [2, 4, 6, 9]
    endless = compare_means(Wave(first, DRAWN), Wave(second, DRAWN))
    half = compare_means(
        *(Wave(each, Design(is_probability_sample=True, population=8)) for each in (first, second))
    )
    assert endless is not None
    assert half is not None
    # Half of each population was asked, so half of the variance is left.
    assert half.statistic == pytest.approx((endless.statistic or 0) * 2**0.5)


def test_a_wave_in_which_nobody_answered_has_no_mean_to_compare() -> None:
    assert compare_means(Wave([None], DRAWN), Wave([1, 2], DRAWN)) is None


def test_response_rates_count_everybody_who_was_invited() -> None:
    found = response_rates({"town": 40, "village": 10, "abroad": 0}, {"town": 10, "village": 5})
    assert [(each.stratum, each.invited, each.answered, each.rate) for each in found.strata] == [
        ("town", 40, 10, 0.25),
        ("village", 10, 5, 0.5),
        ("abroad", 0, 0, None),
    ]
    assert found.total.rate == 0.3


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3), st.tuples(st.integers(1, 50), st.integers(0, 500)), min_size=1
    )
)
def test_weights_of_strata_add_up_to_the_population(sizes: dict[str, tuple[int, int]]) -> None:
    answered = {name: n for name, (n, _more) in sizes.items()}
    populations = {name: n + more for name, (n, more) in sizes.items()}
    weights = stratum_weights(populations, answered).weights
    assert sum(weights[name] * n for name, n in answered.items()) == pytest.approx(sum(populations.values()))


@pytest.mark.parametrize(
    ("populations", "answered", "sentence"),
    [({"a": 5, "b": 5}, {"a": 2}, "merge them with others: b"), ({"a": 5}, {"a": 6}, "than it has")],
)
def test_strata_without_answers_are_refused(
    populations: dict[str, int], answered: dict[str, int], sentence: str
) -> None:
    with override("en"), pytest.raises(StatisticsRefused, match=sentence):
        stratum_weights(populations, answered)
