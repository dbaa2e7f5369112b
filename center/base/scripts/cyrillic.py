"""Latin to Cyrillic, for people who type Serbian in Latin; not exact, so people see the result."""

import re
import unicodedata
from typing import Final

from center.base.scripts.alphabet import SERBIAN, has_cyrillic
from center.base.scripts.marks import MARK, outside_marks
from center.base.scripts.protected import SPANS, is_foreign
from center.base.scripts.roman import is_roman
from center.base.scripts.seams import split_at_seams

_TO_CYRILLIC: Final = {latin: cyrillic for cyrillic, latin in SERBIAN.items()}
_LETTER: Final = re.compile("dž|lj|nj|[a-pr-vzčćđšž]", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")
_DIGRAPH_CHARS: Final = str.maketrans(
    {"ǆ": "dž", "ǅ": "Dž", "Ǆ": "DŽ", "ǉ": "lj", "ǈ": "Lj", "Ǉ": "LJ", "ǌ": "nj", "ǋ": "Nj", "Ǌ": "NJ"}
)
_NUMBERED: Final = re.compile(r"(\d+)([^\W\d_]+)")  # 17a, 90ih
_DIMENSION: Final = re.compile(r"[2-6][DG]")  # 3D, 5G
_NAMED: Final = re.compile(r"([^\W\d_]{4,})\d+")  # obrazac1, but not A4, CO2, mp3
_LONGEST_ENDING: Final = 4  # a case ending behind a foreign name: Facebook-u, PDF-ovima


def typed_to_cyrillic(text: str) -> str:
    """Return what is stored for a typed Serbian text: Cyrillic if it was typed in Latin, else unchanged.

    One Cyrillic letter outside marks says that the text was typed in Cyrillic; Latin words in it are then
    foreign on purpose and stay.
    """
    return text if has_cyrillic(MARK.sub("", text)) else to_cyrillic(text)


def to_cyrillic(text: str) -> str:
    """Return the text with its Serbian Latin words in Cyrillic, NFC-normalised.

    Left as typed: marks (`[[…]]`, brackets included), web and e-mail addresses, @handles, #hashtags, file
    names, HTML tags and entities, placeholders, units behind a number, Roman numerals, words with w, x, y, q
    or other foreign features, and codes such as A4 or CO2. A `dj` stays дј (dj is not đ in правопис, and a
    guess would spoil nadjačati); words where n+j or d+ž are two letters are in `seams`.
    """
    return outside_marks(text, _stretch_to_cyrillic)


def letters_to_cyrillic(word: str) -> str:
    """Convert every Serbian Latin letter of one word, protecting nothing; other characters stay."""
    return "".join(_LETTER.sub(_letter, part) for part in split_at_seams(word))


def _letter(match: re.Match[str]) -> str:
    latin = match.group()
    cyrillic = _TO_CYRILLIC.get(latin.lower(), latin)
    return cyrillic if latin[0].islower() else cyrillic.upper()


def _stretch_to_cyrillic(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_DIGRAPH_CHARS)
    pieces: list[str] = []
    position = 0
    for span in SPANS.finditer(text):
        pieces += [_Words(text, position).convert(span.start()), span.group()]
        position = span.end()
    return "".join([*pieces, _Words(text, position).convert(len(text))])


class _Words:
    """The words of one unprotected stretch; they see their neighbours, since some meanings depend on them."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.foreign_until = -1  # where the last word that was left as typed ended

    def convert(self, end: int) -> str:
        pieces: list[str] = []
        position = self.start
        for match in _WORD.finditer(self.text, self.start, end):
            pieces += [self.text[position : match.start()], self._word(match)]
            position = match.end()
        return "".join([*pieces, self.text[position:end]])

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        numbered = _NUMBERED.fullmatch(word)
        if numbered and not _DIMENSION.fullmatch(word):
            return numbered[1] + letters_to_cyrillic(numbered[2])
        if self._stays(word, match.start(), match.end()):
            self.foreign_until = match.end()
            return word
        return letters_to_cyrillic(word)

    def _stays(self, word: str, start: int, end: int) -> bool:
        if any(char.isdigit() for char in word):
            return not _NAMED.fullmatch(word) or word.isupper()
        if is_foreign(word) or is_roman(self.text, start, end):
            return True
        # The second half of Wi-Fi or McDonald's is as foreign as the first; a case ending is Serbian.
        joined = self.foreign_until == start - 1 and self.text[start - 1] in "-'’"
        return joined and not (
            word.islower() and len(word) <= _LONGEST_ENDING and self.text[start - 1] == "-"
        )
