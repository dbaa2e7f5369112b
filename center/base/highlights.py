"""Marks the words that a search found, in the shown text itself, so that no position can slip."""

from collections.abc import Iterable

from django.db import connection
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from center.base import search_words
from center.base.full_text import SEARCH_CONFIG
from center.base.shown_text import ShownText
from center.base.word_forms import other_forms


class Highlighter:
    """Knows the searched words by their stems; the texts of a page are given at once, for one query."""

    def __init__(self, words: Iterable[str], texts: Iterable[str]) -> None:
        self._asked = list(words)
        occurring = (
            {word for text in texts for word, _written in search_words.pairs(text)} if self._asked else set()
        )
        meant = {form for word in self._asked for form in (word, *other_forms(word))}
        self._stems = _stems(occurring | meant)
        self._whole = {self._stems[word] for word in meant}
        last = self._asked[-1] if self._asked else ""
        self._beginning = self._stems[last] if search_words.is_beginning(last) else ""

    def _is_found(self, written: str) -> bool:
        stems = [self._stems.get(word, word) for word, _written in search_words.pairs(written)]
        return any(
            stem in self._whole or (self._beginning and stem.startswith(self._beginning)) for stem in stems
        )

    def found_in(self, text: str) -> bool:
        return any(self._is_found(match.group()) for match in search_words.WORD.finditer(text))

    def marked(self, text: ShownText) -> SafeString:
        """Return the text as HTML with `<mark>` around each word that was found; everything is escaped."""
        if not self.found_in(text):
            return text.__html__()
        pieces: list[str] = []
        end = 0
        for match in search_words.WORD.finditer(text):
            if self._is_found(match.group()):
                pieces += [escape(text[end : match.start()]), format_html("<mark>{}</mark>", match.group())]
                end = match.end()
        pieces.append(escape(text[end:]))
        inner = mark_safe("".join(pieces))  # noqa: S308 -- each piece was escaped above
        return format_html('<span lang="{}">{}</span>', text.lang, inner) if text.is_fallback else inner


def _stems(words: set[str]) -> dict[str, str]:
    """Ask the database for the stem of each folded word, as its search has it."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (ts_lexize(%s, word))[1] FROM unnest(%s::text[]) AS word",
            [f"{SEARCH_CONFIG}_stem", sorted(words)],
        )
        return {word: stem or word for word, stem in cursor.fetchall()}
