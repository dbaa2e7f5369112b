"""Texts that staff write in Markdown: shown as HTML, read aloud in letters, printed on paper.

CommonMark with tables; no HTML, no pictures from elsewhere. A line `{picture:2}` stands for the second picture of the
record. The largest heading (`#`) becomes an `h2`, since the page has its own title.
"""

from center.base.rich_text.blocks import Block, Span, blocks
from center.base.rich_text.html import rendered
from center.base.rich_text.paper import for_paper
from center.base.rich_text.plain import excerpt, plain

__all__ = ["Block", "Span", "blocks", "excerpt", "for_paper", "plain", "rendered"]
