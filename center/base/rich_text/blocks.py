"""Markdown as plain blocks, for documents that are not HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from markdown_it.token import Token

from center.base.rich_text.parsing import PICTURE, heading_level, in_the_pages_language, parser

Kind = Literal["heading", "paragraph", "item", "quote", "table", "picture", "rule"]
_BREAKS: Final = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True)
class Span:
    """A stretch of text in one manner; `link` is an address or empty."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    """One block; which of the fields speak depends on `kind`.

    `level` is that of a heading (2 to 4) or the depth of an item (from 1), `number` the item's number in an ordered
    list (0 for a bullet) or that of a picture, `rows` the cells of a table, its head first.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    level: int = 0
    number: int = 0
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = field(default=())

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


def blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text in their order."""
    source = str(text)
    found: list[Block] = []
    position = 0
    for match in PICTURE.finditer(source):
        found += _Reader().read(source[position : match.start()])
        found.append(Block("picture", number=int(match[1])))
        position = match.end()
    return found + _Reader().read(source[position:])


class _Reader:
    """Walks through the tokens of one text; what is open at a moment stands in its attributes."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        # The number of the next item of each open list; 0 where it has bullets.
        self.lists: list[int] = []
        self.quotes = 0
        self.heading = 0
        self.table: list[list[tuple[Span, ...]]] | None = None

    def read(self, source: str) -> list[Block]:
        for token in parser().parse(source):
            if token.type.startswith(("bullet_list", "ordered_list")):
                self._list(token)
            elif token.type.startswith(("table", "tr")):
                self._table(token)
            elif token.type == "inline":
                self._words(tuple(_spans(token.children or ())))
            else:
                self._other(token)
        return self.found

    def _list(self, token: Token) -> None:
        if token.nesting < 0:
            self.lists.pop()
        else:
            self.lists.append(int(token.attrGet("start") or 1) if token.tag == "ol" else 0)

    def _table(self, token: Token) -> None:
        if token.type == "table_open":
            self.table = []
        elif self.table is not None and token.type == "tr_open":
            self.table.append([])
        elif self.table is not None and token.type == "table_close":
            self.found.append(Block("table", rows=tuple(tuple(row) for row in self.table)))
            self.table = None

    def _words(self, spans: tuple[Span, ...]) -> None:
        if self.table is not None:
            self.table[-1].append(spans)
        elif self.heading:
            self.found.append(Block("heading", spans, level=self.heading))
        elif self.lists:
            self.found.append(Block("item", spans, level=len(self.lists), number=self.lists[-1]))
            self.lists[-1] += 1 if self.lists[-1] else 0
        else:
            self.found.append(Block("quote" if self.quotes else "paragraph", spans))

    def _other(self, token: Token) -> None:
        if token.type in {"heading_open", "heading_close"}:
            self.heading = heading_level(token.tag) if token.nesting > 0 else 0
        elif token.type in {"blockquote_open", "blockquote_close"}:
            self.quotes += token.nesting
        elif token.type == "hr":
            self.found.append(Block("rule"))
        elif token.type in {"fence", "code_block"}:
            self.found.append(Block("paragraph", (Span(token.content.rstrip("\n")),)))


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    strong = emphasised = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasised += 1
            case "em_close":
                emphasised -= 1
            case "link_open":
                link = in_the_pages_language(str(token.attrGet("href") or ""))
            case "link_close":
                link = ""
            case "text" | "code_inline" | "softbreak" | "hardbreak":
                text = _BREAKS.get(token.type, token.content)
                if text:
                    yield Span(text, is_strong=strong > 0, is_emphasised=emphasised > 0, link=link)
            case _:
                pass
