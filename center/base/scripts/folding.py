"""Folding for search: both scripts, and Latin typed without its marks, become the same plain letters."""

import unicodedata
from typing import Final

from center.base.scripts.alphabet import LETTER_TO_LATIN, SERBIAN

_OTHERS: Final = {
    "đ": "dj", "ð": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l", "ŋ": "n", "ø": "o", "ŧ": "t", "þ": "th",
    "ß": "ss", "æ": "ae", "œ": "oe",
}  # fmt: skip
# The accents of European languages, above and below. This table and the one of letters are kept short on
# purpose: PostgreSQL looks every character up from the front, so Serbian stands first.
_ACCENTS: Final = "".join(
    map(chr, [*range(0x0300, 0x0310), 0x0311, 0x031B, *range(0x0323, 0x0329), 0x032D, 0x032E, 0x0330, 0x0331])
)
_LAST_LETTER: Final = "ґ"  # Cyrillic of the European languages; beyond lie those of the north and of Asia


def _plain(latin: str) -> str:
    """Return a Latin reading without accents, in small letters, with đ as dj."""
    decomposed = unicodedata.normalize("NFKD", latin.lower().replace("đ", "dj"))
    return "".join(char for char in decomposed if char not in _ACCENTS)


def _table() -> dict[str, str]:
    serbian = "".join(SERBIAN)
    cyrillic = sorted(LETTER_TO_LATIN, key=lambda char: (char not in serbian + serbian.upper(), char))
    small = {char: _plain(LETTER_TO_LATIN[char]) for char in cyrillic if char <= _LAST_LETTER}
    other = {**_OTHERS, **{char.upper(): plain for char, plain in _OTHERS.items() if len(char.upper()) == 1}}
    ascii_capitals = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    # Letters that the decomposition takes apart anyway never reach the table.
    kept = {
        char: plain for char, plain in (small | other).items() if unicodedata.normalize("NFKD", char) == char
    }
    return {**kept, **dict.fromkeys(_ACCENTS, ""), **ascii_capitals}


FOLDING: Final[dict[str, str]] = _table()
"""Character of the decomposed text to what it is folded to; the SQL function is built from the same table."""

_TRANSLATE: Final = str.maketrans(FOLDING)


def fold(text: str) -> str:
    """Return the text as search compares it; the twin of the SQL function `sr_fold`, equal on every input.

    Compatibility-decomposed, accents removed, Cyrillic in Latin letters, đ as dj, č ć as c, š as s, ž as z,
    dž as dz, small letters. Крушевац, Kruševac and KRUSEVAC all give "krusevac". Capitals of other scripts
    than Latin and Cyrillic, and Cyrillic letters of no European language, stay as they are.
    """
    folded = unicodedata.normalize("NFKD", text).translate(_TRANSLATE)
    return unicodedata.normalize("NFC", folded)
