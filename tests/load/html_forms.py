"""Reads links and forms out of a page as a browser without scripts does; the standard library alone."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form with what it would send untouched, and the choices that a person has."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, **typed: str) -> dict[str, str]:
        """Return what the form sends after typing; of each untouched choice or list of boxes the first is taken."""
        chosen = {name: values[0] for name, values in self.choices.items() if values}
        chosen |= {name: values[0] for name, values in self.boxes.items() if len(values) > 1}
        return {**chosen, **self.fields, **typed}


@dataclass
class Page(HTMLParser):
    """Links and forms of the main part of a page."""

    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._in_main = False
        self._form: Form | None = None
        self._select = ""
        self._area = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._in_main = True
        if not self._in_main:
            return
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        elif tag == "form":
            self._form = Form(values.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(self._form, tag, values)

    def _take(self, form: Form, tag: str, values: dict[str, str]) -> None:
        name, value = values.get("name", ""), values.get("value", "")
        if tag == "button":
            form.buttons.append((name, value))
        elif tag == "input" and name:
            self._take_input(form, name, values)
        elif tag == "select":
            self._select = name
            form.choices.setdefault(name, [])
        elif tag == "option" and self._select:
            if value:
                form.choices[self._select].append(value)
            if "selected" in values:
                form.fields[self._select] = value
        elif tag == "textarea":
            self._area, self._text = name, ""

    def _take_input(self, form: Form, name: str, values: dict[str, str]) -> None:
        kind, value = values.get("type", "text"), values.get("value", "")
        several = {"radio": form.choices, "checkbox": form.boxes}.get(kind)
        if several is not None:
            several.setdefault(name, []).append(value)
        if kind not in {"radio", "checkbox", "submit", "file"} or "checked" in values:
            form.fields[name] = value

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area and self._form is not None:
            self._form.fields[self._area] = self._text.removeprefix("\n")
            self._area = ""


def read(html: str) -> Page:
    """Return the page's links and forms."""
    page = Page()
    page.feed(html)
    return page


def link_with(page: Page, *parts: str) -> list[str]:
    """Return the links that hold all the parts, in their order."""
    return [href for href in page.links if all(part in href for part in parts)]
