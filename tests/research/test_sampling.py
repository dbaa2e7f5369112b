"""A sample can be drawn again by anybody, and each key has the chance that its pick says."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.sampling import (
    NotASample,
    Pick,
    allocate_equally,
    allocate_proportionally,
    draw_all,
    draw_by_stratum,
    draw_random,
)

KEYS = [f"enterprise-{number}" for number in range(12)]
populations = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=1)


def test_the_whole_frame_is_drawn_for_certain() -> None:
    assert draw_all(["b", "a"]) == [Pick("a", 1.0), Pick("b", 1.0)]


def test_the_sample_is_that_of_the_smallest_digests_of_seed_and_key() -> None:
    by_hand = sorted(KEYS, key=lambda key: sha256(b"6:spring" + key.encode()).hexdigest())[:4]
    assert [pick.key for pick in draw_random(KEYS, 4, "spring")] == by_hand


def test_the_order_of_the_frame_changes_nothing() -> None:
    assert draw_random(KEYS[::-1], 5, "1") == draw_random(KEYS, 5, "1")


def test_a_larger_sample_holds_the_smaller_one() -> None:
    assert draw_random(KEYS, 7, "1")[:3] == [Pick(pick.key, 7 / 12) for pick in draw_random(KEYS, 3, "1")]


def test_another_seed_is_another_sample() -> None:
    assert {pick.key for pick in draw_random(KEYS, 6, "1")} != {
        pick.key for pick in draw_random(KEYS, 6, "2")
    }


def test_over_many_seeds_every_pair_is_drawn_equally_often() -> None:
    pairs = Counter(
        tuple(sorted(pick.key for pick in draw_random("abcde", 2, str(seed)))) for seed in range(5000)
    )
    # Ten pairs, 500 expected of each; chi-square with 9 degrees of freedom passes 27.9 once in a thousand.
    assert (len(pairs), sum((count - 500) ** 2 / 500 for count in pairs.values()) < 27.9) == (10, True)


def test_strata_are_drawn_each_with_its_own_probability() -> None:
    picks = draw_by_stratum(
        {"town": ["a", "b", "c", "d"], "village": ["e", "f"]}, {"village": 2, "town": 1}, "x"
    )
    assert [(pick.stratum, pick.probability) for pick in picks] == [
        ("town", 0.25),
        ("village", 1),
        ("village", 1),
    ]


@pytest.mark.parametrize(
    ("keys", "sizes"),
    [({"a": ["1"]}, {"a": 2}), ({"a": ["1"]}, {"b": 1}), ({"a": ["1"], "b": ["1"]}, {"a": 1})],
)
def test_what_cannot_be_drawn_is_refused(keys: dict[str, list[str]], sizes: dict[str, int]) -> None:
    with pytest.raises(NotASample):
        draw_by_stratum(keys, sizes, "x")


def test_a_key_that_comes_twice_is_refused() -> None:
    with pytest.raises(NotASample):
        draw_random(["a", "a"], 1, "x")


def test_places_go_to_the_largest_remainders() -> None:
    # Quotas of 6.38, 2.13 and 1.49: nine places by whole numbers, the tenth where most is left over.
    assert allocate_proportionally({"a": 638, "b": 213, "c": 149}, 10) == {"a": 6, "b": 2, "c": 2}


def test_a_small_stratum_gets_its_minimum_and_a_tiny_one_all_it_has() -> None:
    assert allocate_proportionally({"a": 900, "b": 90, "c": 2}, 20, at_least=5) == {"a": 13, "b": 5, "c": 2}


def test_equal_shares_pass_on_what_a_small_stratum_cannot_give() -> None:
    assert allocate_equally({"a": 100, "b": 3, "c": 100, "d": 0}, 23) == {"a": 10, "b": 3, "c": 10, "d": 0}


def test_too_few_places_for_the_minimum_are_refused() -> None:
    with pytest.raises(NotASample):
        allocate_proportionally({"a": 10, "b": 10}, 5, at_least=3)


@given(
    populations, st.data(), st.sampled_from([allocate_equally, allocate_proportionally]), st.integers(0, 5)
)
def test_every_place_is_given_and_no_stratum_gets_more_than_it_has(
    sizes: dict[str, int], data: st.DataObject, allocate: object, at_least: int
) -> None:
    least = sum(min(at_least, size) for size in sizes.values())
    n = data.draw(st.integers(least, max(least, sum(sizes.values()))))
    given_out = allocate(sizes, n, at_least=at_least)  # type: ignore[operator]  # one of two functions
    assert (sum(given_out.values()), set(given_out)) == (n, set(sizes))
    assert all(min(at_least, sizes[name]) <= given_out[name] <= sizes[name] for name in sizes)
