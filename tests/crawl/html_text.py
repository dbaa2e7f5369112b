"""Reads a page as a person or a screen reader meets it: each piece of text with the language it is marked with."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
# What stands in a field is what somebody typed there, as the value of an input is; code is for machines.
UNREAD = {"script", "style", "textarea", "code"}


@dataclass
class Piece:
    text: str
    lang: str


@dataclass
class Reader(HTMLParser):
    """Collects `pieces`, `links` and `forms`; `lang` is inherited as in a browser."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, str]] = []

    @property
    def lang(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", self.lang)
        self.pieces += [Piece(value, lang) for name, value in values.items() if name in SPOKEN_ATTRIBUTES]
        self._look_for_problems(tag, values)
        if tag == "meta" and values.get("name") in {"description"} | {"og:title"}:
            self.pieces.append(Piece(values.get("content", ""), lang))
        if tag == "meta" and values.get("property") in {"og:title", "og:description"}:
            self.pieces.append(Piece(values.get("content", ""), lang))
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.pieces.append(Piece(values.get("value", ""), lang))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag not in VOID:
            self._open.append((tag, lang))

    def _look_for_problems(self, tag: str, values: dict[str, str]) -> None:
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.problems.append(f"inline {name} on <{tag}>")
            if "<" in value and tag != "script":
                self.problems.append(f"markup inside {name} of <{tag}>: {value[:80]}")
        if tag == "a" and any(name == "a" for name, _ in self._open):
            self.problems.append(f"a link inside a link, to {values.get('href')}")

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self._open}
        if data.strip() and not inside & UNREAD:
            self.pieces.append(Piece(data.strip(), self.lang))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader
