"""The way of a visitor through the booking pages, by links and forms only."""

from tests.consultations.factories import MONDAY
from tests.plain_browser import PlainBrowser

BOOK = "/en/consultations/book/"
# 10 h local time on the Monday of the tests.
TEN = "2026-09-07T08:00Z"
ELEVEN = "2026-09-07T09:00Z"


def walk_to_details(language: str = "en") -> PlainBrowser:
    """Choose the first topic, Monday and 10:00 by following links."""
    browser = PlainBrowser().open(f"/{language}/consultations/")
    for wanted in ("topic=", f"day={MONDAY:%Y-%m-%d}", "start=2026-09-07T08%3A00Z"):
        browser.open(next(url for _words, url in browser.page.links if wanted in url))
    return browser


def walk_to_check(language: str = "en", **typed: str) -> PlainBrowser:
    """Fill in the details too; a name and a phone number unless told otherwise."""
    return press_step(walk_to_details(language), "check", **(typed or {"name": "Ana", "phone": "0641234567"}))


def press_step(browser: PlainBrowser, step: str, **typed: str) -> PlainBrowser:
    """Send the form of the page as the button of that step does, whatever its words are."""
    return browser.post({**sent(browser), "step": step, **typed})


def sent(browser: PlainBrowser) -> dict[str, str]:
    """Return the fields of the form at hand."""
    return {control.name: control.value for control in browser.page.fields}
