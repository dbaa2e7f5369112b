"""A report as a tagged PDF."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from center.base.typesetting import Look, typeset
from center.services.reports.story import Heading, Item, Logos, Picture, Story, Table

_TEMPLATE = "center/grant_report.typ"


def pdf(story: Story, files: Mapping[str, bytes]) -> bytes:
    """Return the PDF in the active language; the same story gives the same bytes."""
    data = {
        "title": story.title,
        "subtitle": story.subtitle,
        "office": {"name": story.office, "contact": story.contact},
        "words": {"made": story.made},
        "items": [_item(each) for each in story.items],
    }
    pictures = {digest: content for digest, content in files.items() if digest != story.mark}
    return typeset(_TEMPLATE, data, files=pictures, look=Look(story.colour, files.get(story.mark, b"")))


def _item(item: Item) -> dict[str, Any]:
    match item:
        case Heading():
            return {"is": "heading", **asdict(item)}
        case Table():
            return {
                "is": "table",
                "caption": item.caption,
                "head": item.head,
                "rows": item.rows,
                "align": ["right" if index in item.numbers else "left" for index in range(len(item.head))],
            }
        case Picture():
            return {"is": "picture", **asdict(item)}
        case Logos():
            return {"is": "logos", "marks": [asdict(each) for each in item.marks]}
        case _:
            return {"is": item.kind, "spans": [asdict(span) for span in item.spans], "number": item.number}
