"""A report as a tagged PDF."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from typing import Any, Final

from center.base.typesetting import Look, typeset
from center.services.reports.items import Heading, Item, Logos, Picture, Story, Table

# As many letters stand beside each other on a line of a table, about.
_LINE: Final = 90
# A gap between two columns, in letters.
_GAP: Final = 3
# A column of sentences needs no more to be read well.
_ENOUGH: Final = 32
# The head of a column of numbers may take several lines.
_ENOUGH_OF_A_NUMBER: Final = 14
_TEMPLATE: Final = "center/grant_report.typ"


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
                "widths": widths([item.head, *item.rows], item.numbers),
                "align": ["right" if index in item.numbers else "left" for index in range(len(item.head))],
            }
        case Picture():
            return {"is": "picture", **asdict(item)}
        case Logos():
            return {"is": "logos", "marks": [asdict(each) for each in item.marks]}
        case _:
            return {"is": item.kind, "spans": [asdict(span) for span in item.spans], "number": item.number}


def widths(rows: Sequence[Sequence[str]], numbers: AbstractSet[int] = frozenset()) -> list[int]:
    """Return the shares of columns in the width of a page; all 0 where each can be as wide as its text.

    No column is narrower than its longest word, so that no text stands over another.
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(map(len, column)) + _GAP for column in columns]
    if sum(natural) <= _LINE:
        return [0] * len(columns)
    words = [max(len(word) for text in column for word in text.split() or [""]) + _GAP for column in columns]
    most = [_ENOUGH_OF_A_NUMBER if index in numbers else _ENOUGH for index in range(len(columns))]
    wanted = [max(word, min(whole, top)) for word, whole, top in zip(words, natural, most, strict=True)]
    over, spare = sum(wanted) - _LINE, sum(wanted) - sum(words)
    if over <= 0 or spare == 0:
        return wanted
    # Only what a column has beyond its longest word is given up.
    kept = max(0, spare - over)
    return [word + (wish - word) * kept // spare for word, wish in zip(words, wanted, strict=True)]
