from hypothesis import given
from hypothesis import strategies as st

from center.base.scripts import sort_key, to_latin

LATIN = [
    "cena",
    "čaj",
    "ćup",
    "dan",
    "džep",
    "đak",
    "konjunktura",
    "konj",
    "luk",
    "ljubav",
    "noć",
    "njiva",
    "žaba",
]
CYRILLIC = ["ана", "ваза", "ђак", "жаба", "Лепа", "лук", "Љубав", "нос", "његош", "џеп", "шума", "abeceda"]


def ordered(texts: list[str], language: str) -> list[str]:
    return sorted(texts[1:] + texts[:1], key=lambda text: sort_key(text, language))


def test_cyrillic_stands_in_the_order_of_azbuka() -> None:
    assert ordered(CYRILLIC, "sr") == CYRILLIC


def test_latin_stands_in_the_order_of_abeceda() -> None:
    assert ordered(LATIN, "sr-latn") == LATIN


def test_stored_cyrillic_is_ordered_as_its_latin_rendering_would_be() -> None:
    stored = [
        "цена",
        "чај",
        "ћуп",
        "дан",
        "џеп",
        "ђак",
        "конјунктура",
        "коњ",
        "лук",
        "љубав",
        "ноћ",
        "њива",
        "жаба",
    ]
    assert ordered(stored, "sr-latn") == stored
    assert [to_latin(text) for text in stored] == LATIN


def test_english_ignores_accents() -> None:
    assert ordered(["Čačak", "Club", "Đorđe", "Dublin"], "en") == ["Čačak", "Club", "Đorđe", "Dublin"]


def test_case_decides_only_between_equal_words() -> None:
    assert ordered(["ана", "Ана", "аница"], "sr") == ["ана", "Ана", "аница"]


def test_quotes_and_marks_do_not_count_and_a_space_comes_first() -> None:
    assert ordered(["„Други круг“", "[[Друго]]", "Нови Сад", "Новиград"], "sr") == [
        "„Други круг“",
        "[[Друго]]",
        "Нови Сад",
        "Новиград",
    ]


@given(st.text(), st.sampled_from(["sr", "sr-latn", "en"]))
def test_any_text_has_a_key_of_digits(text: str, language: str) -> None:
    assert sort_key(text, language).isdecimal()
