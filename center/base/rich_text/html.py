"""Markdown as HTML that may stand on a page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it.token import Token

from center.base.rich_text.parsing import (
    PICTURE,
    SMALLEST_HEADING,
    Outline,
    in_the_pages_language,
    parser,
)
from center.base.shown_text import ShownText

_TAGS: Final = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES: Final = {"a": {"href"}, "ol": {"start"}, "th": {"scope"}}
_TITLE: Final = 1
_SCHEMES: Final = {"http", "https", "mailto", "tel"}


def rendered(
    text: str, *, pictures: Mapping[int, SafeString] | None = None, below: int = _TITLE
) -> SafeString:
    """Return the text as HTML; a line `{picture:2}` becomes `pictures[2]`, or nothing if there is none.

    `below` is the level of the heading above the text (1 to 3): its own headings are smaller, and no level is skipped.

    A `ShownText` that stands in for a missing translation is marked with its language.
    """
    source = str(text)
    found = pictures or {}
    outline = Outline(below)
    pieces: list[str] = []
    position = 0
    for match in PICTURE.finditer(source):
        pieces += [_html(source[position : match.start()], outline), found.get(int(match[1]), "")]
        position = match.end()
    pieces.append(_html(source[position:], outline))
    html = mark_safe("\n".join(piece for piece in pieces if piece))  # noqa: S308 -- cleaned piece by piece
    if isinstance(text, ShownText) and text.is_fallback:
        return format_html('<div lang="{}">{}</div>', text.lang, html)
    return html


def _html(source: str, outline: Outline) -> str:
    if not source.strip():
        return ""
    markdown = parser()
    tokens = markdown.parse(source)
    _adapt(tokens, outline)
    html: Any = markdown.renderer.render(tokens, markdown.options, {})
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        # A page of ours must not tell others which of our pages people came from; the header says so too.
        link_rel="noopener",
    ).strip()
    # A wide table is moved sideways, by the keyboard too.
    frame = format_html(
        '<div class="prose-table" role="group" aria-label="{}" tabindex="0"><table>', _("Table")
    )
    return cleaned.replace("<table>", frame).replace("</table>", "</table></div>")


def _adapt(tokens: Sequence[Token], outline: Outline) -> None:
    """Put headings below the page's title and links into the reader's language."""
    tag = ""
    for token in tokens:
        if token.type == "heading_open":
            tag = f"h{min(outline.level(int(token.tag[1])), SMALLEST_HEADING)}"
            token.tag = tag
        elif token.type == "heading_close":
            token.tag = tag
        elif token.type == "th_open":
            # Alignment comes as a style, which our policy forbids.
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", in_the_pages_language(str(child.attrGet("href") or "")))
