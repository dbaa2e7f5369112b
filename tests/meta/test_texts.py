"""Small rules of typography and of words that nobody sees while writing and everybody while reading."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from center import catalogues

ROOT = Path(__file__).parents[2]
APPS = ("center", "entrepreneurs", "consultations", "events", "research")


@pytest.fixture(scope="module")
def catalogue() -> list[polib.POEntry]:
    return list(polib.pofile(str(catalogues.cyrillic_path())))


def _serbian(catalogue: list[polib.POEntry]) -> list[str]:
    return [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]


def test_english_writes_email_as_one_word(catalogue: list[polib.POEntry]) -> None:
    """A hyphen would end a line in the middle of the word, and be one more thing to search for."""
    borrowed = "borrowed_texts"
    ours = [entry.msgid for entry in catalogue if not any(borrowed in path for path, _ in entry.occurrences)]
    assert [text for text in ours if re.search(r"\be[-\u2011]mail|\bmails?\b", text, re.IGNORECASE)] == []


def test_the_serbian_word_for_it_never_breaks(catalogue: list[polib.POEntry]) -> None:
    assert [text for text in _serbian(catalogue) if re.search(r"\bе[- ]пошт", text, re.IGNORECASE)] == []


def test_serbian_has_the_quotes_dashes_and_dots_of_print(catalogue: list[polib.POEntry]) -> None:
    wrong = re.compile(r"\.\.\.|“[^„]*”|(?<![=\w])\"|\s--?\s|\s%(?!%?[(ds])|\s[.,;:!?](?:\s|$)")
    markup = re.compile(r"<[^>]*>|^- ", re.MULTILINE)
    assert [text for text in _serbian(catalogue) if wrong.search(markup.sub("", text))] == []


def test_serbian_speaks_to_people_with_a_capital(catalogue: list[polib.POEntry]) -> None:
    small = re.compile(r"\b(?:ви|вас|вам|вама|ваш\w{0,3})\b")
    assert [text for text in _serbian(catalogue) if small.search(text)] == []


def test_a_visit_a_letter_and_its_number_have_one_name_in_serbian(catalogue: list[polib.POEntry]) -> None:
    other = re.compile(
        r"\b(?:саветовањ\w*|консултациј\w*|имејл\w*|мејл\w*|писм(?:а|у|има)\s+(?:о|са))\b", re.IGNORECASE
    )
    assert [text for text in _serbian(catalogue) if other.search(text)] == []


def _said_in_code() -> Iterator[tuple[str, str]]:
    """Walk all Python files: context and first text of each call of a gettext function, whatever its name there."""
    for path in sorted(each for app in APPS for each in (ROOT / app).rglob("*.py")):
        tree = ast.parse(path.read_text())
        imports = (
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        )
        names = {each.asname or each.name: each.name for node in imports for each in node.names}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            function = names.get(node.func.id, "")
            if "gettext" not in function:
                continue
            texts = [each.value if isinstance(each, ast.Constant) else None for each in node.args[:2]]
            context = texts.pop(0) if function.startswith(("pgettext", "npgettext")) else ""
            if isinstance(context, str) and texts and isinstance(texts[0], str):
                yield context, texts[0]


def test_every_text_in_the_code_is_found_by_the_collector(catalogue: list[polib.POEntry]) -> None:
    """A text under another function's name, or in a corner that the collector cannot read, would stay English."""
    known = {(entry.msgctxt or "", entry.msgid) for entry in catalogue if not entry.obsolete}
    said = set(_said_in_code())
    assert len(said) > len(known) / 3
    assert sorted(said - known) == []
