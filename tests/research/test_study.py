"""What a release can say, and what it cannot."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.study import (
    WITHHELD,
    Category,
    Column,
    GivenAway,
    Head,
    Line,
    Microdata,
    NotAStudy,
    Shown,
    Table,
    TableKind,
    Variable,
    VariableKind,
    exploded,
    from_document,
    given_away,
    said,
    to_document,
)
from tests.research.studies import BY_SEX, STUDY, TRUST, study


def test_a_release_is_the_same_after_it_was_kept_as_a_document() -> None:
    assert from_document(json.loads(json.dumps(to_document(STUDY)))) == STUDY


def test_a_withheld_cell_is_a_word_in_the_document_and_nothing_else() -> None:
    lines = to_document(STUDY)["tables"][0]["lines"]

    assert [line["cells"] for line in lines[:3]] == [
        ["withheld"],
        ["withheld"],
        [{"n": 88, "percent": 22.2, "low": 18.4, "high": 26.6}],
    ]


@pytest.mark.parametrize("smuggled", [{"withheld": 3}, {"n": 3, "is_withheld": True}, ["withheld", 3], 3])
def test_no_document_can_carry_a_number_behind_the_mark(smuggled: Any) -> None:
    document = to_document(STUDY)
    document["tables"][0]["lines"][0]["cells"] = [smuggled]

    with pytest.raises(NotAStudy):
        from_document(document)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"identity": None},
        {"surprise": 1},
        {"variables": [{"name": "x", "kind": "essay", "label": {}}]},
        {"data": {"columns": [{"name": "a", "variable": "age"}], "rows": [[[1]]]}},
        {"data": {"columns": [{"name": "a", "variable": "none"}], "rows": []}},
        {"data": {"columns": [{"name": "a", "variable": "age"}], "rows": [[1, 2]]}},
    ],
)
def test_a_document_of_somebody_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(NotAStudy):
        from_document({**to_document(STUDY), **change})


def _column(*cells: Any, base: Any = 100, **more: Any) -> Table:
    lines = tuple(Line(str(number), {}, (cell,)) for number, cell in enumerate(cells))
    return Table("t", TableKind.FREQUENCY, {}, (Head("all", {}, base),), lines, is_whole=True, **more)


def test_one_withheld_answer_beside_a_shown_base_is_refused() -> None:
    with pytest.raises(ValueError, match="can be computed"):
        _column(WITHHELD, Shown(n=97))


def test_two_withheld_answers_or_no_base_give_nothing_away() -> None:
    assert [
        _column(WITHHELD, WITHHELD, Shown(n=90)).has_withheld,
        _column(WITHHELD, Shown(n=97), base=WITHHELD).has_withheld,
        _column(Shown(n=50), Shown(n=50)).has_withheld,
    ] == [True, True, False]


def test_one_withheld_cell_in_a_line_with_its_total_is_refused() -> None:
    first = replace(BY_SEX.lines[0], cells=(WITHHELD, Shown(n=5), Shown(n=7)))

    with pytest.raises(ValueError, match="can be computed"):
        replace(BY_SEX, lines=(first, *BY_SEX.lines[1:]))


def test_one_withheld_base_beside_their_total_is_refused() -> None:
    heads = (replace(BY_SEX.heads[0], base=WITHHELD), *BY_SEX.heads[1:])

    with pytest.raises(ValueError, match="can be computed"):
        replace(BY_SEX, heads=heads)


def test_a_line_has_a_cell_for_each_head() -> None:
    with pytest.raises(ValueError, match="a cell for each head"):
        replace(TRUST, heads=())


def test_several_choices_and_ranks_become_a_column_for_each_code() -> None:
    assert list(STUDY.data.records()) == [
        {"trust": 1, "heard__press": 1, "heard__fair": 1, "sex": "m", "age": 51, "day": "2026-03-03",
         "rank__a": 1, "rank__b": None, "weight": 0.75},
        {"trust": 5, "heard__press": 0, "heard__fair": 1, "sex": "f", "age": 34, "day": "2026-03-02",
         "rank__a": 2, "rank__b": 1, "weight": 1.25},
        {"trust": 9, "heard__press": None, "heard__fair": None, "sex": None, "age": None, "day": None,
         "rank__a": None, "rank__b": None, "weight": 1.0},
    ]  # fmt: skip


def test_the_order_in_which_people_answered_is_not_in_the_data() -> None:
    answers = [{"age": age} for age in (61, None, 18, 44)]
    ages = (Variable("age", VariableKind.NUMBER, {}),)

    assert exploded(ages, answers) == exploded(ages, answers[::-1])


@pytest.mark.parametrize(
    "answer", [{"trust": "7"}, {"heard": ["tv"]}, {"age": "many"}, {"age": True}, {"day": "yesterday"}]
)
def test_an_answer_that_the_codebook_does_not_know_is_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"trust|heard|age|yesterday"):
        exploded(STUDY.variables, [answer])


def test_codes_with_a_leading_nought_stay_text() -> None:
    postcode = Variable("code", VariableKind.ONE, {}, categories=(Category("01", {}), Category("2", {})))

    assert exploded([postcode], [{"code": "01"}]).rows == (("01",),)


_NAMES = st.text(
    st.one_of(st.sampled_from("abAB01_-.чЂђ"), st.characters(blacklist_categories=["Cs"])),
    min_size=1,
    max_size=90,
)


@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=3, unique=True)), max_size=6))
def test_every_column_has_a_name_that_spss_takes(asked: list[tuple[str, list[str]]]) -> None:
    variables = [
        Variable(name, VariableKind.SEVERAL, {}, categories=tuple(Category(code, {}) for code in codes))
        if codes
        else Variable(name, VariableKind.NUMBER, {})
        for name, codes in asked
    ]
    names = [column.name for column in exploded(variables, []).columns]

    assert [name for name in names if not (name[0].isalpha() and name.isascii() and len(name) <= 64)] == []
    assert [name for name in names if not name.replace("_", "a").isalnum() or name.endswith("_")] == []
    assert len({name.lower() for name in names}) == len(names)


def test_a_word_of_the_syntax_of_spss_is_no_name() -> None:
    variables = [Variable(name, VariableKind.NUMBER, {}) for name in ("by", "By", "q1", "Q1", "Пол")]

    assert exploded(variables, []).columns == (
        Column("v_by", "by"),
        Column("v_By_2", "By"),
        Column("q1", "q1"),
        Column("Q1_2", "Q1"),
        Column("pol", "Пол"),
    )


def test_a_text_is_said_in_three_ways_and_the_other_language_stands_in() -> None:
    both = {"sr": "Његош чита [[Facebook]]", "en": "Njegoš reads"}

    assert [
        *(said(both, language) for language in ("sr", "sr-latn", "en")),
        said({"sr": "Љубав"}, "en"),
        said({"en": "Only"}, "sr"),
        said({}, "sr"),
    ] == ["Његош чита Facebook", "Njegoš čita Facebook", "Njegoš reads", "Ljubav", "Only", ""]


def test_two_tables_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        study(tables=(TRUST, TRUST))


def test_many_rows_come_back_as_they_were() -> None:
    columns = tuple(Column(f"c{number}", "age") for number in range(4))
    data = Microdata(columns, tuple((number, "a", None, number / 2) for number in range(1000)))

    assert from_document(to_document(study(data=data))).data == data


def test_withheld_cells_that_can_be_counted_in_the_data_are_named() -> None:
    codes = tuple(Line(code, {}, (WITHHELD, WITHHELD, Shown(n=9))) for code in ("1", "2"))
    by_sex = replace(BY_SEX, lines=codes)

    assert given_away(study(tables=(TRUST, by_sex))) == (
        GivenAway("trust", "1", "all"),
        GivenAway("trust_by_sex", "1", "m"),
    )


def test_data_without_the_variable_or_its_small_answers_give_nothing_away() -> None:
    heard = replace(
        TRUST, name="heard", variables=("heard",), lines=(Line("press", {}, (WITHHELD,)),), is_whole=False
    )
    masked = [{"trust": None, "heard": ["fair"], "sex": "f"}]

    assert given_away(study(tables=(TRUST, heard), data=exploded(STUDY.variables, masked))) == ()
    assert given_away(study(tables=(heard,))) == (GivenAway("heard", "press", "all"),)
    assert given_away(study(tables=(TRUST,), data=Microdata())) == ()
