"""Regular expressions of Java, matched whole, in a time that grows with the text and never faster.

A pattern of a questionnaire must not hold up the server, neither by mistake nor by malice. Python's `re` tries one way
after another, and for some patterns and texts the ways double with every letter. Here a pattern becomes a finite
automaton (K. Thompson, "Regular expression search algorithm", Communications of the ACM 11, 1968), and all ways are
followed at once: one step for each letter, over at most `LARGEST` states.

What only trying can do is refused: references back to a group, looking behind, looking ahead elsewhere than at the
beginning, borders of words, and possessive or atomic parts.
"""

from functools import lru_cache
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.patterns.automaton import Automaton
from research.expressions.patterns.grammar import read_pattern
from research.expressions.patterns.parts import Any, Repeat, Sequence

LONGEST_TEXT: Final = 5_000


class Pattern:
    """A pattern that has been read; a text matches if all of it does, and so do all looks ahead from its beginning."""

    def __init__(self, text: str) -> None:
        body, looks = read_pattern(text)
        anything = Repeat(Any(), 0, None)
        self.body = Automaton(body)
        self.looks = [(wanted, Automaton(Sequence((ahead, anything)))) for wanted, ahead in looks]

    def matches(self, text: str) -> bool:
        if len(text) > LONGEST_TEXT:
            raise ExpressionError(
                _("A text of more than %(most)s characters is not compared with a pattern."),
                most=LONGEST_TEXT,
            )
        return self.body.accepts(text) and all(ahead.accepts(text) is wanted for wanted, ahead in self.looks)


@lru_cache(maxsize=512)
def compile_pattern(text: str) -> Pattern:
    """Return the pattern, read once. Raises ExpressionError where it cannot be read or is not supported."""
    return Pattern(text)


def matches(pattern: str, text: str) -> bool:
    """Return whether the whole text matches the pattern. Raises ExpressionError."""
    return compile_pattern(pattern).matches(text)


__all__ = ["LONGEST_TEXT", "Pattern", "compile_pattern", "matches"]
