"""A text in Serbian (kept in Cyrillic) and English, said in one of the three languages of the portal."""

from typing import Final

from center.base.scripts import strip_marks, to_latin
from research.definition import Texts

__all__ = ["LANGUAGES", "TAGS", "Texts", "said", "tag_of"]

# The portal's codes of languages, and how standards name them (BCP 47).
LANGUAGES: Final = ("sr", "sr-latn", "en")
TAGS: Final = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}


def said(texts: Texts, language: str) -> str:
    """Return a text as readers of "sr", "sr-latn" or "en" meet it; the other language where this one is missing.

    Latin is made from Cyrillic; marks of foreign words are removed. "" where there is no text at all.
    """
    serbian, english = texts.get("sr", ""), texts.get("en", "")
    if english and (language == "en" or not serbian):
        return english
    text = serbian or next(iter(texts.values()), "")
    return strip_marks(text if language == "sr" else to_latin(text))


def tag_of(texts: Texts, language: str) -> str:
    """Return the language that `said` speaks, as standards name it: that of the other text where one is missing."""
    if texts.get("en") and (language == "en" or not texts.get("sr")):
        return TAGS["en"]
    return TAGS["sr" if language == "sr" else "sr-latn"]
