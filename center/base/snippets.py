"""The part of a text that shows why it was found."""

from collections.abc import Callable
from typing import Final

from center.base.rich_text import plain
from center.base.shown_text import ShownText

_LONGEST: Final = 220
_BEFORE: Final = 60


def snippet(text: ShownText, is_found: Callable[[str], bool]) -> ShownText:
    """Return at most some 220 characters around the first word that was found, cut at words; else the beginning.

    Markdown is left out, and the text stays marked with its language.
    """
    words = plain(text).split()
    said = " ".join(words)
    if len(said) <= _LONGEST:
        return ShownText(said, text.lang, is_fallback=text.is_fallback)
    first = next((number for number, word in enumerate(words) if is_found(word)), 0)
    start = first
    while start > 0 and len(" ".join(words[start - 1 : first])) < _BEFORE:
        start -= 1
    end = start + 1
    while end < len(words) and len(" ".join(words[start : end + 1])) <= _LONGEST:
        end += 1
    cut = " ".join(words[start:end])
    cut = f"{'… ' if start else ''}{cut}{' …' if end < len(words) else ''}"
    return ShownText(cut, text.lang, is_fallback=text.is_fallback)
