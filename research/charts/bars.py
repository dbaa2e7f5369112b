"""Horizontal bars of shares, each under its label, with the interval of each as a whisker."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from research.charts.lengths import BAR, FOOT, GAP, Words, across, em, label_at, percent_words

_MIDDLE = BAR / 2
_CAP = 0.3


@dataclass(frozen=True)
class Bar:
    """One share to draw, 0 to 100; `percent` None: it may not be published. `low` and `high` end its interval."""

    label: str
    percent: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Whisker:
    low: str
    high: str


@dataclass(frozen=True)
class DrawnBar:
    """A bar in its place; `width` is empty where nothing may be drawn, `text` says the share or why not."""

    words: tuple[Words, ...]
    top: str
    foot: str
    width: str
    whisker: Whisker | None
    text: str
    said: str


@dataclass(frozen=True)
class BarChart:
    """What the template research/charts/bars.html draws. `name` makes its identifiers unique on a page."""

    name: str
    title: str
    summary: str
    height: str
    bars: tuple[DrawnBar, ...]
    bar_height: str = em(BAR)
    middle: str = em(_MIDDLE)
    cap_top: str = em(_MIDDLE - _CAP)
    cap_foot: str = em(_MIDDLE + _CAP)


def bar_chart(*, name: str, title: str, items: Sequence[Bar], sentence: str = "") -> BarChart:
    """Return the chart of these shares in their order, each on a track of 100 %, in the active language.

    `sentence` is the finding in words; the spoken summary is that and every share.
    """
    top, drawn = 0.0, []
    for item in items:
        words, below = label_at(item.label, top)
        drawn.append(_drawn(item, words, below))
        top = below + BAR + GAP
    said = "; ".join(bar.said for bar in drawn)
    summary = " ".join(filter(None, [sentence, f"{said}." if said else ""]))
    return BarChart(name, title, summary, em(max(top - GAP, 0)), tuple(drawn))


def _drawn(item: Bar, words: tuple[Words, ...], top: float) -> DrawnBar:
    text = _("not shown") if item.percent is None else percent_words(item.percent)
    whisker = None
    if item.percent is not None and item.low is not None and item.high is not None:
        whisker = Whisker(across(item.low), across(item.high))
    said = f"{item.label}: {text}"
    if whisker and item.low is not None and item.high is not None:
        said += f" ({percent_words(item.low)}–{percent_words(item.high)})"
    width = "" if item.percent is None else across(min(max(item.percent, 0), 100))
    return DrawnBar(words, em(top), em(top + FOOT), width, whisker, text, said)
