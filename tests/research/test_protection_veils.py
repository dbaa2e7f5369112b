"""Of a withheld number nothing is left in any figure that is made of it."""

from dataclasses import asdict

import pytest
from django.utils.translation import override

from research.protection import (
    protect,
    veiled_crosstab,
    veiled_frequencies,
    veiled_multiple,
    veiled_numbers,
    veiled_ranking,
)
from research.statistics import Design, crosstab, frequencies, multiple_response, numbers, ranking

DRAWN = Design(is_probability_sample=True)
A = ["a1"] * 3 + ["a2"] * 20 + ["a3"] * 77
B = ["b1", "b2"] * 50


def test_a_withheld_answer_keeps_its_code_only() -> None:
    table = veiled_frequencies(
        frequencies(A, design=DRAWN, weights=[1.5] * 100), protect({"a": A}).lines["a"]
    )
    assert [asdict(each) for each in table.shares[:2]] == [
        {"code": code, "count": None, "weighted": None, "share": None, "interval": None}
        for code in ("a1", "a2")
    ]
    assert (table.shares[2].count, table.base) == (77, 100)
    with override("en"):
        assert str(table.method).endswith(
            "Numbers of fewer than 5 respondents are withheld, and so are those from which they could be computed."
        )


def test_a_table_with_a_withheld_cell_has_no_test_that_would_tell_it() -> None:
    protection = protect({"a": A, "b": B}, tables=[("b", "a")]).tables["b", "a"]
    table = veiled_crosstab(crosstab(B, A, design=DRAWN), protection)
    assert (table.association, {each for row in table.residuals for each in row}) == (None, {None})
    assert [row[0] for row in table.counts] == [None, None]
    assert [row[0] for row in table.row_shares] == [None, None]
    assert [row[0] for row in table.weighted] == [None, None]


def test_a_table_of_nothing_small_is_shown_as_it_is() -> None:
    a = ["a2"] * 50 + ["a3"] * 50
    table = crosstab(B, a, design=DRAWN)
    assert veiled_crosstab(table, protect({"a": a, "b": B}, tables=[("b", "a")]).tables["b", "a"]) == table


def test_several_answers_and_ranks_are_veiled_alike() -> None:
    lists = [["x", "y"]] * 60 + [["y", "x"]] * 37 + [["z"]] * 3
    protection = protect({"m": lists, "first": [each[0] for each in lists]}, several=["m"])
    several = veiled_multiple(multiple_response(lists, design=DRAWN), protection.lines["m"])
    ranks = veiled_ranking(ranking(lists, design=DRAWN), protection.lines["m"], protection.lines["first"])
    assert [(each.code, each.count, each.of_answers) for each in several.shares if each.code == "z"] == [
        ("z", None, None)
    ]
    assert [
        (each.code, each.ranked, each.mean_rank, each.first.count) for each in ranks.items if each.code == "z"
    ] == [("z", None, None, None)]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1, 2, 3, 4], []),
        ([1, 2, 3, 4, 5], ["mean", "n"]),
        ([1, 2, 3, 4, 5] * 2, ["mean", "mean_interval", "median", "n", "sd"]),
        (
            list(range(1, 21)),
            [
                "lower_quartile",
                "mean",
                "mean_interval",
                "median",
                "median_interval",
                "n",
                "sd",
                "upper_quartile",
            ],
        ),
        # Nobody but one earns anything to speak of, so the mean is that one.
        ([1, 1, 1, 2, 2, 9000], ["n"]),
    ],
)
@pytest.mark.each
def test_of_few_numbers_only_what_tells_of_nobody_is_shown(values: list[float], shown: list[str]) -> None:
    table = veiled_numbers(numbers(values, design=DRAWN), values)
    told = {name: value for name, value in vars(table).items() if value is not None}
    assert sorted(set(told) - {"method", "missing"}) == shown


def test_the_ends_are_shown_when_five_people_are_there() -> None:
    values = [1] * 5 + [2] * 20 + [3] * 4
    table = veiled_numbers(numbers(values, design=DRAWN), values)
    assert (table.minimum, table.maximum) == (1, None)
