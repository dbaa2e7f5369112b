"""Files of any Serbian Excel become tables, or a sentence says why not."""

import codecs
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from center.base.spreadsheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    SpreadsheetError,
    read_table,
    reading,
    tables,
    workbooks,
)

pytestmark = pytest.mark.usefixtures("english")

LATIN_WORDS = st.sampled_from(
    [
        "Kruševac",
        "Čačak",
        "Žitorađa",
        "Ćuprija",
        "đak",
        "ručak",
        "škola",
        "kuća",
        "Vođa",
        "Češalj",
        "džem",
        "žaba",
        "što",
    ]
)
CYRILLIC_WORDS = st.sampled_from(
    [
        "Крушевац",
        "Чачак",
        "Житорађа",
        "Ћуприја",
        "ђак",
        "школа",
        "кућа",
        "ир",
        "жир",
        "њива",
        "љубав",
        "џем",
        "и",
    ]
)


def book(*rows: list[Any], title: str = "List", **more: list[list[Any]]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, others in more.items():
        other = workbook.create_sheet(name)
        for row in others:
            other.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sentence(data: bytes) -> str:
    with pytest.raises(SpreadsheetError) as refused:
        read_table(data)
    return refused.value.messages[0]


def outcome(data: bytes) -> list[Any]:
    """Return the rows, or the one sentence."""
    try:
        return list(read_table(data).rows)
    except SpreadsheetError as refused:
        (told,) = refused.messages
        return [told]


# The bytes themselves, so that no codec is its own witness: č ć š ž đ Č Ć Š Ž Đ.
def test_bytes_of_windows_1250_are_serbian_latin() -> None:
    table = read_table(b"Naziv;Mesto\r\n\xe8\xe6\x9a\x9e\xf0a \xc8\xc6\x8a\x8e\xd0A;Kru\x9aevac\r\n")
    assert (table.headers, table.rows[0].cells, table.source) == (
        ("Naziv", "Mesto"),
        ("čćšžđa ČĆŠŽĐA", "Kruševac"),
        "Windows-1250",
    )


def test_bytes_of_windows_1251_are_serbian_cyrillic() -> None:
    table = read_table(
        b"\xcd\xe0\xe7\xe8\xe2;\xcc\xe5\xf1\xf2\xee\r\n\x80\xf3\xf0\xf0\xe5\xe2\xe0\xea;\x8a\xf3\xe1\xe8\x9b\r\n"
    )
    assert (table.headers, table.rows[0].cells[0], table.source) == (
        ("Назив", "Место"),
        "Ђурревак",
        "Windows-1251",
    )


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf8_with_and_without_its_mark(mark: bytes) -> None:
    table = read_table(mark + "Назив,Место\nРука,Ћуприја\n".encode())
    assert (table.headers, table.rows, table.source) == (
        ("Назив", "Место"),
        (Row(2, ("Рука", "Ћуприја")),),
        "UTF-8",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_its_mark(encoding: str) -> None:
    table = read_table("Naziv\tPIB\nKruševac Ђ\t100000001\n".encode(encoding))
    assert (table.headers, table.rows[0].cells) == (("Naziv", "PIB"), ("Kruševac Ђ", "100000001"))


@given(st.lists(LATIN_WORDS, min_size=1, max_size=5), st.sampled_from([";", ",", "\t", "|"]))
def test_latin_words_come_back_from_windows_1250(words: list[str], delimiter: str) -> None:
    text = delimiter.join(["Naziv", "Broj"]) + "\r\n" + delimiter.join([" ".join(words), "1"])
    table = read_table(text.encode("cp1250"))
    assert (table.headers, table.rows) == (("Naziv", "Broj"), (Row(2, (" ".join(words), "1")),))


@given(st.lists(CYRILLIC_WORDS, min_size=1, max_size=5), st.sampled_from([";", ",", "\t", "|"]))
def test_cyrillic_words_come_back_from_windows_1251(words: list[str], delimiter: str) -> None:
    text = delimiter.join(["Naziv", "Broj"]) + "\r\n" + delimiter.join([" ".join(words), "1"])
    assert read_table(text.encode("cp1251")).rows == (Row(2, (" ".join(words), "1")),)


CELLS = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Cf"]), min_size=1, max_size=8
).filter(lambda text: not text.startswith("'"))


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_letters_come_back_from_unicode(rows: list[tuple[str, str, str]], encoding: str) -> None:
    quoted = ["x;y;z", *(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]
    table = read_table("\r\n".join(quoted).encode(encoding))
    assert [row.cells for row in table.rows] == rows


@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_table_or_a_sentence(data: bytes) -> None:
    assert outcome(data) != []


@given(st.binary(max_size=200), st.integers(0, 3000))
def test_a_damaged_workbook_ends_in_a_table_or_a_sentence(noise: bytes, place: int) -> None:
    data = book(["a", "b"], [1, 2])
    assert outcome(data[:place] + noise + data[place + len(noise) :]) != []


def test_a_line_that_names_its_delimiter_is_no_row() -> None:
    table = read_table("sep=|\nИме|Место\nа,б;в|г\n".encode())
    assert (table.headers, table.rows) == (("Име", "Место"), (Row(3, ("а,б;в", "г")),))


def test_commas_in_figures_do_not_part_columns() -> None:
    table = read_table("Назив;Приход\nРука;1.234,56\nНога;2,5\n".encode())
    assert [row.cells for row in table.rows] == [("Рука", "1.234,56"), ("Нога", "2,5")]


def test_titles_above_the_header_and_empty_rows_are_passed_over_and_numbers_are_those_of_excel() -> None:
    data = book(
        ["Списак задруга"], [], ["Назив", "МБ", "Основано"], [], ["Рука", 7208342, date(2023, 7, 7)], []
    )
    table = read_table(data)
    assert table.headers == ("Назив", "МБ", "Основано")
    assert table.rows == (Row(5, ("Рука", 7208342, date(2023, 7, 7))),)


def test_a_list_of_one_column_is_a_table() -> None:
    table = read_table("Назив\nРука\nНога\n".encode())
    assert (table.headers, [row.cells for row in table.rows]) == (("Назив",), [("Рука",), ("Нога",)])


def test_cells_beyond_the_header_are_kept() -> None:
    table = read_table("а;б\n1;2;3\n".encode())
    assert (table.headers, table.rows[0].cells) == (("а", "б", ""), ("1", "2", "3"))


def test_the_first_filled_sheet_is_read_and_others_are_named() -> None:
    table = read_table(book(title="Празан", Подаци=[["а", "б"], [1, 2]], Још=[["в", "г"], [3, 4]]))
    assert (table.source, table.rows[0].cells, table.other_sheets) == ("Подаци", (1, 2), ("Још",))


def test_a_date_of_excel_arrives_as_a_date() -> None:
    (row,) = read_table(book(["дан", "шта"], [date(2023, 7, 7), "отворено"])).rows
    assert row.cells == (date(2023, 7, 7), "отворено")


def test_what_cannot_be_read_says_what_to_do() -> None:
    assert sentence(b"  ") == "The file is empty."
    assert sentence(book([])) == "The file is empty."
    assert sentence("а;б\n".encode()) == "The file has a header and no rows below it."
    assert sentence(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest") == (
        "This is a file of an old Excel or a protected one. Save it as “Excel Workbook (.xlsx)” without a password."
    )
    assert sentence(b"%PDF-1.7") == "This is not a table. Choose an Excel workbook (.xlsx) or a CSV file."
    assert sentence(b"a\0b\0\0\0\0") == sentence(b"\x98\x81\x83\x98")
    assert sentence(b"\x98\x81\x83\x98").startswith("This file cannot be read as a table.")
    assert sentence(b"PK\x03\x04 nothing").startswith("This workbook cannot be opened.")


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_other_archives_are_no_workbooks() -> None:
    assert sentence(packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")).startswith(
        "This is a file of LibreOffice."
    )
    assert sentence(packed(readme=b"x")).startswith("This workbook cannot be opened.")


def test_a_bomb_is_not_unpacked() -> None:
    assert sentence(packed(bomb=b"0" * 2_000_000)).startswith("The workbook unpacks to too much.")
    assert sentence(packed(**{f"part{n}": b"" for n in range(2001)})).startswith(
        "The workbook unpacks to too much."
    )


def test_entities_in_a_workbook_are_refused() -> None:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(book(["a", "b"], ["x", "y"])))
    with zipfile.ZipFile(out, "w") as archive:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY a "boom">]><worksheet', 1
                )
            archive.writestr(part, content)
    assert sentence(out.getvalue()).startswith("This workbook cannot be opened.")


def test_a_sheet_that_claims_a_million_rows_is_read_as_it_is() -> None:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(book(["a", "b"], ["x", "y"])))
    with zipfile.ZipFile(out, "w") as archive:
        for part in source.infolist():
            content = source.read(part).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            archive.writestr(part, content)
    assert read_table(out.getvalue()).rows == (Row(2, ("x", "y")),)


def test_empty_cells_far_to_the_right_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    out, widths = io.BytesIO(), set[int]()
    source = zipfile.ZipFile(io.BytesIO(book(["a", "b"], ["x", "y"])))
    with zipfile.ZipFile(out, "w") as archive:
        for part in source.infolist():
            archive.writestr(part, source.read(part).replace(b"</row>", b'<c r="XFD1" /></row>'))
    real = workbooks._rows

    def measured(sheet: object) -> Iterator[Any]:
        for number, cells in real(sheet):
            widths.add(len(cells))
            yield number, cells

    monkeypatch.setattr(workbooks, "_rows", measured)
    assert read_table(out.getvalue()).rows == (Row(2, ("x", "y")),)
    assert widths == {MOST_COLUMNS + 1}


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sentence("а;б\n".encode() + b"1;2\n" * (MOST_ROWS + 1)) == (
        f"The file has more than {MOST_ROWS} rows. Divide it into several files."
    )
    assert sentence(b";".join([b"a"] * (MOST_COLUMNS + 1))) == f"Row 1 has more than {MOST_COLUMNS} columns."
    monkeypatch.setattr(tables, "LONGEST_CELL", 3)
    assert sentence(b"a;b\nlong;x\n") == "A cell in row 2 holds more than 3 letters."
    monkeypatch.setattr(reading, "MOST_BYTES", 1024 * 1024)
    assert (
        sentence(b"a" * 1024 * 1025)
        == "The file is larger than 1 MB. Keep only the sheet with the list in it."
    )


def test_a_forgotten_quotation_mark_is_told() -> None:
    text = 'а;б\n"' + "x" * 140_000 + "\n"
    assert sentence(text.encode()).startswith("Line ")
