"""Walks the admin in each language: names and texts stand in the letters that the person reads."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from center.models import Office, User
from center.services import accounts
from tests.crawl.html_text import Reader
from tests.crawl.staff_pages import fill, serbian_sentences, walk
from tests.crawl.test_languages import CYRILLIC

pytestmark = pytest.mark.django_db
FEWEST_PAGES = 60
AsUser = Callable[[User], Client]


def stumbles(found: dict[str, Reader], language: str) -> list[str]:
    """List the texts in letters that the page does not promise; quotations promise their own."""
    return sorted(
        {
            f"{path}: {piece.lang} {piece.text[:90]}"
            for path, page in found.items()
            for piece in page.pieces
            if CYRILLIC.search(piece.text) and piece.lang.lower() in {language, "sr-latn", "en", ""}
        }
    )


@pytest.mark.long
@pytest.mark.parametrize("language", ["sr-latn", pytest.param("en", marks=pytest.mark.long)])
def test_the_admin_shows_a_reader_of_latin_no_cyrillic_letter_and_no_foreign_sentence(language: str) -> None:
    found = walk(fill(), language, "/admin/")
    assert stumbles(found, language) == []
    assert [f"{path}: {problem}" for path, page in found.items() for problem in page.problems] == []
    serbian = serbian_sentences() if language == "en" else set()
    assert [
        f"{path}: {piece.text}"
        for path, page in found.items()
        for piece in page.pieces
        if piece.text in serbian
    ] == []
    assert len(found) >= FEWEST_PAGES


@pytest.mark.parametrize(
    ("language", "words"), [("sr", {"Да", "Не"}), ("sr-latn", {"Da", "Ne"}), ("en", {"Yes", "No"})]
)
def test_yes_and_no_are_words_in_the_language_of_the_page(
    office: Office, coordinator: User, as_user: AsUser, language: str, words: set[str]
) -> None:
    accounts.choose_language(user=coordinator, language=language)
    # All rights, and no second factor.
    User.objects.filter(pk=coordinator.pk).update(is_superuser=True)
    page = as_user(coordinator).get(f"/admin/center/user/{coordinator.pk}/change/").content.decode()
    shown = set(re.findall(r'<div class="readonly">(?:<img [^>]*> )?(\w+)</div>', page))
    assert shown & {"Да", "Не", "Da", "Ne", "Yes", "No"} == words
