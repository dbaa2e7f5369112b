"""Texts in Serbian and English at once: a release speaks every language although it is computed once."""

import re
from collections.abc import Callable
from typing import Final

from django.utils.translation import override

from research.definition import Texts
from research.statistics import Method
from research.study import said

_INSERTED: Final = re.compile(r"\$\{[^}]*\}")
_LANGUAGES: Final = ("sr", "en")


def both(make: Callable[[str], str]) -> Texts:
    """Return what `make(language)` says in each language; that language is active meanwhile."""
    found = {}
    for language in _LANGUAGES:
        with override(language):
            found[language] = make(language)
    return found


def insert(texts: Texts, language: str) -> str:
    """Return a text to be put into a sentence: Serbian with its marks of foreign words, English without."""
    return texts["sr"] if language == "sr" and texts.get("sr") else said(texts, language)


def printed(texts: Texts, otherwise: str) -> Texts:
    """Return a label without what only the person who answers sees in it; `otherwise` if it is empty."""
    kept = {language: " ".join(_INSERTED.sub("…", text).split()) for language, text in texts.items() if text}
    return kept or dict.fromkeys(_LANGUAGES, otherwise)


def sentences(method: Method) -> tuple[Texts, ...]:
    """Return a method as sentences, each in both languages."""
    return tuple(both(lambda _language, step=step: str(Method((step,)))) for step in method.steps)  # type: ignore[misc]  # the step is bound
