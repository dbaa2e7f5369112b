"""Uploaded pictures on a page: every width in two formats, sized, lazy; the motif where there is none."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

from django import template

from center.base.pictures import sizes, storing
from center.base.shown_text import ShownText, shown_language

register = template.Library()
# How wide the picture stands on the page, for browsers that choose a file before the styles are read.
_PLACES: Final = {
    "card": "(min-width: 62rem) 20rem, (min-width: 40rem) 45vw, 94vw",
    "row": "(min-width: 40rem) 12rem, 7rem",
    "wide": "(min-width: 62rem) 44rem, 94vw",
    "poster": "(min-width: 62rem) 22rem, 94vw",
}
_ANY_WIDTH: Final = frozenset({"wide", "poster"})


class ShownPicture(Protocol):
    """What the tag wants to know; a picture that is a mark (`is_mark`) is shown whole, on white."""

    @property
    def stem(self) -> str: ...
    @property
    def widths(self) -> Sequence[int]: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def alt(self) -> str:
        """What the picture shows, in the language of the page."""


@register.inclusion_tag("components/picture.html")
def picture(
    shown: ShownPicture | None, *, place: str = "card", eager: bool = False, decorative: bool = False
) -> dict[str, Any]:
    """`{% picture enterprise.picture place="card" eager=forloop.first %}`: nothing ready gives our motif.

    `place` is "card" or "row", whose files have at most 25 KB, "wide" (a profile) or "poster". Set `eager` for the one
    picture that people see first, and `decorative` where its name stands beside it in the same link.
    """
    if not shown or not shown.widths:
        return {"place": place}
    widths = [width for width in shown.widths if place in _ANY_WIDTH or width <= sizes.CARD_WIDTHS[-1]]
    best = widths[-1]
    alt = "" if decorative else shown.alt
    # A text that stands in for a missing translation says its language; an attribute can hold no markup.
    lang = alt.lang if isinstance(alt, ShownText) and alt.lang != shown_language() else ""
    return {
        "place": place,
        "sets": {form: _srcset(shown.stem, widths, form) for form in sizes.FORMATS},
        "address": storing.address(shown.stem, best, "webp"),
        "sizes": _PLACES[place],
        "width": best,
        "height": max(1, round(shown.height * best / shown.width)),
        "alt": alt.plain if isinstance(alt, ShownText) else alt,
        "lang": lang,
        "eager": eager,
        "is_mark": getattr(shown, "is_mark", False),
    }


def _srcset(stem: str, widths: Sequence[int], form: str) -> str:
    return ", ".join(f"{storing.address(stem, width, form)} {width}w" for width in widths)
