"""Whatever stands in the cells, the answer is a questionnaire that can be written again, or sentences."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.xlsform import read, write
from tests.research.workbooks import workbook

HEADERS = [
    "type", "name", "label", "label::Српски (sr)", "label::Srpski (sr-Latn)", "label::English (en)", "label::hu",
    "hint", "hint::en", "relevant", "bind::required", "required_message::sr", "constraint", "constraint_message",
    "default", "calculation", "read only", "appearance", "choice_filter", "parameters", "disabled", "trigger",
    "media::image", "list_name", "list name", "value", "region", "form_title", "form_id", "version",
    "default_language", "form_title_en", "note to self", "::", "label::", "$given",
]  # fmt: skip
CELLS = [
    "text", "integer", "date", "decimal", "range", "note", "calculate", "hidden", "acknowledge", "rank l",
    "select_one l", "select_one l or_other", "select_multiple l", "begin_group", "end_group", "begin repeat",
    "end repeat", "start", "geopoint", "Text", "a", "b", "c", "l", "a b", "1", "yes", "no", "field-list",
    "table-list", "likert", "start=1 end=5 step=2", "${a} = 1", "${b}", "${", ". > 1", "selected(${a}, 'b')",
    "region = ${a}", "today()", "Питање", "Pitanje", "Што", "„a“", "Српски (sr)", "English (en)", "#REF!",
    "=1", "\u00a0", "_x000D_", "_x005F_x000D_", "{{x}}", "<b>", "%(a)s", "%", "sr-Cyrl", "😀",
]  # fmt: skip
MOMENT = datetime(2026, 1, 1, 8, 30)  # noqa: DTZ001 -- a cell has no time zone
values: Any = st.one_of(
    st.sampled_from(CELLS),
    st.text(alphabet=st.characters(codec="utf-8", min_codepoint=32), max_size=8),
    st.sampled_from([None, 1, 2.0, 1.5, True, False, date(2026, 1, 1), MOMENT, time(8, 30)]),
)
shown = values.map(lambda value: "Питање" if value is None or "${" in str(value) else value)
QUESTIONS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(CELLS[:20]),
        "name": st.sampled_from("abcdefghij"),
        "label::Српски (sr)": shown,
    },
    optional={
        **dict.fromkeys(["label::English (en)", "label::hu", "hint", "hint::en"], shown),
        **dict.fromkeys(["relevant", "bind::required"], st.sampled_from(["yes", "no", "${a} != 'x'", True])),
        "constraint": st.sampled_from([". != 'x'", ""]),
        "default": st.sampled_from(["b", "1", "today()", "2026-01-31", ""]),
        "calculation": st.sampled_from(["1 + 1", "concat(${a}, 'x')"]),
        "read only": st.sampled_from(["yes", "", False]),
        "appearance": st.sampled_from(["field-list", "minimal", "w1 likert", "table-list"]),
        "parameters": st.sampled_from(["start=1 end=5 step=2", "randomize=true"]),
    },
)
CHOICES = st.fixed_dictionaries(
    {"list_name": st.just("l"), "name": values, "label::Српски (sr)": shown}, optional={"region": values}
)
ANY = st.dictionaries(st.sampled_from(HEADERS), values, max_size=6)


@given(
    st.lists(QUESTIONS, max_size=4) | st.lists(st.one_of(QUESTIONS, ANY), max_size=8),
    st.lists(CHOICES, max_size=3) | st.lists(st.one_of(CHOICES, ANY), max_size=4),
    ANY,
)
def test_any_cells_give_a_questionnaire_or_sentences(
    survey: list[dict[str, Any]], choices: list[dict[str, Any]], settings: dict[str, Any]
) -> None:
    reading = read(workbook(survey, choices, settings))

    assert (reading.definition is None) == bool(reading.errors)
    assert all(
        each.sentence() and "%(" not in each.sentence().replace("%(a)s", "") for each in reading.errors
    )
    if reading.definition:
        again = read(write(reading.definition))
        assert [each.sentence() for each in again.errors] == []
        assert again.definition == reading.definition


@pytest.mark.long
@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=5), st.data())
def test_a_good_workbook_stays_the_same(kinds: list[int], data: st.DataObject) -> None:
    texts = st.one_of(st.sampled_from([each for each in CELLS if "${" not in each]), st.text(max_size=10))
    rows = [
        {
            "type": ("text", "integer", "note")[kind],
            "name": f"q{number}",
            "label": data.draw(texts.map(lambda text: "П" + text.replace("${", ""))),
            "hint::English (en)": data.draw(texts.map(lambda text: text.replace("${", "").replace("\0", ""))),
        }
        for number, kind in enumerate([0, *kinds])
    ]
    cleaned = [{header: _printable(text) for header, text in row.items()} for row in rows]
    definition = read(workbook(cleaned)).definition

    assert definition is not None
    assert read(write(definition)).definition == definition


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
