"""Every published row looks like at least four others."""

from collections import Counter
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from research.protection import WITHHELD, banded, generalised, k_anonymous, merged

Rows = list[dict[str, Any]]
QUASI = ["age", "town", "sex"]
people = st.lists(
    st.fixed_dictionaries(
        {
            "age": st.one_of(st.none(), st.integers(15, 90)),
            "town": st.sampled_from("pqrs"),
            "view": st.sampled_from("yn"),
        },
        optional={"sex": st.sampled_from(["m", "f"])},
    ),
    max_size=60,
)
RECODINGS = {"age": [banded([18, 30, 65]), merged("other")], "town": [merged("elsewhere")]}


def classes(rows: Any) -> Counter[tuple[Any, ...]]:
    return Counter(tuple((name in row, row.get(name)) for name in QUASI) for row in rows)


@given(people, st.integers(2, 6))
def test_every_combination_is_that_of_k_respondents(rows: Rows, k: int) -> None:
    found = k_anonymous(rows, quasi_identifiers=QUASI, others=["view"], recodings=RECODINGS, k=k)
    sizes = classes(found.rows)
    assert [size for size in sizes.values() if size < k] == []
    assert (len(found.rows) + found.dropped, found.smallest_class) == (
        len(rows),
        min(sizes.values(), default=0),
    )
    assert sum(each.withheld for each in found.variables) == sum(
        value is WITHHELD for row in found.rows for value in row.values()
    )


@given(people, st.randoms(use_true_random=False))
def test_neither_the_order_nor_anything_else_of_the_rows_is_told(rows: Rows, chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    one = k_anonymous(rows, quasi_identifiers=QUASI, others=["view"], recodings=RECODINGS)
    assert k_anonymous(mixed, quasi_identifiers=QUASI, others=["view"], recodings=RECODINGS) == one


def test_the_rows_that_came_are_left_as_they_were() -> None:
    rows = [{"age": 20, "town": "p", "sex": "m"}, *[{"age": 40, "town": "p", "sex": "m"}] * 6]
    k_anonymous(rows, quasi_identifiers=QUASI, recodings=RECODINGS)
    assert rows[0] == {"age": 20, "town": "p", "sex": "m"}


def test_rare_towns_are_merged_before_anything_is_withheld() -> None:
    rows = [{"town": town, "note": "secret"} for town in ["p"] * 10 + ["q"] * 3 + ["r"] * 4]
    found = k_anonymous(rows, quasi_identifiers=["town"], recodings={"town": [merged("elsewhere")]})
    assert Counter(row["town"] for row in found.rows) == {"p": 10, "elsewhere": 7}
    assert {name for row in found.rows for name in row} == {"town"}
    with override("en"):
        assert str(found.method) == (
            "Each combination of the characteristics is that of at least 5 respondents. Characteristics that were made "
            "coarser: 1."
        )


def test_without_recodings_values_are_withheld_and_then_respondents_left_out() -> None:
    rows = (
        [{"sex": "m", "town": "p"}] * 8
        + [{"sex": "m", "town": town} for town in "qrstu"]
        + [{"sex": "f", "town": "p"}]
    )
    found = k_anonymous(rows, quasi_identifiers=["sex", "town"])
    assert Counter((row["sex"], row["town"]) for row in found.rows) == {("m", "p"): 8, ("m", WITHHELD): 5}
    assert (found.dropped, found.uniques_before) == (1, 6)


def test_a_class_of_one_opinion_is_counted() -> None:
    rows = [{"sex": "m", "view": "y"}] * 6 + [{"sex": "f", "view": view} for view in "yyyyn"]
    assert k_anonymous(rows, quasi_identifiers=["sex"], others=["view"]).uniform == {"view": 6}


def test_free_text_is_refused() -> None:
    with pytest.raises(ValueError, match="free text"):
        k_anonymous([], quasi_identifiers=["sex"], others=["comment"], free_text=["comment"])


def test_bands_say_where_they_begin_and_end() -> None:
    rows = [{"age": age} for age in (17, 18, 29, 30, 64, 65, 90, None)]
    assert [row["age"] for row in banded([18, 30, 65])(rows, "age")] == [
        "<18",
        "18–29",
        "18–29",
        "30–64",
        "30–64",
        "65+",
        "65+",
        None,
    ]


def test_bands_of_broken_numbers_leave_no_gap() -> None:
    assert [row["x"] for row in banded([0, 1])([{"x": 0.5}, {"x": 1.0}], "x")] == ["0–<1", "1+"]


def test_bands_that_fall_are_refused() -> None:
    with pytest.raises(ValueError, match="rise"):
        banded([3, 2])


def test_a_code_becomes_its_parent() -> None:
    assert generalised({"kruševac": "rasina"})([{"town": "kruševac"}, {}], "town") == [{"town": "rasina"}, {}]
