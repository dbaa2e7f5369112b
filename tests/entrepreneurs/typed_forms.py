"""What a browser would send: the fields of a page's main form as they stand in it."""

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.select = self.area = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = (given.get("id") or "").endswith("_form")
        elif not self.inside or "disabled" in given:
            return
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select, given.get("value") or "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type")
        if kind in {"checkbox", "radio"}:
            if "checked" in given:
                self._add(name, given.get("value") or "on")
        elif kind not in {"submit", "file"}:
            self.values[name] = given.get("value") or ""

    def _add(self, name: str, value: str) -> None:
        known = self.values.get(name)
        self.values[name] = (
            value if known is None else [*(known if isinstance(known, list) else [known]), value]
        )

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser drops the first line break.
            self.values[self.area] = self.values[self.area].removeprefix("\n").removeprefix("\r\n")
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data


def typed(response: Any) -> dict[str, Any]:
    """Return the values of the record's form on a page of the admin."""
    parser = _Form()
    parser.feed(response.content.decode())
    return {name: value for name, value in parser.values.items() if "__prefix__" not in name}
