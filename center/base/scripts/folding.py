"""Folding for search: both scripts, and Latin typed without its marks, become the same plain letters."""

import unicodedata
from typing import Final

from center.base.scripts.alphabet import LETTER_TO_LATIN

_OTHERS: Final = {
    "đ": "dj", "ð": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l", "ŋ": "n", "ø": "o", "ŧ": "t", "þ": "th",
    "ß": "ss", "æ": "ae", "œ": "oe",
}  # fmt: skip
_ACCENTS: Final = "".join(map(chr, [*range(0x0300, 0x0370), *range(0x0483, 0x0488)]))


def _plain(latin: str) -> str:
    """Return a Latin reading without accents, in small letters, with đ as dj."""
    decomposed = unicodedata.normalize("NFKD", latin.lower().replace("đ", "dj"))
    return "".join(char for char in decomposed if char not in _ACCENTS)


def _table() -> dict[str, str]:
    small = {char: _plain(latin) for char, latin in LETTER_TO_LATIN.items()}
    other = {**_OTHERS, **{char.upper(): plain for char, plain in _OTHERS.items() if len(char.upper()) == 1}}
    ascii_capitals = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    # Letters that the decomposition takes apart anyway never reach the table.
    kept = {
        char: plain for char, plain in (small | other).items() if unicodedata.normalize("NFKD", char) == char
    }
    return {**kept, **ascii_capitals, **dict.fromkeys(_ACCENTS, "")}


FOLDING: Final[dict[str, str]] = _table()
"""Character of the decomposed text to what it is folded to; the SQL function is built from the same table."""

_TRANSLATE: Final = str.maketrans(FOLDING)


def fold(text: str) -> str:
    """Return the text as search compares it; the twin of the SQL function `sr_fold`, equal on every input.

    Compatibility-decomposed, accents removed, Cyrillic in Latin letters, đ as dj, č ć as c, š as s, ž as z,
    dž as dz, small letters. Крушевац, Kruševac and KRUSEVAC all give "krusevac". Capitals of other scripts
    than Latin and Cyrillic stay as they are, since databases disagree on their small letters.
    """
    folded = unicodedata.normalize("NFKD", text).translate(_TRANSLATE)
    return unicodedata.normalize("NFC", folded)
