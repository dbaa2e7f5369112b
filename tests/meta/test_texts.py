"""Small rules of typography and of words that nobody sees while writing and everybody while reading."""

import re

import polib
import pytest

from center import catalogues


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
