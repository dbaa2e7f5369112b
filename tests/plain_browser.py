"""A browser without scripts for tests: it follows links, fills in the form and presses its buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client


@dataclass
class Control:
    name: str
    value: str
    words: str = ""


@dataclass
class _Reader(HTMLParser):
    links: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[Control] = field(default_factory=list)
    fields: list[Control] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    alerts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._in_main = False
        self._divs_in_alert = 0
        self._open: list[tuple[str, dict[str, str]]] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_main = self._in_main or tag == "main"
        if not self._in_main:
            return
        if tag == "div" and (self._divs_in_alert or values.get("role") == "alert"):
            self._divs_in_alert += 1
        kind = values.get("type", "text")
        if (
            tag == "input"
            and values.get("name")
            and (kind not in {"radio", "checkbox"} or "checked" in values)
        ):
            self.fields.append(Control(values["name"], values.get("value", "")))
        if tag in {"a", "button", "textarea", "h1", "h2", "p", "li", "dt", "dd", "label"}:
            self._open.append((tag, values))
            self._text.append("")

    def handle_data(self, data: str) -> None:
        self._text = [text + data for text in self._text]

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        if tag == "div" and self._divs_in_alert:
            self._divs_in_alert -= 1
        if not self._open or self._open[-1][0] != tag:
            return
        _tag, values = self._open.pop()
        raw = self._text.pop()
        words = " ".join((values.get("aria-label") or raw).split())
        self.words.setdefault(tag, []).append(words)
        if self._divs_in_alert and tag in {"p", "li"}:
            self.alerts.append(words)
        if tag == "a":
            self.links.append((words, values.get("href", "")))
        elif tag == "button" and values.get("tabindex") != "-1":
            self.buttons.append(Control(values.get("name", ""), values.get("value", ""), words))
        elif tag == "textarea":
            self.fields.append(Control(values["name"], raw.removeprefix("\n")))


@dataclass
class PlainBrowser:
    """The page at hand: `status`, `response`, and what `main` shows."""

    client: Client = field(default_factory=Client)
    path: str = ""
    response: Any = None

    def open(self, path: str) -> "PlainBrowser":
        return self._arrive(self.client.get(path), path)

    def follow(self, words: str) -> "PlainBrowser":
        """Follow the first link of the main part that begins with the words."""
        return self.open(next(url for text, url in self.page.links if text.startswith(words)))

    def press(self, words: str, **typed: str) -> "PlainBrowser":
        """Press the first button that begins with the words, after typing into the fields by name."""
        return self.post({**self.sent_by(words), **typed})

    def sent_by(self, words: str) -> dict[str, str]:
        """Return what the button would send."""
        button = next(button for button in self.page.buttons if button.words.startswith(words))
        data = {control.name: control.value for control in self.page.fields}
        return {**data, button.name: button.value}

    def post(self, data: dict[str, str]) -> "PlainBrowser":
        path = urljoin(self.path, self.action)
        return self._arrive(self.client.post(path, data), path)

    def _arrive(self, response: Any, path: str) -> "PlainBrowser":
        while response.status_code in {301, 302}:
            path = urljoin(path, response["Location"])
            response = self.client.get(path)
        self.path, self.response = path, response
        return self

    @property
    def action(self) -> str:
        html = self.html.partition("<main")[2]
        form = html.partition("<form")[2].partition(">")[0]
        return form.partition('action="')[2].partition('"')[0]

    @property
    def html(self) -> str:
        text: str = self.response.content.decode()
        return text

    @property
    def page(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        return reader

    @property
    def status(self) -> int:
        code: int = self.response.status_code
        return code

    @property
    def heading(self) -> str:
        return self.page.words["h1"][0]

    @property
    def problem(self) -> str:
        """The first sentence of the notice on top of the page."""
        return next(iter(self.page.alerts), "")

    @property
    def choices(self) -> list[str]:
        """The big targets of the page, link or button alike, in order."""
        return [" ".join(text.split()) for text in _classed(self.html, "choice")]

    def value(self, name: str) -> str:
        return {control.name: control.value for control in self.page.fields}.get(name, "")


def _classed(html: str, name: str) -> list[str]:
    found = []
    for part in html.split(f'class="{name}"')[1:]:
        inner = part.partition(">")[2]
        end = min(at for at in (inner.find("</a>"), inner.find("</button>")) if at >= 0)
        text, inside = "", False
        for sign in inner[:end].replace("</span>", " "):
            inside = sign == "<" or (inside and sign != ">")
            text += "" if inside or sign == ">" else sign
        found.append(text)
    return found
