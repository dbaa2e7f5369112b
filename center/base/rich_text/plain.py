"""Markdown as plain text: for letters without HTML, descriptions of links, and search."""

from collections.abc import Iterator
from typing import Final

from center.base.rich_text.blocks import Block, Span, blocks

_BULLET: Final = "–"


def plain(text: str) -> str:
    """Return the text as one reads it in a letter: an empty line between blocks, addresses in parentheses."""
    return "\n\n".join(_joined(blocks(text)))


def excerpt(text: str, length: int) -> str:
    """Return the first sentences without headings, at most `length` characters, cut at a word with "…"."""
    said = " ".join(
        " ".join(block.text.split()) for block in blocks(text) if block.kind in {"paragraph", "item", "quote"}
    )
    if len(said) <= length:
        return said
    return said[:length].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _joined(found: list[Block]) -> Iterator[str]:
    """Items of one list stand under one another; every other block stands apart."""
    items: list[str] = []
    for block in found:
        if block.kind == "item":
            sign = f"{block.number}." if block.number else _BULLET
            items.append(f"{'  ' * (block.level - 1)}{sign} {_said(block.spans)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if block.kind == "table":
            yield "\n".join(" | ".join(_said(cell) for cell in row) for row in block.rows)
        elif block.spans:
            yield _said(block.spans)
    if items:
        yield "\n".join(items)


def _said(spans: tuple[Span, ...]) -> str:
    """Name the address of a link after its words, once, unless they are the address."""
    said = ""
    for number, span in enumerate(spans):
        said += span.text
        following = spans[number + 1].link if number + 1 < len(spans) else ""
        if span.link and span.link not in {following, span.text}:
            said += f" ({span.link})"
    return said
