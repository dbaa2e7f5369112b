"""Opening times of one day as people write them: "9-13, 17:30–20"."""

import re
from itertools import pairwise
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Span = tuple[str, str]
_MOST: Final = 4
_LAST_HOUR, _LAST_MINUTE = 23, 59
_CLOCK: Final = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:h|ч|č|c)?"
_SPAN: Final = re.compile(rf"{_CLOCK}\s*(?:-|–|—|do|до|to)\s*{_CLOCK}", re.IGNORECASE | re.ASCII)
_UNREADABLE: Final = _("Write the time like this: 9–13, or with a break: 9–13, 17–20.")


def parse_spans(typed: str) -> list[Span]:
    """Return the spans of a day, in order, as pairs of "HH:MM"; nothing typed means closed.

    Clock time in Belgrade. Raises ValidationError for what cannot be read, an end before its beginning, spans that
    overlap, or more than four of them.
    """
    text = typed.strip().strip(".;,")
    if not text:
        return []
    spans = sorted(_one(part) for part in re.split(r"\s*[,;]\s*|\s+(?:i|и|and)\s+", text))
    if len(spans) > _MOST:
        raise ValidationError(_UNREADABLE)
    for (_opens, closes), (opens, _closes) in pairwise(spans):
        if opens < closes:
            raise ValidationError(_("These times overlap."))
    return spans


def write_spans(spans: list[Span]) -> str:
    """Return spans as they stand in the field."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in spans)


def _one(part: str) -> Span:
    found = _SPAN.fullmatch(part.strip())
    if not found:
        raise ValidationError(_UNREADABLE)
    numbers = [int(each or 0) for each in found.groups()]
    opens, closes = _clock(numbers[0], numbers[1]), _clock(numbers[2], numbers[3])
    if closes <= opens:
        raise ValidationError(_("The closing time must be after the opening time."))
    return opens, closes


def _clock(hour: int, minute: int) -> str:
    if (hour, minute) == (_LAST_HOUR + 1, 0):
        # Midnight as the end of the day; the database keeps times of one day.
        hour, minute = _LAST_HOUR, _LAST_MINUTE
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise ValidationError(_UNREADABLE)
    return f"{hour:02}:{minute:02}"
