import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.xlsform.languages import Language, guess, language_of, to_stored, typed_in_latin
from research.xlsform.sheets import as_read, as_written
from research.xlsform.types import type_of


@given(st.text() | st.sampled_from(["_x0041_x0042_", "__x005F_x0041_", "_xD83D_", "_x0000_", "a\r\nb\rc"]))
def test_a_cell_that_was_written_is_read_as_it_was(text: str) -> None:
    kept = as_read(as_written(text))

    assert as_read(as_written(kept)) == kept


def test_what_excel_writes_by_number_is_read_as_the_letter() -> None:
    assert as_read("први_x000D_\nдруги _x0041_ _x005F_x0041_ ") == "први\nдруги A _x0041_"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Српски (sr)", Language("sr")),
        ("Srpski (sr-Latn)", Language("sr", latin=True)),
        ("Српски (sr-Cyrl)", Language("sr", latin=False)),
        ("Serbian (sr-Latn-RS)", Language("sr", latin=True)),
        ("Srpski (sr-RS)", Language("sr")),
        ("Srpski (latinica)", Language("sr", latin=True)),
        ("Srpski latinica", Language("sr", latin=True)),
        ("srpski", Language("sr")),
        ("sr", Language("sr")),
        ("English (en)", Language("en")),
        ("English (en-GB)", Language("en")),
        ("engleski", Language("en")),
        ("EN", Language("en")),
        ("Magyar (hu)", Language("hu")),
        ("hu", Language("hu")),
        ("Français", Language("Français")),
    ],
)
def test_the_code_in_brackets_says_the_language(header: str, language: Language) -> None:
    assert language_of(header) == language


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["How old are you?"], "en"),
        (["Name of the company", "Other"], "en"),
        (["Koliko imate godina?"], "sr"),
        (["Колико имате година?"], "sr"),
        (["Ime"], "sr"),
        (["Šta radite at the moment for you"], "sr"),
        ([], "sr"),
    ],
)
def test_texts_without_a_language_are_english_where_its_small_words_prevail(
    texts: list[str], code: str
) -> None:
    assert guess(texts) == code


def test_a_cyrillic_column_with_single_latin_names_was_not_typed_in_latin() -> None:
    assert not typed_in_latin(["Коју мрежу користите?", "Друго", "Instagram"])
    assert typed_in_latin(["Da", "Ne", "Друго"])
    assert to_stored("Imate ${ime-firme} i ${a}") == "Имате ${ime-firme} и ${a}"


@pytest.mark.parametrize(
    ("said", "kind", "choices", "other"),
    [
        ("select_one a", "select_one", "a", False),
        ("select1 a", "select_one", "a", False),
        ("select one from a", "select_one", "a", False),
        ("select one a or other", "select_one", "a", True),
        ("select_multiple a or_other", "select_multiple", "a", True),
        ("select all that apply from a or specify other", "select_multiple", "a", True),
        ("rank a", "rank", "a", False),
        ("select_one\u00a0 a", "select_one", "a", False),
        ("string", "text", "", False),
        ("int", "integer", "", False),
        ("trigger", "acknowledge", "", False),
    ],
)
def test_types_have_older_names(said: str, kind: str, choices: str, *, other: bool) -> None:
    found = type_of(said)

    assert (found.kind, found.choices, found.or_other) == (kind, choices, other)


@pytest.mark.parametrize("text", ["_x0041_", "_x0041_x0042_", "__x005F_x0041_", "_x000D_"])
def test_a_text_that_looks_like_excels_numbers_stays(text: str) -> None:
    assert as_read(as_written(text)) == text
