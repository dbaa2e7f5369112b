"""The letters of text messages: of plain ones 160 fit into one, of Cyrillic or of č ć š ž đ only 70.

Plain are those of the alphabet of GSM (3GPP TS 23.038, 6.2.1) that ASCII has as well. All our texts are written in
them, in Latin without marks, as people in Serbia type their own: a reminder is one message, which is paid once and
arrives in one piece.
"""

import string
import unicodedata
from typing import Final

from center.base.scripts import strip_marks, to_latin

LENGTH_OF_ONE: Final = 160
# ASCII but for the grave accent, which GSM does not have, and what it has only as two signs.
_PLAIN: Final = frozenset(string.ascii_letters + string.digits + " \n!\"#$%&'()*+,-./:;<=>?@_")
_INSTEAD: Final = str.maketrans(
    {
        "đ": "dj", "Đ": "Dj", "ð": "d", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "œ": "oe",
        "„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "·": ".", "€": "EUR",
        "[": "(", "]": ")", "{": "(", "}": ")", "~": "-", "|": "/", "\\": "/", "^": "",
    }
)  # fmt: skip


def as_sms(text: str) -> str:
    """Return the text in plain letters, Cyrillic in Latin ones; what has no such letter becomes a question mark."""
    latin = strip_marks(to_latin(text)).translate(_INSTEAD)
    apart = unicodedata.normalize("NFKD", latin)
    plain = (sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign in _PLAIN else _other(sign) for sign in plain).split())


def _other(sign: str) -> str:
    return " " if sign.isspace() else "?"


def fitting(*ways: str) -> str:
    """Return the first way to say it that is one message; if none is, the last one, cut where one message ends."""
    written = [as_sms(way) for way in ways]
    short = (text for text in written if len(text) <= LENGTH_OF_ONE)
    return next(short, written[-1][:LENGTH_OF_ONE])
