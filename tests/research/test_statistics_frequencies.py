"""Counts, shares and summaries, against what can be counted by hand and against numpy and scipy."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from research.statistics import (
    OPEN_LINK,
    Design,
    StatisticsRefused,
    effective_n,
    frequencies,
    multiple_response,
    numbers,
    ranking,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


DRAWN = Design(is_probability_sample=True)
floats = st.floats(-1e6, 1e6, allow_nan=False)


def test_shares_are_of_those_who_answered() -> None:
    table = frequencies(["yes", None, "no", "yes", float("nan")], codes=["yes", "no", "maybe"], design=DRAWN)
    assert [(each.code, each.count, each.share) for each in table.shares] == [
        ("yes", 2, 2 / 3),
        ("no", 1, 1 / 3),
        ("maybe", 0, 0),
    ]
    assert (table.base, table.missing) == (3, 2)


def test_a_code_that_the_questionnaire_does_not_know_is_not_lost() -> None:
    table = frequencies(["x", "b", "a"], codes=["b"], design=OPEN_LINK)
    assert [(each.code, each.count) for each in table.shares] == [("b", 1), ("a", 1), ("x", 1)]


@pytest.mark.parametrize(
    "column",
    [
        ["2", "1", None, "1"],
        [2, 1, None, 1],
        np.array([2.0, 1.0, np.nan, 1.0]),
        pd.Series(["2", "1", None, "1"]),
        pd.Series(["2", "1", None, "1"], dtype="category"),
        pd.Series([2, 1, None, 1], dtype="Int64"),
    ],
)
@pytest.mark.each
def test_lists_arrays_and_series_are_one_and_the_same(column: object) -> None:
    table = frequencies(column, design=DRAWN)
    assert ([(each.code, each.count) for each in table.shares], table.missing) == ([("1", 2), ("2", 1)], 1)


def test_weights_move_the_shares_and_not_the_counts() -> None:
    table = frequencies(["a", "a", "b", None], weights=[1, 1, 2, 50], design=DRAWN)
    assert [(each.count, each.weighted, each.share) for each in table.shares] == [(2, 2, 0.5), (1, 2, 0.5)]
    # (1 + 1 + 2)² / (1 + 1 + 4)
    assert (table.base, table.weighted_base) == (3, 4)
    assert table.effective == pytest.approx(16 / 6)


def test_an_open_link_says_why_there_is_no_margin_of_error() -> None:
    table = frequencies(["a", "b"] * 100, design=OPEN_LINK)
    assert ([each.interval for each in table.shares], str(table.method)) == (
        [None, None],
        "No margin of error and no test: those who answered were not drawn by chance, so no probability can be given.",
    )


def test_the_method_says_which_intervals_are_exact() -> None:
    table = frequencies(
        ["a"] * 97 + ["b"] * 3 + ["c"] * 60, design=Design(is_probability_sample=True, population=1200)
    )
    assert str(table.method) == (
        "Confidence intervals of 95 % by Wilson; exact ones (hypergeometric distribution) where fewer than 5 gave the "
        "answer or fewer than 5 did not. With finite population correction (N = 1,200). Each interval holds for its "
        "own share, not for all of them at once."
    )


def test_nobody_is_no_division_by_zero() -> None:
    table = frequencies([None, None], codes=["a"], design=DRAWN)
    assert (table.shares[0].share, table.base, table.missing, str(table.method)) == (
        None,
        0,
        2,
        "Nobody answered, so nothing can be computed.",
    )


@pytest.mark.parametrize("weights", [[1], [1, -1], [1, float("nan")], [0, 0], ["a", 1]])
@pytest.mark.each
def test_weights_that_are_none_are_refused(weights: object) -> None:
    with pytest.raises(StatisticsRefused):
        frequencies(["a", "b"], weights=weights, design=DRAWN)


@given(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1), st.floats(0.1, 10))
def test_the_same_weight_for_all_changes_no_share(answers: list[str | None], weight: float) -> None:
    plain = frequencies(answers, codes="abc", design=DRAWN)
    weighted = frequencies(answers, codes="abc", weights=[weight] * len(answers), design=DRAWN)
    assert [each.share for each in weighted.shares] == pytest.approx([each.share for each in plain.shares])
    assert weighted.effective == pytest.approx(plain.base)


@given(st.lists(st.floats(0.01, 100), min_size=1))
def test_the_effective_number_is_never_above_the_number(weights: list[float]) -> None:
    assert 0 < effective_n(weights) <= len(weights) * (1 + 1e-9)


def test_several_answers_are_shares_of_people_and_of_answers() -> None:
    table = multiple_response(
        [["a", "b"], ["a"], [], None, ["c", "a", "a"]], codes=["a", "b", "c"], design=DRAWN
    )
    assert [(each.code, each.count, each.of_respondents, each.of_answers) for each in table.shares] == [
        ("a", 3, 1.0, 0.6),
        ("b", 1, 1 / 3, 0.2),
        ("c", 1, 1 / 3, 0.2),
    ]
    assert (table.base, table.missing, table.answers) == (3, 2, 5)


def test_several_answers_may_come_as_columns() -> None:
    lists = [["a", "b"], ["b"], None, ["b"]]
    columns = pd.DataFrame({"a": [1, 0, 0, 0], "b": [True, True, None, True]})
    weights = [1, 2, 3, 4]
    assert multiple_response(columns, weights=weights, design=DRAWN) == multiple_response(
        lists, weights=weights, design=DRAWN
    )


def test_text_is_no_list_of_codes() -> None:
    with pytest.raises(StatisticsRefused, match="list of codes"):
        multiple_response(["abc"], design=DRAWN)


def test_ranks_are_of_those_who_ranked_the_item() -> None:
    table = ranking([["a", "b"], ["b"], ["c", "b", "a"], None], codes=["a", "b", "c"], design=DRAWN)
    assert [(each.code, each.ranked, each.mean_rank, each.first.count) for each in table.items] == [
        ("a", 2, 2.0, 1),
        ("b", 3, 5 / 3, 1),
        ("c", 1, 1.0, 1),
    ]
    assert (table.base, table.missing, table.items[0].first.share) == (3, 1, 1 / 3)


@given(st.lists(floats, min_size=2, max_size=60))
def test_the_mean_and_its_interval_are_those_of_scipy(values: list[float]) -> None:
    found = numbers([*values, None], design=DRAWN)
    test = stats.ttest_1samp(values, 0) if len(set(values)) > 1 else None
    assert (found.n, found.missing) == (len(values), 1)
    assert (found.mean, found.sd) == pytest.approx((np.mean(values), np.std(values, ddof=1)), abs=1e-6)
    assert found.mean_interval is not None
    if test is not None and np.std(values) > 1e-6:
        theirs = test.confidence_interval()
        assert (found.mean_interval.low, found.mean_interval.high) == pytest.approx(
            (theirs.low, theirs.high), rel=1e-6, abs=1e-6
        )


@given(st.lists(floats, min_size=1, max_size=60), st.integers(1, 4))
def test_quartiles_are_those_of_numpy_with_and_without_weights(values: list[float], weight: int) -> None:
    theirs = np.quantile(values, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
    for weights in (None, [weight / 7] * len(values)):
        found = numbers(values, weights=weights, design=OPEN_LINK)
        assert [found.lower_quartile, found.median, found.upper_quartile] == pytest.approx(list(theirs))


def test_a_whole_number_of_a_weight_counts_like_that_many_answers() -> None:
    weighted = numbers([3, 1, 8], weights=[2, 1, 4], design=OPEN_LINK)
    listed = numbers([3, 3, 1, 8, 8, 8, 8], design=OPEN_LINK)
    assert (weighted.mean, weighted.median, weighted.lower_quartile) == (
        listed.mean,
        listed.median,
        listed.lower_quartile,
    )


# The ranks that tables of the sign test give for 95 %: W. J. Conover, Practical Nonparametric Statistics, 3rd ed. 1999,
# 3.2; for n = 20 the sixth and the fifteenth value.
@pytest.mark.parametrize(("n", "low", "high"), [(6, 1, 6), (10, 2, 9), (20, 6, 15), (25, 8, 18)])
@pytest.mark.each
def test_the_interval_of_the_median_is_between_the_ranks_of_the_sign_test(
    n: int, low: int, high: int
) -> None:
    interval = numbers(range(1, n + 1), design=DRAWN).median_interval
    assert interval is not None
    assert (interval.low, interval.high) == (low, high)


def test_five_answers_are_too_few_for_an_interval_of_the_median() -> None:
    found = numbers([1, 2, 3, 4, 5], design=DRAWN)
    assert (found.median_interval, "too_few" in found.method.names) == (None, True)


@pytest.mark.parametrize(("n", "population"), [(12, 30), (12, 31), (15, 20)])
@pytest.mark.each
def test_the_median_of_a_small_population_is_missed_as_seldom_as_promised(n: int, population: int) -> None:
    everybody = np.arange(population, dtype=float)
    chance = np.random.default_rng(5)
    design = Design(is_probability_sample=True, population=population)
    missed = wider = 0
    for _ in range(400):
        sample = chance.choice(everybody, n, replace=False)
        interval = numbers(sample, design=design).median_interval
        endless = numbers(sample, design=DRAWN).median_interval
        assert interval is not None
        missed += not interval.low <= np.median(everybody) <= interval.high
        wider += endless is not None and interval.high - interval.low > endless.high - endless.low
    # At 5 % twenty are expected; forty are beyond four standard deviations.
    assert (missed < 40, wider) == (True, 0)


def test_the_mean_of_a_whole_population_has_no_error() -> None:
    interval = numbers([1, 2, 6], design=Design(is_probability_sample=True, population=3)).mean_interval
    assert interval is not None
    assert (interval.low, interval.high) == (3, 3)


def test_the_variance_of_a_weighted_mean_is_that_of_the_jackknife() -> None:
    chance = np.random.default_rng(3)
    values, weights = chance.normal(5, 2, 400), chance.uniform(0.3, 3, 400)
    interval = numbers(values, weights=weights, design=DRAWN).mean_interval
    assert interval is not None
    means = [np.average(np.delete(values, each), weights=np.delete(weights, each)) for each in range(400)]
    jackknife = np.sqrt(399 / 400 * np.square(np.array(means) - np.mean(means)).sum())
    half = (interval.high - interval.low) / 2
    assert half == pytest.approx(stats.t.ppf(0.975, 399) * jackknife, rel=0.01)


def test_a_word_is_no_number() -> None:
    with pytest.raises(StatisticsRefused, match="not a number"):
        numbers(["many"], design=DRAWN)
