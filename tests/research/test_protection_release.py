"""No withheld number follows from all that a release shows, however its tables hang together."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.protection import NOT_ASKED, Protection, protect
from tests.research.attacker import Condition, Person, withheld_spans

ANSWERS = {"a": ["a1", "a2", "a3"], "b": ["b1", "b2"], "c": ["c1", "c2"]}
TABLES = {
    "none": [],
    "one": [("a", "b")],
    "two": [("a", "b"), ("a", "c")],
    "three": [("a", "b"), ("c", "a"), ("b", "c")],
}
people = st.lists(
    st.tuples(
        st.tuples(
            st.sampled_from(["a1", "a2", "a3", None]),
            st.sampled_from(["b1", "b2", None]),
            st.sampled_from(["c1", "c2", None]),
        ),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=8,
)


def columns_of(found: Sequence[tuple[tuple[object, ...], int]]) -> dict[str, list[object]]:
    rows = [row for row, often in found for _ in range(often)]
    return {name: [row[number] for row in rows] for number, name in enumerate("abc")}


def narrowed(
    columns: dict[str, list[object]], protection: Protection, exists: Condition
) -> dict[object, tuple[int, int]]:
    spans = withheld_spans(columns, ANSWERS, protection, exists)
    return {place: (low, high) for place, (low, high) in spans.items() if high - low < 3}


def small_and_shown(
    columns: dict[str, list[object]], tables: list[tuple[str, str]], protection: Protection
) -> list[object]:
    shown: list[object] = []
    for name, line in protection.lines.items():
        counts = Counter(value for value in columns[name] if isinstance(value, str))
        shown += [code for code, n in counts.items() if n < 5 and not (line.whole or code in line.codes)]
        shown += [name] if 0 < counts.total() < 5 and not line.base else []
    for row, column in tables:
        table = protection.tables[row, column]
        pairs = [
            pair
            for pair in zip(columns[row], columns[column], strict=True)
            if all(isinstance(each, str) for each in pair)
        ]
        shown += [
            pair for pair, n in Counter(pairs).items() if n < 5 and not (table.whole or pair in table.cells)
        ]
        shown += [
            code
            for code, n in Counter(pair[0] for pair in pairs).items()
            if n < 5 and not (table.whole or code in table.rows)
        ]
    return shown


def always_asked(person: Person) -> bool:
    return NOT_ASKED not in person.values()


@pytest.mark.parametrize("which", list(TABLES))
@pytest.mark.each
@settings(max_examples=20, deadline=None)
@given(found=people)
def test_no_attacker_narrows_a_withheld_number_to_fewer_than_four_values(
    which: str, found: list[tuple[tuple[object, ...], int]]
) -> None:
    columns, tables = columns_of(found), TABLES[which]
    protection = protect(columns, tables=tables)
    assert small_and_shown(columns, tables, protection) == []
    if not protection.everything:
        assert narrowed(columns, protection, always_asked) == {}


@settings(max_examples=20, deadline=None)
@given(people)
def test_who_was_asked_a_question_does_not_tell_of_the_one_before(
    found: list[tuple[tuple[object, ...], int]],
) -> None:
    columns = columns_of(found)
    # "c" is asked of those who answered "b1".
    columns["c"] = [
        value if condition == "b1" else NOT_ASKED
        for value, condition in zip(columns["c"], columns["b"], strict=True)
    ]
    tables = [("a", "b"), ("a", "c")]

    def exists(person: Person) -> bool:
        only_c = NOT_ASKED not in (person["a"], person["b"])
        return only_c and (person["c"] is NOT_ASKED) == (person["b"] != "b1")

    protection = protect(columns, tables=tables)
    assert small_and_shown(columns, tables, protection) == []
    if not protection.everything:
        assert narrowed(columns, protection, exists) == {}


def listed(**counts: int) -> list[str]:
    return [code for code, n in counts.items() for _ in range(n)]


def test_without_the_second_number_the_first_could_be_computed() -> None:
    columns: dict[str, list[object]] = {"a": [*listed(a1=3, a2=20, a3=40)]}
    line = protect(columns).lines["a"]
    assert (line.codes, line.base, line.whole) == (frozenset({"a1", "a2"}), False, False)


def test_what_is_large_enough_is_all_shown() -> None:
    assert protect({"a": listed(a1=5, a2=20)}).lines["a"].codes == frozenset()


def test_a_handful_of_single_answers_is_withheld_with_its_zeros() -> None:
    line = protect({"a": listed(a1=1, a2=1, a3=3)}).lines["a"]
    assert (line.whole, line.base) == (True, False)


def test_fewer_than_five_respondents_show_nothing_at_all() -> None:
    assert protect({"a": listed(a1=4)}).everything


def test_of_several_answers_neither_those_who_chose_nor_those_who_did_not_may_be_few() -> None:
    values = [["x", "y"]] * 60 + [["x"]] * 37 + [["y", "z"]] * 3
    line = protect({"m": values}, several=["m"]).lines["m"]
    # 97 of 100 chose x, so 3 did not; z alone would follow from the number of all answers.
    assert ({"x", "z"} <= line.codes, "y" in line.codes) == (True, False)


def test_the_coarser_question_does_not_tell_of_the_finer_one() -> None:
    # 30 and 3 are the young, 40 and 5 the old: the coarse numbers with one fine number tell the other.
    fine = listed(teens=3, twenties=30, forties=40, fifties=25)
    coarse = ["young" if age in {"teens", "twenties"} else "old" for age in fine]
    protection = protect({"fine": fine, "coarse": coarse})
    assert protection.lines["fine"].codes == frozenset({"teens", "twenties"})
    assert protection.lines["coarse"].codes == frozenset()


def test_a_margin_that_is_withheld_is_withheld_in_every_table() -> None:
    columns: dict[str, list[object]] = {
        "a": [*listed(a1=3, a2=20, a3=77)],
        "b": [*(["b1", "b2"] * 50)],
        "c": [*(["c1"] * 50 + ["c2"] * 50)],
    }
    protection = protect(columns, tables=[("a", "b"), ("c", "a")])
    hidden = protection.lines["a"].codes
    assert "a1" in hidden
    assert protection.tables["a", "b"].rows >= hidden
    assert protection.tables["c", "a"].columns >= hidden


def test_rows_with_several_answers_are_refused() -> None:
    with pytest.raises(ValueError, match="several"):
        protect({"m": [["x"]] * 9, "a": ["a"] * 9}, several=["m"], tables=[("m", "a")])


def test_the_same_release_is_protected_in_the_same_way_each_time() -> None:
    columns: dict[str, list[object]] = {
        "a": [*listed(a1=3, a2=20, a3=20)],
        "b": [*(["b1", "b2", None] * 14), "b1"],
    }
    assert protect(columns, tables=[("a", "b")]) == protect(columns, tables=[("a", "b")])


def test_two_large_margins_of_few_people_leave_their_cell_no_room_to_hide() -> None:
    # Of seven, five gave a1 and five gave c1: at least three gave both, so the margins go as well.
    columns = columns_of(
        [(("a1", "b1", "c1"), 4), (("a1", "b1", None), 1), ((None, "b1", "c1"), 1), ((None, "b1", None), 1)]
    )
    assert narrowed(columns, protect(columns, tables=TABLES["two"]), always_asked) == {}


def test_the_base_of_a_question_asked_of_some_does_not_tell_what_they_answered_before() -> None:
    # Asked of those who gave a1 or a2, 23 in all: with the 20 of a2 the three of a1 would be known.
    first = listed(a1=3, a2=20, a3=40, a4=6)
    asked: list[object] = [None, *["c1", "c2"] * 11]
    protection = protect({"a": first, "c": [*asked, *[NOT_ASKED] * 46]})
    line, later = protection.lines["a"], protection.lines["c"]
    assert "a1" in line.codes
    assert "a2" in line.codes or later.base or later.missing
