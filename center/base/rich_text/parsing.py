"""How Markdown is read: one parser for the page, the letter and the paper, so that all three say the same."""

import re
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.translation import get_language
from markdown_it import MarkdownIt

# On a line of its own; the number is the picture's place in the list of the record, from 1.
PICTURE: Final = re.compile(r"^[ \t]*\{picture:(\d{1,3})\}[ \t]*$", re.MULTILINE)
LARGEST_HEADING: Final = 2
SMALLEST_HEADING: Final = 4
_SCHEMES: Final = re.compile(r"^(https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark and tables, without HTML and without pictures of other hosts."""
    made = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["image", "html_block", "html_inline"])
    )
    made.validateLink = lambda url: bool(_SCHEMES.match(url))  # type: ignore[method-assign]  # its documented hook
    return made


def heading_level(tag: str) -> int:
    """Return the level on the page of a Markdown heading ("h1" to "h6")."""
    return min(int(tag[1]) + LARGEST_HEADING - 1, SMALLEST_HEADING)


class Outline:
    """Gives the headings of one text their levels below what stands above it, without skipping any.

    Writers begin with whichever size they like; those who read with their ears go from heading to heading and take a
    missing level for a missing part (WCAG 2.2, technique H42; ISO 14289-1, 7.4.2).
    """

    def __init__(self, below: int) -> None:
        self.below = below
        self.open: list[int] = []

    def level(self, written: int) -> int:
        """Return the level of the next heading, written with this level."""
        while self.open and self.open[-1] >= written:
            self.open.pop()
        self.open.append(written)
        return self.below + len(self.open)


def in_the_pages_language(url: str) -> str:
    """Lead a link to a page of ours to the same page in the language in which the text is read."""
    path = url.removeprefix(settings.BASE_URL)
    if not path.startswith("/") or path.startswith("//"):
        return url
    first, slash, rest = path[1:].partition("/")
    if slash and first in dict(settings.LANGUAGES):
        return f"/{get_language() or settings.LANGUAGE_CODE}/{rest}"
    return url
