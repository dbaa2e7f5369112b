"""Telling Roman numerals from words: "Petar I" and "II razred", but "I to je sve" and "VI STE".

Numerals with an X need no rule here: no Serbian word has one, so they are left as typed anyway.
"""

import re
from typing import Final

_CANONICAL: Final = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ALWAYS: Final = frozenset({"II", "III", "IV", "VII", "VIII"})
_WORDS: Final = frozenset({"DIV", "LIV"})  # giant, a surname: words in capitals

# At the start of a sentence "I" is a numeral only before a word that wants an ordinal number.
_ORDINAL_BEFORE: Final = re.compile(
    r"[.)]?[ \u00a0]+(?:vek|stoleć|razred|stepen|sprat|kvartal|tromeseč|polugodi|kategorij|deo |svetsk\w+ r)",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"[.)](?=\s)(?!\s+\w+ić\b)")  # "I. Uvod", but "I. Petrović"
_INITIAL: Final = re.compile(r"\.\s*[A-ZČĆĐŠŽ]")
_NUMBERED_TEXT: Final = (  # what carries a number behind it, and rulers of the schoolbooks
    "deo član glava odeljak tom knjiga faza grupa zona kategorija prilog tačka nivo petar aleksandar pavle "
    "milan mihailo nikola karlo franc vilhelm napoleon luj lazar dušan stefan elizabeta katarina jovan"
)
_NUMBERED: Final = frozenset(_NUMBERED_TEXT.split())
_WORD_BEFORE: Final = re.compile(r"(\w+)([ \u00a0])$")
_WORD_AFTER: Final = re.compile(r"[ \u00a0]+(\w+)")
_REACH: Final = 40


def is_roman(text: str, start: int, end: int) -> bool:
    """Whether the word `text[start:end]` is a Roman numeral, judged by itself and by its neighbours.

    Unmistakable ones (II, IV, VIII, MCM) always; VI unless its neighbours are in capitals too; V unless it
    is an initial (V. Petrović); I by its place in the sentence. CI, DI, LI, MI, DIV and LIV are words.
    """
    word = text[start:end]
    if not _CANONICAL.fullmatch(word):
        return False
    if word in _ALWAYS:
        return True
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if word == "I":
        return _is_first(before, after)
    if word == "V":
        return not _INITIAL.match(after) or _follows_numbered(before)
    if word == "VI":
        return not _among_capitals(before, after)
    return len(word) > 2 and word not in _WORDS  # noqa: PLR2004 -- one and two letters were decided above


def _is_first(before: str, after: str) -> bool:
    """Whether "I" means "the first": not the conjunction "and", not an initial."""
    previous = _WORD_BEFORE.search(before)
    following = _WORD_AFTER.match(after)
    if _among_capitals(before, after):
        return False
    if previous is None:  # the first word of a sentence or a line
        at_line_start = not before.strip(" \u00a0") or before.rstrip(" \u00a0").endswith("\n")
        return bool(_ORDINAL_BEFORE.match(after) or (at_line_start and _HEADING.match(after)))
    if _follows_numbered(before):
        return True
    if _INITIAL.match(after) or previous.group(1).isdigit():
        return False
    titled = previous.group(1)[0].isupper() and following is not None and following.group(1)[0].isupper()
    return not titled  # "Posao I Zarada" is a title in capitals; "Petar I je" and "za I razred" are numbers


def _follows_numbered(before: str) -> bool:
    previous = _WORD_BEFORE.search(before)
    return previous is not None and previous.group(1).lower() in _NUMBERED


def _among_capitals(before: str, after: str) -> bool:
    neighbours = (_WORD_BEFORE.search(before), _WORD_AFTER.match(after))
    words = [match.group(1) for match in neighbours if match]
    return any(len(word) > 1 and word.isupper() and not _CANONICAL.fullmatch(word) for word in words)
