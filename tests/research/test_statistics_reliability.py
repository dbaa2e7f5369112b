"""Cronbach's alpha, against what the papers prove of it."""

from itertools import combinations

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from research.statistics import StatisticsRefused, cronbach

Table = list[list[int]]
tables = st.integers(2, 6).flatmap(
    lambda items: st.lists(
        st.lists(st.integers(1, 5), min_size=items, max_size=items), min_size=3, max_size=30
    )
)


def columns(table: Table | np.ndarray) -> dict[str, list[float]]:
    return {f"q{number}": [row[number] for row in table] for number in range(len(table[0]))}


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=3, max_size=30))
def test_alpha_is_the_mean_of_all_ways_to_split_the_scale_in_halves(table: Table) -> None:
    """Cronbach 1951, section III: the mean of all split-half coefficients of Flanagan and Rulon."""
    scores = np.array(table, dtype=float)
    total = scores.sum(axis=1).var(ddof=1)
    found = cronbach(columns(table)).alpha
    if total < 1e-9:
        assert found is None
        return
    halves = []
    for chosen in combinations(range(4), 2):
        one = scores[:, list(chosen)].sum(axis=1)
        halves.append(2 * (1 - (one.var(ddof=1) + (scores.sum(axis=1) - one).var(ddof=1)) / total))
    assert found == pytest.approx(np.mean(halves), abs=1e-9)


def test_of_two_items_alpha_is_known_from_variances_and_covariance() -> None:
    # Both have the variance 1, their covariance is 0.5: 2 · (1 − 2 / 3).
    found = cronbach({"a": [1, 2, 3], "b": [1, 3, 2]})
    assert found.alpha == pytest.approx(2 / 3)
    assert found.n == 3
    assert [(each.name, each.alpha_without) for each in found.items] == [("a", None), ("b", None)]
    assert [each.item_total for each in found.items] == pytest.approx([0.5, 0.5])


@given(tables, st.integers(1, 9), st.integers(-5, 5))
def test_another_unit_and_another_zero_change_nothing(table: Table, unit: int, zero: int) -> None:
    plain = cronbach(columns(table))
    other = cronbach(columns([[each * unit + zero for each in row] for row in table]))
    assert (plain.alpha is None) == (other.alpha is None)
    if plain.alpha is not None:
        assert other.alpha == pytest.approx(plain.alpha)


@given(tables)
def test_alpha_without_an_item_is_alpha_of_the_others(table: Table) -> None:
    found = cronbach(columns(table))
    for number, item in enumerate(found.items):
        rest = [[each for place, each in enumerate(row) if place != number] for row in table]
        if len(rest[0]) < 2:
            assert item.alpha_without is None
            continue
        assert item.alpha_without == pytest.approx(cronbach(columns(rest)).alpha)
        totals, own = np.sum(rest, axis=1), [row[number] for row in table]
        assert (item.item_total is None) == (len(set(totals)) == 1 or len(set(own)) == 1)
        if item.item_total is not None:
            assert item.item_total == pytest.approx(np.corrcoef(own, totals)[0, 1])


def test_an_item_that_runs_against_the_scale_is_marked() -> None:
    table = [[1, 2, 1, 5], [2, 2, 3, 4], [3, 4, 3, 3], [4, 4, 5, 2], [5, 5, 4, 1]]
    assert [(each.name, each.runs_against) for each in cronbach(columns(table)).items] == [
        ("q0", False),
        ("q1", False),
        ("q2", False),
        ("q3", True),
    ]


def test_only_those_who_answered_every_item_count() -> None:
    found = cronbach({"a": [1, 2, 3, None, None], "b": [1, 3, 2, 5, None]})
    assert (found.n, found.left_out) == (3, 1)
    assert found.alpha == pytest.approx(2 / 3)


def test_a_whole_number_of_a_weight_counts_like_that_many_respondents_in_the_shares_of_variance() -> None:
    weighted = cronbach({"a": [1, 2, 3, 5], "b": [2, 2, 4, 3]}, weights=[1, 2, 1, 3])
    listed = cronbach({"a": [1, 2, 2, 3, 5, 5, 5], "b": [2, 2, 2, 4, 3, 3, 3]})
    assert weighted.alpha == pytest.approx(listed.alpha)


def test_where_nobody_differs_there_is_no_alpha() -> None:
    with override("en"):
        found = cronbach({"a": [3, 3], "b": [1, 1]})
        assert (found.alpha, found.items[0].item_total) == (None, None)
        assert str(cronbach({"a": [3], "b": [1]}).method) == (
            "Cronbach’s alpha from the covariances of the items; only respondents who answered all of them. Too few "
            "answers for an interval or a test."
        )


def test_a_single_item_is_refused() -> None:
    with pytest.raises(StatisticsRefused):
        cronbach({"a": [1, 2]})
