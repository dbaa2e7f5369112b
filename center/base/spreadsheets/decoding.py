"""Text files in the encodings that Serbian computers write; the right one gives Serbian words."""

import re
from typing import Final

from django.utils.translation import gettext as _

from center.base.scripts.alphabet import SERBIAN, is_cyrillic
from center.base.spreadsheets.errors import SpreadsheetError

_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzčćđšž")
# Names of neighbours and guests that Windows-1250 can write.
_NEIGHBOURS: Final = frozenset("äöüßáéíóúőűâăîşţ")
_CYRILLIC: Final = frozenset(SERBIAN)
# One wrong word speaks against an encoding more than one right word speaks for it.
_WEIGHT_OF_WRONG: Final = 2
_MOST_LETTERS: Final = 200_000
_NUL_SHARE: Final = 0.2


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    UTF-8 and UTF-16 are known by their marks and their form; between Windows-1250 (Latin) and Windows-1251
    (Cyrillic) it is decided by which reading consists of Serbian words. Raises SpreadsheetError for anything else.
    """
    for mark, encoding, name in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding), name
    if b"\0" in data:
        return _strict(data, _utf16_without_mark(data)), "UTF-16"
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _windows(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable() from error


def _utf16_without_mark(data: bytes) -> str:
    """Tell which byte of each pair is the empty one in text that is mostly Latin letters and digits."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < len(data) / 2 * _NUL_SHARE or len(data) % 2:
        raise _unreadable()
    return "utf-16-le" if odd > even else "utf-16-be"


def _windows(data: bytes) -> tuple[str, str]:
    readings: list[tuple[int, str, str]] = []
    for encoding, name in (("cp1250", "Windows-1250"), ("cp1251", "Windows-1251")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_serbian_words(text[:_MOST_LETTERS]), text, name))
    if not readings:
        raise _unreadable()
    # The first of equals: Latin.
    _points, text, name = max(readings, key=lambda reading: reading[0])
    return text, name


def _serbian_words(text: str) -> int:
    """Count the words with other letters than those of ASCII: those that Serbian can have, less the others."""
    points = 0
    for word in _WORD.findall(text):
        letters = set(word.lower())
        if word.isascii():
            continue
        if letters <= _CYRILLIC or (letters <= _LATIN and any(letter.isascii() for letter in letters)):
            points += 1
        elif any(map(is_cyrillic, letters)) or not letters <= _LATIN | _NEIGHBOURS:
            points -= _WEIGHT_OF_WRONG
    return points


def _unreadable() -> SpreadsheetError:
    return SpreadsheetError(
        _(
            "This file cannot be read as a table. Save it in Excel as “Excel Workbook (.xlsx)” or as “CSV UTF-8” "
            "and choose it again."
        )
    )
