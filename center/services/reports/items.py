"""What a report consists of, for every format: headings, paragraphs, tables, pictures, logos."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from center.base.rich_text import Span


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph ("paragraph"), an item of a list ("item", with its number or 0), a quotation, or a small note."""

    kind: str
    spans: tuple[Span, ...]
    level: int = 1
    number: int = 0


@dataclass(frozen=True)
class Table:
    """Rows under a head; `numbers` are the columns that stand to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    digest: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Logos:
    """The marks of the donors, side by side, each with whose it is."""

    marks: tuple[Picture, ...]


Item = Heading | Words | Table | Picture | Logos


@dataclass(frozen=True)
class Story:
    """A report in the active language; `made` says when it was issued, `mark` is the digest of the office's mark."""

    title: str
    subtitle: str
    language: str
    office: str
    contact: str
    made: str
    issued: date
    colour: str
    mark: str
    items: tuple[Item, ...]
    document: dict[str, Any] = field(repr=False)
