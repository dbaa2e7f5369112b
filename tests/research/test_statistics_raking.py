"""Weights that reach the margins, and refusals that say what to do."""

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import assume, given
from hypothesis import strategies as st

from research.statistics import StatisticsRefused, rake

SEX = ["m"] * 60 + ["f"] * 40
TOWN = (["t"] * 40 + ["v"] * 20) + (["t"] * 10 + ["v"] * 30)


def test_one_variable_is_weighted_by_population_over_sample() -> None:
    found = rake({"sex": SEX}, {"sex": {"m": 480, "f": 520}}, trim=None)
    assert sorted(set(found.weights)) == pytest.approx([0.48 / 0.6, 0.52 / 0.4])
    # Kish: 1 + cv², here Σ share² / share of the sample.
    assert found.design_effect == pytest.approx(0.48**2 / 0.6 + 0.52**2 / 0.4)
    assert found.effective == pytest.approx(100 / found.design_effect)


def test_the_fitted_table_keeps_the_odds_ratio_of_the_sample() -> None:
    """The property by which Deming and Stephan's procedure is known: margins as wished, interactions as observed."""
    found = rake(
        {"sex": SEX, "town": TOWN}, {"sex": {"m": 49, "f": 51}, "town": {"t": 0.7, "v": 0.3}}, trim=None
    )
    cells = {
        (sex, town): sum(
            weight
            for weight, one, other in zip(found.weights, SEX, TOWN, strict=True)
            if (one, other) == (sex, town)
        )
        for sex in "mf"
        for town in "tv"
    }
    assert cells["m", "t"] + cells["m", "v"] == pytest.approx(49)
    assert cells["m", "t"] + cells["f", "t"] == pytest.approx(70)
    ratio = cells["m", "t"] * cells["f", "v"] / (cells["m", "v"] * cells["f", "t"])
    assert ratio == pytest.approx(40 * 30 / (20 * 10))
    assert found.is_exact


codes = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=12, max_size=80)
shares = st.integers(20, 80)


@given(codes, shares, shares, shares)
def test_margins_are_reached_and_the_mean_is_one(rows: list[tuple[str, str]], a: int, x: int, y: int) -> None:
    assume(len(set(rows)) == 6)
    first, second = [row[0] for row in rows], [row[1] for row in rows]
    margins = {
        "one": {"a": a / 100, "b": 1 - a / 100},
        "two": {"x": x / (x + y + 40), "y": y / (x + y + 40), "z": 40 / (x + y + 40)},
    }
    found = rake({"one": first, "two": second}, margins, trim=None)
    assert np.mean(found.weights) == pytest.approx(1)
    for name, column in (("one", first), ("two", second)):
        for code, share in margins[name].items():
            reached = sum(w for w, each in zip(found.weights, column, strict=True) if each == code) / len(
                rows
            )
            assert (reached, found.reached[name][code]) == pytest.approx((share, share), abs=1e-6)


def test_trimmed_weights_stay_within_bounds_and_still_reach_the_margins_where_they_can() -> None:
    chance = np.random.default_rng(4)
    rows = {
        "one": chance.choice(["a", "b", "c"], 600, p=[0.6, 0.3, 0.1]).tolist(),
        "two": chance.choice(["x", "y"], 600, p=[0.7, 0.3]).tolist(),
    }
    margins = {"one": {"a": 40, "b": 35, "c": 25}, "two": {"x": 45, "y": 55}}
    free = rake(rows, margins, trim=None)
    held = rake(rows, margins)
    assert (max(free.weights) > 3, max(held.weights) <= 3 + 1e-6, min(held.weights) >= 0.3 - 1e-6) == (
        True,
        True,
        True,
    )
    assert (held.is_exact, held.trimmed > 0, held.design_effect < free.design_effect) == (True, True, True)


def test_what_trimming_takes_from_the_margins_is_said() -> None:
    rows = {"sex": ["m"] * 95 + ["f"] * 5}
    with override("en"):
        found = rake(rows, {"sex": {"m": 84.5, "f": 15.5}})
        # Five of weight 3 are 15 %.
        assert found.largest_gap == pytest.approx(0.005)
        assert str(found.method).startswith(
            "Weights by raking (iterative proportional fitting, Deming and Stephan), 2 rounds; the largest difference "
            "from a margin is 0.5 percentage points. Weights trimmed to 0.3 to 3 times their mean, within each round. "
            "Because of the trimming the margins are not reached in full."
        )


@pytest.mark.parametrize(
    ("columns", "margins", "sentence"),
    [
        ({"sex": SEX}, {"sex": {"m": 0.6, "f": 0.3}}, "add up neither"),
        (
            {"sex": SEX, "town": TOWN},
            {"sex": {"m": 500, "f": 500}, "town": {"t": 500, "v": 600}},
            "different pop",
        ),
        ({"sex": SEX}, {"sex": {"m": 0.5, "f": 0.4, "x": 0.1}}, "without respondents: x"),
        ({"sex": SEX}, {"sex": {"m": 1}}, "without a margin: f"),
        ({"sex": SEX}, {"sex": {"m": 1, "f": 0}}, "margin is zero: f"),
        ({"sex": [*SEX, None]}, {"sex": {"m": 0.5, "f": 0.5}}, "without an answer to “sex”: 1"),
        ({"sex": SEX}, {"town": {"t": 1}}, "Nobody was asked"),
        ({"sex": SEX}, {}, "at least one"),
        ({"sex": []}, {"sex": {}}, "no respondents"),
        ({"sex": SEX, "town": TOWN[:-1]}, {"sex": {"m": 1, "f": 1}, "town": {"t": 1, "v": 1}}, "one answer"),
        ({"sex": SEX}, {"sex": {"m": -1, "f": 2}}, "from zero up"),
        ({"sex": ["m"] * 99 + ["f"]}, {"sex": {"m": 0.5, "f": 0.5}}, "within these bounds"),
    ],
)
@pytest.mark.each
def test_what_cannot_be_weighted_is_refused_with_what_to_do(
    columns: dict[str, list[str]], margins: dict[str, dict[str, float]], sentence: str
) -> None:
    with override("en"), pytest.raises(StatisticsRefused, match=sentence):
        rake(columns, margins)


def test_margins_that_contradict_the_empty_cells_do_not_settle() -> None:
    # All men live in the town and all women in the village, so both margins are one.
    columns = {"sex": ["m", "f"] * 30, "town": ["t", "v"] * 30}
    with override("en"), pytest.raises(StatisticsRefused, match="do not settle"):
        rake(columns, {"sex": {"m": 0.5, "f": 0.5}, "town": {"t": 0.7, "v": 0.3}}, trim=None)


def test_weights_of_strata_are_where_it_starts() -> None:
    base = [2.0] * 50 + [1.0] * 50
    found = rake({"sex": SEX}, {"sex": {"m": 0.6, "f": 0.4}}, base_weights=base, trim=None)
    # Within one sex the weights keep their relation.
    assert found.weights[0] / found.weights[55] == pytest.approx(2)
