"""Reads a page as a browser would: its links, its forms with every field and button, and what is wrong with it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "path",
        "rect",
        "circle",
        "line",
    ]
)
# Their end may be left out (HTML Standard, 13.1.2.4): the next of their kind or the end of what holds them ends them.
UNENDED = frozenset(
    ["li", "p", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"]
)
# What a page runs, shows or opens when its address is one of a program.
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset", "content"})
_PROGRAMS = ("javascript:", "vbscript:", "data:text", "data:image/svg")
# The element and the attribute that hostile texts try to bring into a page. No page of ours has any of that name.
MARK_TAG, MARK_ATTRIBUTE = "x-mark", "onx"


@dataclass(frozen=True)
class Field:
    """A field with what stands in it; `options` are the values of a choice, and of a group of boxes or buttons."""

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()


@dataclass
class Form:
    """A form as the page shows it; `buttons` are the names and values of those that send it."""

    page: str
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, kind: str, value: str = "", *, is_chosen: bool = True) -> None:
        """Note a field; boxes and round buttons of one name are one field with several values."""
        old = self.fields.get(name)
        if old is not None and kind in {"checkbox", "radio"}:
            chosen = value if is_chosen or not old.value else old.value
            self.fields[name] = Field(name, kind, chosen if is_chosen else old.value, (*old.options, value))
        elif old is None:
            options = (value,) if kind in {"checkbox", "radio"} else ()
            self.fields[name] = Field(name, kind, value if is_chosen else "", options)


class Page(HTMLParser):
    """A page that was read: `forms`, `links`, `elements` (how often each tag came) and `problems`."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.problems: list[str] = []
        self._stack: list[str] = []
        self._form: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._choice: tuple[Form, str, list[str], list[str]] | None = None
        self._text: tuple[Form, str, list[str]] | None = None
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag in self._stack if tag not in UNENDED]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._look(tag, attrs)
        self._note(tag, values)
        if tag not in VOID:
            self._end_those_left_open(tag)
            self._stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(tag, attrs)
        self._note(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self._finish(tag)
        if tag in VOID:
            return
        kept = list(self._stack)
        while self._stack and self._stack[-1] != tag and self._stack[-1] in UNENDED:
            self._stack.pop()
        if self._stack and self._stack[-1] == tag:
            self._stack.pop()
            return
        self._stack = kept
        around = self._stack[-1] if self._stack else "nothing"
        self.problems.append(f"</{tag}> inside <{around}> at {self.getpos()}")
        if tag in self._stack:
            while self._stack.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[2].append(data)

    def _look(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice: {names}")
        if tag == MARK_TAG or any(name.startswith("on") for name in names) or "style" in names:
            self.problems.append(f"<{tag}> with {names}: markup or a program that somebody typed")
        for name, value in attrs:
            plain = "".join((value or "").split()).lower()
            if name in _ADDRESSES and plain.startswith(_PROGRAMS):
                self.problems.append(f"{name} of <{tag}> is a program: {(value or '')[:60]}")

    def _end_those_left_open(self, tag: str) -> None:
        alike = {"li": {"li"}, "option": {"option"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}}
        alike |= {"th": {"td", "th"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "p": {"p"}}
        while self._stack and self._stack[-1] in alike.get(tag, set()):
            self._stack.pop()

    def _note(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            address = urljoin(self.path, values.get("action") or "")
            self._form = Form(self.path, address, values.get("method", "get").lower())
            self.forms.append(self._form)
            self._by_id[values.get("id", "")] = self._form
        elif tag == "option" and self._choice is not None:
            self._choice[2].append(values.get("value", ""))
            if "selected" in values:
                self._choice[3].append(values.get("value", ""))
        owner = self._by_id.get(values["form"]) if "form" in values else self._form
        name = values.get("name", "")
        if owner is None or not name or "disabled" in values:
            return
        if tag == "select":
            self._choice = (owner, name, [], [])
        elif tag == "textarea":
            self._text = (owner, name, [])
        elif tag in {"input", "button"}:
            self._note_control(owner, tag, name, values)

    @staticmethod
    def _note_control(owner: Form, tag: str, name: str, values: dict[str, str]) -> None:
        kind = values.get("type", "text" if tag == "input" else "submit").lower()
        if kind in {"submit", "image"}:
            owner.buttons.append((name, values.get("value", "")))
        elif kind in {"checkbox", "radio"}:
            owner.add(name, kind, values.get("value", "on"), is_chosen="checked" in values)
        elif kind not in {"button", "reset"}:
            owner.add(name, kind, values.get("value", ""))

    def _finish(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._choice is not None:
            owner, name, options, chosen = self._choice
            first = (chosen or options or [""])[0]
            owner.fields.setdefault(name, Field(name, "select", first, tuple(options)))
            self._choice = None
        elif tag == "textarea" and self._text is not None:
            owner, name, pieces = self._text
            owner.fields.setdefault(name, Field(name, "textarea", "".join(pieces).removeprefix("\n")))
            self._text = None
