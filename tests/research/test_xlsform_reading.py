"""What an XLSForm workbook becomes."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.utils import translation

from research.definition import Choice, Definition, Group, Kind, Question
from research.xlsform import Reading, read, write
from tests.research.workbooks import YES_NO, asked, workbook


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def definition_of(reading: Reading) -> Definition:
    assert [each.sentence() for each in reading.errors] == []
    assert reading.definition is not None
    return reading.definition


def warnings_of(reading: Reading) -> list[tuple[str, int, str]]:
    return [(each.sheet, each.row, each.column) for each in reading.warnings]


FULL = workbook(
    survey=[
        asked("begin_group", "about", appearance="field-list"),
        asked("integer", "age", required="yes", constraint=". >= 15", constraint_message__sr="Премладо"),
        asked("select_one yes_no or_other", "works", appearance="likert", relevant="${age} > 18"),
        {"type": "end_group"},
        asked("begin group", "grid", appearance="table-list"),
        asked("select_one yes_no", "a"),
        asked("select_one yes_no", "b"),
        {"type": "end group"},
        asked("select_multiple yes_no", "many", hint__en="Choose", appearance="minimal"),
        asked("rank yes_no", "order"),
        asked("range", "stars", parameters="start=1 end=5 step=1"),
        asked("note", "thanks"),
        asked("acknowledge", "agree", required=True),
        asked("date", "day", default=date(2026, 1, 31)),
        asked("decimal", "money", read_only="TRUE"),
        {"type": "calculate", "name": "twice", "calculation": "${age} * 2"},
        {"type": "hidden", "name": "wave", "default": 2.0},
        asked("text", "free", appearance="multiline"),
    ],
    choices=YES_NO,
    settings={
        "form_title": "Анкета о „предузећима“",
        "form_id": "anketa",
        "version": 2026.0,
        "default_language": "Српски (sr)",
    },
)


def test_every_kind_of_question_is_read_with_its_columns() -> None:
    definition = definition_of(read(FULL))

    assert {name: question.kind.value for name, question in definition.questions.items()} == {
        "age": "integer",
        "works": "select_one",
        "a": "select_one",
        "b": "select_one",
        "many": "select_multiple",
        "order": "rank",
        "stars": "range",
        "thanks": "note",
        "agree": "acknowledge",
        "day": "date",
        "money": "decimal",
        "twice": "calculate",
        "wave": "hidden",
        "free": "text",
    }
    assert definition.questions["age"] == Question(
        Kind.INTEGER,
        "age",
        label={"sr": "Питање age", "en": "Question age"},
        required="true()",
        constraint=". >= 15",
        constraint_message={"sr": "Премладо"},
    )
    assert definition.questions["works"].or_other
    assert definition.questions["stars"].end == "5"
    assert definition.questions["day"].default == "2026-01-31"
    assert definition.questions["wave"].default == "2"
    assert definition.questions["agree"].required == "true()"
    assert definition.questions["money"].read_only
    assert [item.name for item in definition.items[:3]] == ["about", "grid", "many"]
    assert isinstance(definition.items[1], Group)
    assert definition.items[1].appearance == "table-list"
    assert definition.title == {"sr": "Анкета о „предузећима“"}
    assert (definition.form_id, definition.version, definition.languages) == ("anketa", "2026", ("sr", "en"))
    assert definition.choices == {
        "yes_no": (Choice("yes", {"sr": "Да", "en": "Yes"}), Choice("no", {"sr": "Не", "en": "No"}))
    }


def test_a_questionnaire_is_the_same_after_it_was_taken_out_and_brought_back() -> None:
    definition = definition_of(read(FULL))

    assert definition_of(read(write(definition))) == definition


def test_a_count_of_questions_leaves_out_notes_and_what_nobody_is_asked() -> None:
    assert read(FULL).questions == 11


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("relevance", "relevant"),
        ("bind::relevant", "relevant"),
        (" Relevant ", "relevant"),
        ("BIND::relevant", "relevant"),
        ("constraint", "constraint"),
        ("bind::constraint", "constraint"),
    ],
)
def test_old_names_of_columns_are_known(header: str, meaning: str) -> None:
    data = workbook([asked("text", "a"), asked("text", "b", **{header: "1 = 1"})])

    assert getattr(definition_of(read(data)).questions["b"], meaning) == "1 = 1"


@pytest.mark.parametrize("header", ["required_message", "requiredMsg", "bind::jr:requiredMsg"])
def test_old_names_of_messages_are_known(header: str) -> None:
    data = workbook([{"type": "text", "name": "a", "label": "Име", "required": "yes", header: "Обавезно"}])

    assert definition_of(read(data)).questions["a"].required_message == {"sr": "Обавезно"}


def test_texts_stand_as_in_the_workbook_with_their_quotation_marks() -> None:
    text = "Да ли знате „Закон“ и «друго»?\nДруги ред"
    data = workbook([{"type": "text", "name": "a", "label": f"  {text}\u00a0"}])

    assert definition_of(read(data)).questions["a"].label == {"sr": text}


def test_serbian_in_latin_becomes_cyrillic_with_one_warning_that_names_the_columns() -> None:
    data = workbook(
        [{"type": "select_one l", "name": "a", "label::Srpski (sr)": "Koliko ljudi radi u ${b}?"},
         {"type": "text", "name": "b", "label::Srpski (sr)": "Ime"}],
        [{"list_name": "l", "name": "1", "label::Srpski (sr)": "Više"}],
    )  # fmt: skip
    reading = read(data)

    assert definition_of(reading).questions["a"].label == {"sr": "Колико људи ради у ${b}?"}
    assert [each.sentence() for each in reading.warnings] == [
        "Serbian in Latin was converted to Cyrillic; look the texts through. Columns: label::Srpski (sr) (survey), "
        "label::Srpski (sr) (choices)"
    ]


def test_latin_beside_the_same_cyrillic_is_left_to_the_portal() -> None:
    reading = read(
        workbook(
            [{"type": "text", "name": "a", "label::Српски (sr)": "Људи", "label::Srpski (sr-Latn)": "Ljudi"}]
        )
    )

    assert definition_of(reading).questions["a"].label == {"sr": "Људи"}
    assert definition_of(reading).languages == ("sr",)
    assert reading.warnings == ()


def test_latin_that_says_something_else_is_named() -> None:
    reading = read(
        workbook(
            [{"type": "text", "name": "a", "label::Српски (sr)": "Људи", "label::Srpski (sr-Latn)": "Kuće"}]
        )
    )

    assert definition_of(reading).questions["a"].label == {"sr": "Људи"}
    assert ("survey", 2, "label::Srpski (sr-Latn)") in warnings_of(reading)


def test_english_without_a_language_in_the_header_is_not_turned_into_cyrillic() -> None:
    reading = read(workbook([{"type": "integer", "name": "a", "label": "How old are you?"}]))

    assert definition_of(reading).questions["a"].label == {"en": "How old are you?"}
    assert warnings_of(reading) == [("survey", 1, "label")]


def test_another_language_is_kept_and_said_not_to_be_shown() -> None:
    reading = read(workbook([asked("text", "a", **{"label::Magyar (hu)": "Név"})]))

    assert definition_of(reading).questions["a"].label["hu"] == "Név"
    assert warnings_of(reading) == [("", 0, "")]


def test_a_missing_translation_is_a_warning_with_its_rows() -> None:
    row = asked("text", "b")
    row["label::English (en)"] = None
    reading = read(workbook([asked("text", "a"), row]))

    assert warnings_of(reading) == [("survey", 3, "label::English (en)")]


def test_who_answered_when_and_where_is_left_out_with_one_warning() -> None:
    reading = read(
        workbook(
            [
                {"type": "start", "name": "start"},
                {"type": "deviceid", "name": "dev"},
                {"type": "audit", "name": "audit"},
                asked("text", "a"),
            ]
        )
    )

    assert list(definition_of(reading).questions) == ["a"]
    assert [(each.row, each.sentence()) for each in reading.warnings] == [
        (2, "Not kept, since answers must stay anonymous: start, dev, audit. Rows: 2, 3, 4")
    ]


def test_cells_are_read_as_people_see_them() -> None:
    data = workbook(
        [asked("select_one l", "a", choice_filter="year = '2026'"), {}, asked("date", "b", default=datetime(2026, 5, 1))],  # noqa: DTZ001, E501 -- a cell has no time zone
        [{"list_name": "l", "name": 1.0, "label::sr": "Један", "label::en": True, "year": 2026.0}],
    )  # fmt: skip
    definition = definition_of(read(data))

    assert definition.choices == {"l": (Choice("1", {"sr": "Један", "en": "TRUE"}, {"year": "2026"}),)}
    assert definition.questions["b"].default == "2026-05-01"
    assert [question.row for question in definition.questions.values()] == [2, 4]


def test_a_text_that_looks_like_a_formula_is_read_back_as_it_was() -> None:
    data = workbook([{"type": "text", "name": "a", "label::sr-Cyrl": "=1+1"}])
    definition = definition_of(read(data))

    assert definition.questions["a"].label == {"sr": "=1+1"}
    assert definition_of(read(write(definition))) == definition
