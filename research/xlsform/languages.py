"""Languages of a workbook: which one a header names, in which script, and what stands in columns that name none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from center.base.scripts import fold, has_cyrillic, strip_marks, typed_to_cyrillic

SERBIAN: Final = "sr"
ENGLISH: Final = "en"
# What the portal shows; other languages are kept for the workbook.
SHOWN: Final = (SERBIAN, ENGLISH)
_HEADERS: Final = {SERBIAN: "Српски (sr)", ENGLISH: "English (en)"}
# Says that Latin letters in a Serbian text are meant.
_CYRILLIC_HEADER: Final = "Српски (sr-Cyrl)"
_CODE: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\(\s*([^()]*?)\s*\)\s*$")
_KNOWN: Final = {"srpski": SERBIAN, "serbian": SERBIAN, "engleski": ENGLISH, "english": ENGLISH}
_LONG_CODES: Final = {"srp": SERBIAN, "eng": ENGLISH}
_LATIN_LETTER: Final = re.compile(r"[A-Za-zČĆĐŠŽčćđšž]")
_SERBIAN_LETTER: Final = re.compile(r"[ČĆĐŠŽčćđšž]")
_INSERTED: Final = re.compile(r"(\$\{[^}]*\})")
_WORD: Final = re.compile(r"[a-z]+")
_ENGLISH_TEXT: Final = """
    a an and are at by did do does employees for from has have how if in is many name no not of old or other please
    select that the there these this to was were what when where which who why with would yes you your
"""
_SERBIAN_TEXT: Final = """
    a ako bi da do godina i ili ime iz je kada kako koja koje koji koliko li moj na ne o od po sa se smo ste sta su
    u vas vasa vasi vase vi za zasto
"""
_ENGLISH_WORDS: Final = frozenset(_ENGLISH_TEXT.split())
_SERBIAN_WORDS: Final = frozenset(_SERBIAN_TEXT.split())


@dataclass(frozen=True)
class Language:
    """`latin`: whether the header says so; None: it does not say which script."""

    code: str
    latin: bool | None = None


def language_of(header: str) -> Language:
    """Return the language that a header names: by the code in brackets, a bare code, or a known name."""
    bracketed = _IN_BRACKETS.search(header)
    said = bracketed[1] if bracketed and _CODE.fullmatch(bracketed[1]) else header.strip()
    if _CODE.fullmatch(said):
        first, *rest = said.replace("_", "-").lower().split("-")
        code = _LONG_CODES.get(first, first)
        if code == SERBIAN:
            return Language(SERBIAN, {"latn": True, "cyrl": False}.get(rest[0] if rest else ""))
        return Language(ENGLISH if code == ENGLISH else "-".join((code, *rest)))
    words = _WORD.findall(fold(header))
    code = _KNOWN.get(words[0], "") if words else ""
    if code == SERBIAN:
        latin = any(word.startswith("lat") for word in words[1:])
        return Language(SERBIAN, True if latin else False if len(words) > 1 else None)
    return Language(code or said)


def header_of(code: str, *, as_typed: bool) -> str:
    """Return what `language_of` reads as the code; `as_typed`: that Serbian texts in Latin letters are meant so."""
    return _CYRILLIC_HEADER if as_typed and code == SERBIAN else _HEADERS.get(code, code)


def typed_in_latin(texts: Iterable[str]) -> bool:
    """Whether a column of Serbian texts was typed in Latin: at least as many texts without Cyrillic as with it."""
    cyrillic = latin = 0
    for text in map(without_names, texts):
        if has_cyrillic(strip_marks(text)):
            cyrillic += 1
        elif _LATIN_LETTER.search(text):
            latin += 1
    return latin > 0 and latin >= cyrillic


def to_stored(text: str) -> str:
    """Return the Cyrillic of a Serbian text; names of questions inside ${} stay."""
    if has_cyrillic(without_names(text)):
        return text
    return "".join(
        part if part.startswith("${") else typed_to_cyrillic(part) for part in _INSERTED.split(text)
    )


def without_names(text: str) -> str:
    """Return the text without the answers that are inserted into it."""
    return _INSERTED.sub("", text)


def guess(texts: Iterable[str]) -> str:
    """Return the language of texts for which the workbook names none: English if its small words prevail."""
    english = serbian = 0
    for text in texts:
        if has_cyrillic(text) or _SERBIAN_LETTER.search(text):
            return SERBIAN
        words = _WORD.findall(text.lower())
        english += sum(word in _ENGLISH_WORDS for word in words)
        serbian += sum(word in _SERBIAN_WORDS for word in words)
    return ENGLISH if english > serbian else SERBIAN
