"""Diverging stacked bars for answers on a scale: disagreement to the left, agreement to the right of one middle line.

Several items share the scale of their answers and one legend (Heiberger and Robbins 2014, "Design of Diverging
Stacked Bar Charts for Likert Scales and Other Applications", Journal of Statistical Software 57(5)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from django.utils.translation import gettext as _

from research.charts.lengths import BAR, FOOT, GAP, Words, across, em, label_at, percent_words

# Which of the seven colours, brick (1) over sand (4) to forest (7), a scale of so many answers takes.
_TONES: Final = {
    2: (1, 7),
    3: (1, 4, 7),
    4: (1, 2, 6, 7),
    5: (1, 2, 4, 6, 7),
    6: (1, 2, 3, 5, 6, 7),
    7: (1, 2, 3, 4, 5, 6, 7),
}
# The share of the picture's width that holds two digits on the narrowest page.
_ROOM_FOR_NUMBER: Final = 8.5


@dataclass(frozen=True)
class Item:
    """One question: its shares in the order of the scale, 0 to 100; None where one may not be published."""

    label: str
    shares: tuple[float | None, ...]


@dataclass(frozen=True)
class Part:
    """One answer of one item; `number` is empty where it has no room."""

    tone: int
    x: str
    width: str
    middle: str
    number: str
    said: str


@dataclass(frozen=True)
class DrawnItem:
    """An item in its place; without parts `text` says why."""

    words: tuple[Words, ...]
    top: str
    foot: str
    parts: tuple[Part, ...]
    x: str
    width: str
    text: str


@dataclass(frozen=True)
class Mark:
    """One answer in the legend."""

    tone: int
    text: str


@dataclass(frozen=True)
class DivergingChart:
    """What the template research/charts/diverging.html draws. `middle` is the line between the two sides."""

    name: str
    title: str
    summary: str
    height: str
    middle: str
    items: tuple[DrawnItem, ...]
    legend: tuple[Mark, ...]
    bar_height: str = em(BAR)


def is_drawable(answers: int) -> bool:
    """Whether a scale of so many answers can be told apart by its colours."""
    return answers in _TONES


def diverging_chart(
    *, name: str, title: str, answers: Sequence[str], items: Sequence[Item], sentence: str = ""
) -> DivergingChart:
    """Return the chart of items that were answered on one scale, from the most negative answer to the most positive.

    With an odd number of answers the one in the middle is cut in two by the middle line. An item of which a share is
    withheld is named, not drawn: its other parts would show how long the withheld ones are together. Raises
    ValueError for a scale of fewer than 2 or more than 7 answers, and for an item that has not a share for each.
    """
    if not is_drawable(len(answers)) or any(len(item.shares) != len(answers) for item in items):
        raise ValueError("the items do not fit the scale")
    tones = _TONES[len(answers)]
    sides = [_sides(shares) for item in items if (shares := _all_shown(item))]
    left, right = (max(side) for side in zip(*sides, strict=True)) if sides else (50.0, 50.0)
    scale = 100 / (left + right) if left + right else 1
    top, drawn = 0.0, []
    for item in items:
        words, below = label_at(item.label, top)
        drawn.append(_drawn(item, words, below, _Scale(tuple(answers), tones, left, scale)))
        top = below + BAR + GAP
    said = " ".join(
        f"{item.label}: {_said(drawn_item)}." for item, drawn_item in zip(items, drawn, strict=True)
    )
    return DivergingChart(
        name,
        title,
        " ".join(filter(None, [sentence, said])),
        em(max(top - GAP, 0)),
        across(left * scale),
        tuple(drawn),
        tuple(Mark(tone, text) for tone, text in zip(tones, answers, strict=True)),
    )


@dataclass(frozen=True)
class _Scale:
    answers: tuple[str, ...]
    tones: tuple[int, ...]
    left: float
    scale: float


def _all_shown(item: Item) -> tuple[float, ...]:
    shown = tuple(share for share in item.shares if share is not None)
    return shown if len(shown) == len(item.shares) else ()


def _sides(shares: tuple[float, ...]) -> tuple[float, float]:
    """Return what lies left and right of the middle."""
    half = len(shares) // 2
    neutral = shares[half] / 2 if len(shares) % 2 else 0
    return sum(shares[:half]) + neutral, sum(shares[-half:]) + neutral


def _drawn(item: Item, words: tuple[Words, ...], top: float, on: _Scale) -> DrawnItem:
    shares = _all_shown(item)
    if not shares:
        return DrawnItem(words, em(top), em(top + FOOT), (), "", "", _("not shown: too few answers"))
    start = at = (on.left - _sides(shares)[0]) * on.scale
    parts = []
    for share, answer, tone in zip(shares, on.answers, on.tones, strict=True):
        width = share * on.scale
        number = str(floor(share + 0.5)) if width >= _ROOM_FOR_NUMBER else ""
        said = f"{answer} {percent_words(share)}"
        if share:
            parts.append(Part(tone, across(at), across(width), across(at + width / 2), number, said))
        at += width
    return DrawnItem(words, em(top), em(top + FOOT), tuple(parts), across(start), across(at - start), "")


def _said(item: DrawnItem) -> str:
    return ", ".join(part.said for part in item.parts) or item.text
