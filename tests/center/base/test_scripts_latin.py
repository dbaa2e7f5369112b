import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.scripts import has_cyrillic, strip_marks, to_latin
from center.base.scripts.alphabet import LETTER_TO_LATIN
from center.base.scripts.marks import MARK

CYRILLIC = "".join(LETTER_TO_LATIN)
TYPED = st.text(
    st.one_of(st.sampled_from(CYRILLIC), st.sampled_from("абвђљњџЉЊЏАБ[] \n.-1aš́"), st.characters())
)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("ЊЕГОШ", "NJEGOŠ"),
        ("Његош", "Njegoš"),
        ("Љубав и ЉУБАВ", "Ljubav i LJUBAV"),
        ("Џон, ЏОН, џеп", "Džon, DŽON, džep"),
        ("КОЊ, АЉ", "KONJ, ALJ"),
        ("Љ", "Lj"),
        ("Љ. Ј. и Њ.", "Lj. J. i Nj."),
        ("Љ-1, Њ2", "Lj-1, Nj2"),
        ("Љ-облик", "Lj-oblik"),
        ("РТВ-Љ", "RTV-LJ"),
        ("МАРКО Љ. ПЕТРОВИЋ", "MARKO LJ. PETROVIĆ"),
        ("МАРКО\nЉ. Петровић", "MARKO\nLj. Petrović"),
        ("Љу\u0301бав, Љ\u030fубав", "Ljúbav, Lj\u030fubav"),
        ("инјекција и ињекција", "injekcija i injekcija"),
        ("Ђорђе Ћирић, чаша, жаба", "Đorđe Ćirić, čaša, žaba"),
        ("Крушевац, Југовићева 17-3", "Kruševac, Jugovićeva 17-3"),
    ],
)
def test_serbian_is_exact(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == unicodedata.normalize("NFC", latin)


def test_letters_of_the_neighbours_become_readable() -> None:
    assert to_latin("Ѓорѓи, Ќосе, Юрий, Щукин, България, Київ, ЁЛКА") == (
        "Đorđi, Ćose, Jurij, Ščukin, Balgarija, Kijiv, JOLKA"
    )


def test_latin_letters_digits_and_markup_pass() -> None:
    text = '<a href="https://example.org/č?x=1">Čaj</a> &nbsp; %(name)s {count} 25 % Wi-Fi'
    assert to_latin(text) == text


def test_marks_are_untouched_until_they_are_stripped() -> None:
    assert to_latin("Књига [[Рат и мир]] и [[Facebook]]") == "Knjiga [[Рат и мир]] i [[Facebook]]"
    assert strip_marks("Knjiga [[Рат и мир]] i [[Facebook]]") == "Knjiga Рат и мир i Facebook"


def test_a_forgotten_bracket_is_ordinary_text() -> None:
    assert to_latin("[[Нема краја\n\nдруги пасус]]") == "[[Nema kraja\n\ndrugi pasus]]"
    assert strip_marks("[[Nema kraja") == "[[Nema kraja"


@given(TYPED)
def test_no_cyrillic_letter_is_left_outside_marks(text: str) -> None:
    outside = MARK.sub("", to_latin(text))
    assert not has_cyrillic(outside)
    # Said again without our own table: Unicode's names know every Cyrillic letter.
    names = [unicodedata.name(char, "") for char in outside]
    assert [name for name in names if "CYRILLIC" in name and "LETTER" in name] == []


@given(TYPED)
def test_a_second_conversion_changes_nothing(text: str) -> None:
    once = to_latin(text)
    assert to_latin(once) == once


@given(TYPED)
def test_every_mark_survives_as_typed(text: str) -> None:
    assert MARK.findall(to_latin(text)) == MARK.findall(text)
