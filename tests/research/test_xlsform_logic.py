"""The logic of a workbook is looked through before anybody answers it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from research.xlsform import Message, read
from tests.research.workbooks import YES_NO, asked, workbook


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


END = {"type": "end_group"}


def value(name: str, calculation: str) -> dict[str, Any]:
    return {"type": "calculate", "name": name, "calculation": calculation}


def found(messages: tuple[Message, ...]) -> list[tuple[int, str]]:
    return [(each.row, each.column) for each in messages]


@pytest.mark.parametrize(
    ("column", "expression"),
    [
        ("relevant", "${age} > "),
        ("relevant", "(${age} > 1"),
        ("relevant", "${aeg} > 1"),
        ("relevant", "age > 1"),
        ("relevant", ". > 1"),
        ("relevant", "${answer} = 'maybe'"),
        ("relevant", "selected(${many}, 'maybe')"),
        ("relevant", "${day} < '2026-01-01'"),
        ("relevant", "pulldata('a', 'b', 'c', 'd') = 1"),
        ("relevant", "instance('a')/root/item[name = 'b'] = 1"),
        ("relevant", "indexed-repeat(${age}, ${age}, 1) = 1"),
        ("relevant", "frobnicate(1)"),
        ("required", "${answer} = ‘maybe’"),
        ("constraint", "regex(., '[')"),
        ("default", "now("),
        ("default", "${nobody}"),
        ("relevant", "${q} = 1"),
        ("relevant", "${answer_other} != ''"),
    ],
)
def test_a_fault_in_logic_is_named_with_its_row_and_column(column: str, expression: str) -> None:
    data = workbook(
        [
            asked("integer", "age"),
            asked("select_one yes_no or_other", "answer"),
            asked("select_multiple yes_no", "many"),
            asked("date", "day"),
            asked("text", "q", **{column: expression}),
        ],
        YES_NO,
    )

    assert set(found(read(data).errors)) == {(6, column)}


@pytest.mark.parametrize(
    ("column", "expression"),
    [
        ("relevant", "${age} > 18 and ${answer} = 'yes'"),
        ("relevant", "selected(${many}, 'no') or ${day} < date('2026-01-01')"),
        ("relevant", "${answer} = 'other'"),
        ("required", "${age} > 18"),
        ("constraint", ". != '' and string-length(.) < 20"),
        ("default", "today()"),
        ("default", "n/a (nothing)"),
        ("relevant", "${twice} > 3"),
    ],
)
def test_good_logic_passes(column: str, expression: str) -> None:
    data = workbook(
        [
            asked("integer", "age"),
            asked("select_one yes_no or_other", "answer"),
            asked("select_multiple yes_no", "many"),
            asked("date", "day"),
            asked("text", "q", **{column: expression}),
            {"type": "calculate", "name": "twice", "calculation": "${age} * 2"},
        ],
        YES_NO,
    )
    reading = read(data)

    assert found(reading.errors) == []
    assert reading.warnings == ()
    assert reading.definition is not None
    assert getattr(reading.definition.questions["q"], column) == expression


def test_quotation_marks_that_excel_has_curled_are_straight_in_logic_only() -> None:
    row = asked("text", "q", relevant="${a} = “yes” or ${a} = ‘no’", default="„Закон“", hint__sr="„Закон“")
    definition = read(workbook([asked("select_one yes_no", "a"), row], YES_NO)).definition

    assert definition is not None
    question = definition.questions["q"]
    assert question.relevant == "${a} = \"yes\" or ${a} = 'no'"
    assert (question.default, question.hint) == ("„Закон“", {"sr": "„Закон“"})


@pytest.mark.parametrize(
    ("survey", "row", "column"),
    [
        ([asked("text", "a", relevant="${b} = 1"), asked("text", "b", relevant="${a} = 1")], 2, "relevant"),
        (
            [asked("text", "a"), asked("begin_group", "g", relevant="${b} = 1"), asked("text", "b"), END],
            4,
            "relevant",
        ),
        ([asked("text", "z"), value("a", "${b}"), value("b", "${c}"), value("c", "${a}")], 3, "calculation"),
    ],
)
def test_questions_that_depend_on_each_other_in_a_circle_are_refused_once(
    survey: list[dict[str, Any]], row: int, column: str
) -> None:
    assert found(read(workbook(survey)).errors) == [(row, column)]


def test_a_question_that_waits_for_a_later_one_is_a_warning() -> None:
    reading = read(workbook([asked("text", "a", relevant="${b} = 1"), asked("integer", "b")]))

    assert found(reading.errors) == []
    assert [(each.row, each.column, each.sentence()) for each in reading.warnings] == [
        (2, "relevant", "“b” is asked later, in row 3; until then it counts as empty.")
    ]


def test_a_filter_reads_the_columns_of_its_list() -> None:
    choices = [{**row, "region": "1"} for row in YES_NO]
    good = workbook(
        [asked("text", "a"), asked("select_one yes_no", "b", choice_filter="region = ${a}")], choices
    )
    bad = workbook(
        [asked("text", "a"), asked("select_one yes_no", "b", choice_filter="town = ${a}")], choices
    )

    assert found(read(good).errors) == []
    assert [(each.row, each.column, each.sentence()) for each in read(bad).errors] == [
        (3, "choice_filter", "The sheet “choices” has no column “town” that is filled for this list.")
    ]


def test_what_is_not_kept_cannot_be_used_in_logic() -> None:
    data = workbook([{"type": "start", "name": "begun"}, asked("text", "a", relevant="${begun} != ''")])

    assert found(read(data).errors) == [(3, "relevant")]


def test_logic_about_a_refused_question_is_not_a_second_fault() -> None:
    data = workbook([asked("geopoint", "place"), asked("text", "a", relevant="${place} != ''")])

    assert found(read(data).errors) == [(2, "type")]
