"""Files to take away come back as they were, and hold no formula."""

import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from center.base.spreadsheets import csv_bytes, read_table, xlsx_bytes
from center.base.spreadsheets.tables import harmless, without_mark

# Cells of Excel know no zone.
DAY, NOON = datetime(2023, 7, 7), datetime(2023, 7, 7, 12)  # noqa: DTZ001 -- as said above


def test_a_text_file_begins_with_its_mark_and_escapes_formulas() -> None:
    data = csv_bytes(
        ["Име", "Телефон", "Дан", "Унето"],
        [
            ["=1+1", "+381641234567", date(2023, 7, 7), datetime(2023, 7, 7, 10, tzinfo=UTC)],
            ["Рука, „а“", None, 3, " @x"],
        ],
    )
    assert data.decode("utf-8-sig").splitlines() == [
        "Име,Телефон,Дан,Унето",
        "'=1+1,'+381641234567,2023-07-07,2023-07-07 12:00",
        '"Рука, „а“",,3,\' @x',
    ]
    assert data.startswith(b"\xef\xbb\xbf")


def test_our_own_text_file_can_be_brought_back() -> None:
    table = read_table(csv_bytes(["Име", "Телефон"], [["Рука", "+381641234567"]]))
    assert (table.headers, table.rows[0].cells) == (("Име", "Телефон"), ("Рука", "+381641234567"))


def test_a_workbook_has_texts_dates_and_numbers_and_no_formula() -> None:
    data = xlsx_bytes(
        ["Име", "Дан", "Број", "Унето"],
        [["=1+1", date(2023, 7, 7), 5, datetime(2023, 7, 7, 10, tzinfo=UTC)], ["+381", None, None, None]],
        title="Предузећа: [све]",
    )
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet.title == "Предузећа   све"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Име", "Дан", "Број", "Унето"],
        ["=1+1", DAY, 5, NOON],
        ["+381", None, None, None],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "d", "n"}
    assert sheet.freeze_panes == "A2"


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=4))
def test_any_text_can_be_written(rows: list[tuple[str, str]]) -> None:
    assert xlsx_bytes(["а", "б"], rows, title="x").startswith(b"PK")
    lines = csv_bytes(["а", "б"], [[one.encode("utf-8", "ignore").decode(), "x"] for one, _other in rows])
    assert lines.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=a", "+a", "-a", "@a", "\ta", "\ra", "  =a", "\u00a0=a", "＝a"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_other_texts_stay() -> None:
    assert harmless("Рука = ручи") == "Рука = ручи"


@given(st.text("'=+-@＝＋ а\u00a0", max_size=8) | st.text(max_size=8))
def test_a_text_that_was_made_harmless_is_given_back_letter_for_letter(text: str) -> None:
    made = harmless(text)
    assert without_mark(made) == text
    assert not made.lstrip(" \u00a0").startswith(
        ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
    )
