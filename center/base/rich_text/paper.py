"""Markdown as the data of `center/rich_text.typ`."""

from typing import Any, Final

from center.base.rich_text.blocks import Span, blocks
from center.base.rich_text.parsing import Outline

_TOP: Final = 1


def for_paper(text: str, *, below: int = _TOP) -> list[dict[str, Any]]:
    """Return the blocks of a text as JSON holds them, for `#rich` of a typst template.

    `below` is the level of the heading above the text. No level is skipped, which a PDF that is read aloud must not
    do (ISO 14289-1, 7.4.2), even where the text does.
    """
    data = []
    outline = Outline(below)
    for block in blocks(text):
        level = block.level
        if block.kind == "heading":
            level = outline.level(level)
        data.append(
            {
                "kind": block.kind,
                "level": level,
                "number": block.number,
                "spans": [_span(each) for each in block.spans],
                "rows": [[[_span(each) for each in cell] for cell in row] for row in block.rows],
            }
        )
    return data


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "strong": span.is_strong, "emph": span.is_emphasised, "link": span.link}
