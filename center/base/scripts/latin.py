"""Cyrillic to Latin: exact for Serbian, readable for every other Cyrillic alphabet."""

import itertools
import re
import unicodedata
from typing import Final

from center.base.scripts.alphabet import LETTER_TO_LATIN, has_cyrillic
from center.base.scripts.marks import outside_marks

_CAPITALS: Final = {char: latin for char, latin in LETTER_TO_LATIN.items() if char != char.lower()}
_DIGRAPHS: Final = re.compile(f"[{''.join(char for char, latin in _CAPITALS.items() if len(latin) > 1)}]")
_SINGLE: Final = str.maketrans(
    LETTER_TO_LATIN | {char: latin.upper() for char, latin in _CAPITALS.items() if len(latin) == 1}
)
_JOINED: Final = re.compile(r"[\w'’\-\u2010\u2011]*")  # one word, with its hyphens, digits and apostrophes
_REACH: Final = 40  # how far a lone letter looks for the rest of its word; keeps odd input linear


def to_latin(text: str) -> str:
    """Return the text with every Cyrillic letter outside marks in Latin script, NFC-normalised.

    Marks (`[[…]]`) stay as typed, brackets included: call `strip_marks` on the result to show it. Latin
    letters, digits, punctuation and markup pass through. A capital Љ, Њ or Џ becomes LJ in a word of
    capitals (ЊЕГОШ, КОЊ) and Lj elsewhere (Његош); alone it is Lj (Љ. Ј.), unless the whole line or the
    word it is joined to by a hyphen or digits is in capitals.
    """
    return outside_marks(text, _stretch_to_latin)


def _stretch_to_latin(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if not has_cyrillic(text):
        return text
    lines = (
        _DIGRAPHS.sub(_Capitals(line), line).translate(_SINGLE) for line in text.splitlines(keepends=True)
    )
    return unicodedata.normalize("NFC", "".join(lines))


class _Capitals:
    """Chooses between LJ and Lj for the capital letters of one line."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.line_is_in_capitals: bool | None = None  # looked up once, and only when a lone letter asks

    def __call__(self, match: re.Match[str]) -> str:
        latin = LETTER_TO_LATIN[match.group()]
        return latin.upper() if self._among_capitals(match.start()) else latin.capitalize()

    def _among_capitals(self, position: int) -> bool:
        neighbour = self._letter(position, 1) or self._letter(position, -1)
        if neighbour:
            return neighbour.isupper()
        before = _JOINED.match(self.line[max(0, position - _REACH) : position][::-1])
        after = _JOINED.match(self.line[position : position + _REACH])
        joined = (before.group()[::-1] if before else "") + (after.group() if after else "")
        if any(char.islower() for char in joined):
            return False
        return _has_word_in_capitals(joined) or self._line_is_in_capitals()

    def _letter(self, position: int, step: int) -> str:
        """Return the letter next to the position, past any accents; empty when there is none."""
        position += step
        while 0 <= position < len(self.line) and unicodedata.combining(self.line[position]):
            position += step
        inside = 0 <= position < len(self.line)
        return self.line[position] if inside and self.line[position].isalpha() else ""

    def _line_is_in_capitals(self) -> bool:
        if self.line_is_in_capitals is None:
            small = any(char.islower() for char in self.line)
            self.line_is_in_capitals = not small and _has_word_in_capitals(self.line)
        return self.line_is_in_capitals


def _has_word_in_capitals(text: str) -> bool:
    return any(first.isupper() and second.isupper() for first, second in itertools.pairwise(text))
