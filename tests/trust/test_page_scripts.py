"""What scripts of our pages may do: they make no markup, run no text, hear no other window, and store little."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A fragment that our own server has just rendered and escaped.
SERVERS_OWN = {"static/research/answering.js", "static/events/plan_editor.js"}
SERVERS_OWN_PAGES = {"static/events/door.js"}
# The words of an element into which they were put as text.
FROM_ELEMENTS = {"static/entrepreneurs/map.js"}
# What is stored: stars of a programme, by numbers; what a door has still to send, by codes; a wish of the volunteer.
STORING = {"static/events/favourites.js", "static/events/door.js"}


def scripts() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text() for path in sorted((ROOT / "static").rglob("*.js"))}


def using(pattern: str) -> set[str]:
    return {path for path, text in scripts().items() if re.search(pattern, text)}


def test_scripts_make_no_markup_of_texts() -> None:
    assert len(scripts()) > 5
    assert using(r"\.innerHTML\s*\+?=") == SERVERS_OWN
    assert using(r"DOMParser") == SERVERS_OWN_PAGES
    assert using(r"outerHTML") == FROM_ELEMENTS
    assert using(r"insertAdjacentHTML|document\.write|setHTMLUnsafe|createContextualFragment") == set()


def test_scripts_neither_run_texts_nor_take_messages_of_other_windows() -> None:
    assert using(r"\beval\s*\(|new Function|setTimeout\s*\(\s*[\"'`]|javascript:") == set()
    assert using(r"postMessage|[\"']message[\"']|window\.opener|window\.name\b") == set()
    assert using(r"__proto__|Object\.assign\s*\(\s*(window|document)\s*,|\[\s*\"constructor\"\s*\]") == set()


def test_browsers_store_what_is_listed_and_nothing_else() -> None:
    assert using(r"localStorage") == STORING
    assert using(r"sessionStorage|indexedDB|document\.cookie|caches\.open|serviceWorker") == set()
