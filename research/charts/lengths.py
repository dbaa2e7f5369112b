"""Lengths as SVG writes them: across in percent of the picture, down in heights of the type.

So a chart fills any width, and its letters have the size of the page's letters on a phone and on a desk alike.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format

from research.charts.wrapping import wrapped

LINE: Final = 1.3  # from one line of a label to the next
BASE: Final = 0.95  # from the top of a line to the foot of its letters
BAR: Final = 1.35
GAP: Final = 0.85
FOOT: Final = 0.98  # from the top of a bar to the foot of the letters in it


def em(value: float) -> str:
    return f"{round(value, 3):g}em"


def across(value: float) -> str:
    return f"{round(value, 2):g}%"


def percent_words(value: float, decimals: int = 1) -> str:
    """Return a percentage as people of the active language read it, such as "43,2%"."""
    return f"{number_format(value, decimals, use_l10n=True)}%"


@dataclass(frozen=True)
class Words:
    """One line of text and the place of its foot."""

    y: str
    text: str


def label_at(text: str, top: float) -> tuple[tuple[Words, ...], float]:
    """Return the lines of a label that begins at a height, and where it ends."""
    lines = wrapped(text)
    words = tuple(Words(em(top + number * LINE + BASE), line) for number, line in enumerate(lines))
    return words, top + len(lines) * LINE
