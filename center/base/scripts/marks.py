"""Marks: `[[text]]` keeps a name or a foreign word exactly as typed, in every script."""

import re
from collections.abc import Callable
from typing import Final

# No mark inside a mark, and none across an empty line: a forgotten bracket must not swallow a whole page.
MARK: Final = re.compile(r"\[\[((?:(?!\[\[|\]\]|\n\s*\n).)*)\]\]", re.DOTALL)


def strip_marks(text: str) -> str:
    """Remove the brackets of every mark and keep what stands inside; for showing, never for storing."""
    return MARK.sub(r"\1", text) if "[[" in text else text


def outside_marks(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the stretches between marks and leave the marks, brackets included, untouched."""
    if "[[" not in text:
        return change(text)
    pieces: list[str] = []
    position = 0
    for mark in MARK.finditer(text):
        pieces += [change(text[position : mark.start()]), mark.group()]
        position = mark.end()
    pieces.append(change(text[position:]))
    return "".join(pieces)
