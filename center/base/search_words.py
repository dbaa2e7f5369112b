"""Words as a search compares them: folded, letters and digits only."""

import re
from collections.abc import Iterator
from typing import Final

from center.base.scripts import fold, strip_marks
from center.base.word_forms import other_forms

WORD: Final = re.compile(r"[^\W_]+")
MOST_WORDS: Final = 8
LONGEST: Final = 40
_SHORT: Final = 2
# They stand in nearly every text, so they tell nothing apart (Serbian and English).
_COMMON: Final = frozenset(
    [
        "i",
        "u",
        "a",
        "o",
        "s",
        "k",
        "iz",
        "za",
        "na",
        "sa",
        "od",
        "do",
        "po",
        "se",
        "je",
        "the",
        "and",
        "of",
        "in",
        "for",
    ]
)


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a text as (folded, as it is written), at most 40 letters of it."""
    for found in WORD.finditer(strip_marks(text)):
        written = found.group()[:LONGEST]
        # Some letters fold to several characters, and rare ones to signs between which there is no word.
        for part in WORD.findall(fold(written)):
            yield part[:LONGEST], written


def folded_words(*texts: str) -> str:
    """Return the words of the texts, folded, with one blank between them."""
    return " ".join(word for text in texts for word, _written in pairs(text))


def asked(typed: str) -> list[str]:
    """Return the words that somebody searches for, at most eight; words that stand everywhere only if alone."""
    words = list(dict.fromkeys(word for word, _written in pairs(typed[:400])))
    telling = [word for word in words if word not in _COMMON]
    return (telling or words)[:MOST_WORDS]


def raw_query(words: list[str], *, weight: str = "") -> str:
    """Return a text for `to_tsquery`: every word in any of its forms, the last also as a beginning.

    From three letters on, that is. With a `weight` (A to D) only words of that weight are wanted. Words are of letters
    and digits only, so nothing in them can be an operator.
    """
    if not words:
        return ""
    *whole, last = words
    mark = f":{weight}" if weight else ""
    ends = [
        *(f"{word}{mark}" for word in whole),
        f"{last}:*{weight}" if is_beginning(last) else f"{last}{mark}",
    ]
    return " & ".join(
        f"({' | '.join([typed, *(f'{form}{mark}' for form in other_forms(word))])})"
        for typed, word in zip(ends, words, strict=True)
    )


def is_beginning(last: str) -> bool:
    """Whether the last word of a search also finds words that begin with it."""
    return len(last) > _SHORT
