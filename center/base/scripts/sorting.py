"""Sort keys: lists stand in the order of the script they are shown in, whatever the database's locale."""

import unicodedata
from typing import Final

from center.base.scripts.alphabet import ABECEDA, AZBUKA, SERBIAN, has_cyrillic, is_cyrillic
from center.base.scripts.cyrillic import letters_to_cyrillic
from center.base.scripts.latin import to_latin
from center.base.scripts.marks import strip_marks

_DIGITS: Final = "0123456789"
_END: Final = "00"  # below every weight: a shorter text stands before a longer one
_SPACE: Final = "01"


def _weights(letters: list[str]) -> dict[str, str]:
    return {letter: f"{number:02}" for number, letter in enumerate(letters, start=10)}


def _latin_order() -> list[str]:
    """Serbian Latin order, each letter as its Cyrillic one, q w x y in their usual places."""
    cyrillic = {latin: char for char, latin in SERBIAN.items()}
    order = [cyrillic[latin] for latin in ABECEDA]
    for foreign, before in (("q", "r"), ("w", "z"), ("x", "z"), ("y", "z")):
        order.insert(order.index(cyrillic[before]), foreign)
    return order


_ENGLISH: Final = list("abcdefghijklmnopqrstuvwxyz")
_ORDER: Final = {
    "sr": _weights([*_DIGITS, *AZBUKA, *_ENGLISH]),
    "sr-latn": _weights([*_DIGITS, *_latin_order()]),
    "en": _weights([*_DIGITS, *_ENGLISH]),
}


def sort_key(text: str, language: str) -> str:
    """Return a key of plain digits for sorting texts as they are shown in a language (sr, sr-latn or en).

    sr: azbuka, Latin words behind; sr-latn: a b c č ć d dž đ … lj … nj … ž; en: a to z, accents ignored.
    Marks, quotes and punctuation are ignored, hyphens count as spaces, small letters stand before capitals
    of an otherwise equal text. Sort by it in Python, or store it in a column with `db_collation="C"`.
    """
    language = language.lower()
    order = _ORDER[
        "sr-latn" if language.startswith("sr-l") else language[:2] if language[:2] in _ORDER else "en"
    ]
    letters = _letters(strip_marks(text), language)
    primary = "".join(_weight(char, order) for char in letters).strip()
    capitals = "".join("2" if char.isupper() else "1" for char in letters)
    return f"{primary}{_END}{capitals}"


def first_letter(text: str, language: str) -> str:
    """Return the letter under which a text stands in a list of that language, as its alphabet writes it: Č, Lj, Њ.

    "#" for a text that begins with no letter of the alphabet.
    """
    words = _letters(strip_marks(text), language.lower()).strip()
    letter = words[:1].lower()
    if language.lower().startswith("sr-l"):
        letter = SERBIAN.get(letter, letter)
    return letter.title() if letter.isalpha() else "#"


def _letters(text: str, language: str) -> str:
    """Return the characters that count, one per letter of the alphabet in question."""
    composed = unicodedata.normalize("NFC", text)  # what accents are left then count as little as commas
    words = "".join(char if char.isalnum() else _blank(char) for char in composed)
    return " ".join(_word(word, language) for word in words.split())


def _blank(char: str) -> str:
    return " " if char.isspace() or unicodedata.category(char) == "Pd" else ""


def _word(word: str, language: str) -> str:
    if language.startswith("en"):
        return _bare(to_latin(word).replace("đ", "d").replace("Đ", "D"))
    if language.startswith("sr-l") or has_cyrillic(word):
        # Through Cyrillic, where lj, nj and dž are one letter each and n+j stays two.
        word = "".join(
            char if not is_cyrillic(char) or char.lower() in SERBIAN else to_latin(char) for char in word
        )
        return letters_to_cyrillic(word)
    return _bare(word)


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _weight(char: str, order: dict[str, str]) -> str:
    if char == " ":
        return _SPACE
    return order.get(char.lower()) or order.get(_bare(char).lower()) or "98"
