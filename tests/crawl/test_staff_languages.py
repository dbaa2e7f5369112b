"""Walks the admin in each language: names and texts stand in the letters that the person reads."""

import pytest

from tests.crawl.html_text import Reader
from tests.crawl.staff_pages import fill, serbian_sentences, walk
from tests.crawl.test_languages import CYRILLIC

pytestmark = pytest.mark.django_db
FEWEST_PAGES = 60


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


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_the_admin_shows_a_reader_of_latin_no_cyrillic_letter_and_no_foreign_sentence(language: str) -> None:
    found = walk(fill(), language, "/admin/")
    assert stumbles(found, language) == []
    serbian = serbian_sentences() if language == "en" else set()
    assert [
        f"{path}: {piece.text}"
        for path, page in found.items()
        for piece in page.pieces
        if piece.text in serbian
    ] == []
    assert len(found) >= FEWEST_PAGES
