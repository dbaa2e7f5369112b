"""What keeps a workbook from becoming a questionnaire: everything in one run, with rows and columns."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from research.xlsform import read
from tests.research.workbooks import YES_NO, asked, workbook


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


Places = list[tuple[str, int, str]]
NAMES = [("survey", row, "name") for row in (2, 3, 4)]


def places(data: bytes) -> Places:
    reading = read(data)
    assert reading.definition is None
    return [(each.sheet, each.row, each.column) for each in reading.errors]


def test_all_rows_that_the_portal_cannot_ask_are_named_at_once() -> None:
    types = [
        "geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "time", "dateTime",
        "select_one_from_file a.csv", "select_one_external towns", "xml-external", "csv-external", "osm towns",
        "background-audio", "start-geopoint", "sound", "Text", "select_one",
    ]  # fmt: skip
    survey = [
        asked("begin_repeat", "people"),
        asked("text", "who"),
        {"type": "end_repeat"},
        *(asked(type_, f"q{number}") for number, type_ in enumerate(types)),
    ]

    assert places(workbook(survey)) == [("survey", row, "type") for row in (2, 4, *range(5, 5 + len(types)))]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("media::image", "a.png"),
        ("media::image::English (en)", "a.png"),
        ("image", "a.png"),
        ("trigger", "${a}"),
        ("repeat_count", 3),
        ("bind::entities:saveto", ""),
        ("save_to", "a"),
    ],
)
def test_a_column_that_the_portal_does_not_have_is_refused_where_it_is_filled(
    header: str, value: object
) -> None:
    survey = [asked("text", "a"), asked("text", "b"), asked("text", "c")]
    for row in survey[1:]:
        row[header] = value

    assert [each.row for each in read(workbook(survey)).errors] == ([3, 4] if value else [])


@pytest.mark.parametrize(
    ("survey", "found"),
    [
        ([asked("text", "a"), asked("text", "a")], [("survey", 3, "name")]),
        ([asked("text", "a"), asked("text", "A")], [("survey", 3, "name")]),
        ([asked("text", "1a"), asked("text", "a b"), asked("text", "име")], NAMES),
        ([asked("text", "a" * 59), asked("text", "meta"), asked("text", "AND")], NAMES),
        ([asked("text", "")], [("survey", 2, "name")]),
        ([{"type": "text", "name": "a"}], [("survey", 2, "label")]),
        ([asked("", "a")], [("survey", 2, "type"), ("survey", 0, "")]),
        ([asked("select_one none", "a")], [("survey", 2, "type")]),
        ([asked("begin_group", "g"), asked("text", "a")], [("survey", 2, "type")]),
        ([asked("text", "a"), {"type": "end_group"}], [("survey", 3, "type")]),
        ([asked("begin_group", "g"), {"type": "end_group"}, asked("text", "a")], [("survey", 2, "type")]),
        ([asked("note", "a")], [("survey", 0, "")]),
        ([asked("text", "a"), asked("note", "b", required="yes")], [("survey", 3, "required")]),
        ([asked("text", "a"), asked("select_one yes no", "b")], [("survey", 3, "type")]),
        ([], [("survey", 1, "type"), ("survey", 1, "name")]),
        ([asked("text", "a"), {"type": "calculate", "name": "c", "calculation": ""}], [("survey", 3, "calculation")]),
        ([asked("range", "a", parameters="start=5 end=1")], [("survey", 2, "parameters")]),
        ([asked("range", "a", parameters="start=1 end=10 step=4")], [("survey", 2, "parameters")]),
        ([asked("range", "a", parameters="start=a end=10")], [("survey", 2, "parameters")]),
        ([asked("select_one yes_no or_other", "a"), asked("text", "a_other")], [("survey", 3, "name")]),
        ([asked("select_one yes_no", "a", default="maybe")], [("survey", 2, "default")]),
        ([asked("integer", "a", default="1.5")], [("survey", 2, "default")]),
        ([asked("date", "a", default="1.5.2026")], [("survey", 2, "default")]),
        ([asked("text", "a", read_only="${b} = 1")], [("survey", 2, "read_only")]),
        ([asked("text", "a", hint__sr="Рекли сте ${b}")], [("survey", 2, "hint::sr")]),
        ([asked("text", "a", hint__sr="Рекли сте ${b ")], [("survey", 2, "hint::sr")]),
        ([{"type": "today", "name": "today"}, asked("text", "a", hint__sr="${today}")], [("survey", 3, "hint::sr")]),
        ([asked("select_one yes_no", "a", appearance="label")], [("survey", 2, "appearance")]),
        (
            [
                asked("begin_group", "g", appearance="table-list"),
                asked("select_one yes_no", "a"),
                asked("select_one other", "b"),
                asked("text", "c"),
                {"type": "end_group"},
            ],
            [("survey", 4, "type"), ("survey", 5, "type")],
        ),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_row_and_column(survey: list[dict[str, Any]], found: Places) -> None:
    other = [{**row, "list_name": "other"} for row in YES_NO]

    assert places(workbook(survey, [*YES_NO, *other])) == found


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ([{"list_name": "l", "name": "a", "label::sr": "А"}, {"list_name": "l", "name": "a", "label::sr": "Б"}],
         [("choices", 3, "name")]),
        ([{"list_name": "l", "name": "a", "label::sr": "А"}, {"list_name": "l", "name": "a b", "label::sr": "Б"}],
         [("choices", 3, "name")]),
        ([{"list name": "l", "name": "a", "label::sr": "А"}, {"list name": "l", "name": "b"}],
         [("choices", 3, "label::sr")]),
        ([{"list_name": "l", "name": "a", "label::sr": "А"}, {"list_name": "l", "label::sr": "Б"}],
         [("choices", 3, "name")]),
        ([{"list_name": "l", "name": "a", "label::sr": "А"}, {"name": "b", "label::sr": "Б"}],
         [("choices", 3, "list_name")]),
        ([{"list_name": "l", "name": "a", "label::sr": "А", "media::image": "a.png"}],
         [("choices", 2, "media::image")]),
        ([{"list_name": "l", "name": "a", "label::sr": "А ${x}"}], [("choices", 2, "label::sr")]),
    ],
)  # fmt: skip
def test_a_fault_in_a_list_is_named_with_its_row(choices: list[dict[str, Any]], found: Places) -> None:
    assert places(workbook([asked("select_one l", "q")], choices)) == found


def test_two_headers_for_the_same_texts_are_refused() -> None:
    data = workbook([{"type": "text", "name": "a", "label::Srpski (sr)": "Име", "label::Српски (sr)": "Име"}])

    assert places(data) == [("survey", 1, "label::Српски (sr)")]


def test_too_many_questions_are_refused_with_the_limit() -> None:
    data = workbook([asked("text", f"q{number}") for number in range(501)])

    assert [each.sentence() for each in read(data).errors] == [
        "There are 501 questions; 500 are possible. Divide the questionnaire."
    ]


def test_far_too_many_rows_are_refused_without_looking_through_them() -> None:
    survey = [asked("hovercraft", "a b")] * 2_001
    choices = [{"list_name": "l", "name": f"c{number}"} for number in range(5_001)]

    assert [each.sentence() for each in read(workbook(survey, choices)).errors] == [
        "The sheet has 2001 rows; 2000 are possible. Shorten it.",
        "Sheet “choices”: The sheet has 5001 rows; 5000 are possible. Shorten it.",
    ]


def test_sheets_for_things_that_the_portal_does_not_have_are_refused() -> None:
    data = workbook([asked("text", "a")], entities=[{"list_name": "trees", "label": "a"}])

    assert places(data) == [("entities", 2, "")]


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"type,name,label\ntext,a,A\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7",
        b"PK\x03\x04 broken",
        _zip(readme=b"no workbook"),
        _zip(**{"xl/workbook.xml": b"<", "[Content_Types].xml": b"<"}),
        _zip(**{"xl/workbook.xml": bytes(80 * 1024 * 1024), "[Content_Types].xml": b"<"}),
        bytes(6 * 1024 * 1024),
    ],
    ids=["empty", "csv", "xls", "pdf", "broken", "zip", "no xml", "bomb", "large"],
)
def test_what_is_no_workbook_is_refused_with_one_sentence(data: bytes) -> None:
    assert places(data) == [("", 0, "")]
