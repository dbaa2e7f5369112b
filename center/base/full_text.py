"""Finding records by their words: folded, stemmed, the title above all; for tables of some thousands of rows.

What is searched is folded on both sides (`sr_fold`), so that крушевац, Kruševac, krusevac and Kruševcu find the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db import models
from django.db.models import Count, F, Window
from django.db.models.functions import Least

from center.base import search_words
from center.base.folded_search import folded
from center.base.search import Asked, Found, Hit

SEARCH_CONFIG: Final = "serbian"
# Weights of D, C, B, A: texts, nothing, summaries, titles.
_WEIGHTS: Final = [0.1, 0.1, 0.4, 1.0]
# Of trigrams; lower ones find what nobody meant.
_ALIKE: Final = 0.5


@dataclass(frozen=True)
class Columns:
    """Text columns, which may lie in related rows, by how much a word in them says."""

    titles: Sequence[str]
    summaries: Sequence[str] = ()
    texts: Sequence[str] = ()


def find(rows: "models.QuerySet[Any]", asked: Asked, columns: Columns, hit: Callable[[Any], Hit]) -> Found:
    """Return the rows that hold every typed word, the best first; in a second round those with nearly such a title.

    `hit` makes of a row what the page shows. One query.
    """
    words = search_words.asked(asked.text)
    if not words:
        return Found()
    matched = _alike(rows, words, columns) if asked.is_near else _with_words(rows, words, columns)
    best = list(matched.annotate(found_total=Window(Count("*"))).order_by("-fits", "-pk")[: asked.most])
    return Found([hit(row) for row in best], best[0].found_total if best else 0)


def _with_words(rows: "models.QuerySet[Any]", words: list[str], columns: Columns) -> "models.QuerySet[Any]":
    query = SearchQuery(search_words.raw_query(words), search_type="raw", config=SEARCH_CONFIG)
    vector: models.expressions.Combinable = _vector(columns.titles, "A")
    for more, weight in ((columns.summaries, "B"), (columns.texts, "D")):
        if more:
            vector += _vector(more, weight)
    found: models.QuerySet[Any] = (
        rows.alias(_vector=vector)
        .filter(_vector=query)
        .annotate(fits=SearchRank(F("_vector"), query, weights=_WEIGHTS))
    )
    return found


def _alike(rows: "models.QuerySet[Any]", words: list[str], columns: Columns) -> "models.QuerySet[Any]":
    found: models.QuerySet[Any] = rows.annotate(fits=_likeness(columns.titles, words)).filter(
        fits__gte=_ALIKE
    )
    return found


def _vector(columns: Iterable[str], weight: str) -> SearchVector:
    return SearchVector(folded(columns), config=SEARCH_CONFIG, weight=weight)


def _likeness(titles: Sequence[str], words: Sequence[str]) -> models.expressions.Combinable:
    """Return how much the typed word that is least like any of the title has of it."""
    text = folded(titles)
    each = [TrigramWordSimilarity(word, text) for word in words]
    return each[0] if len(each) == 1 else Least(*each)
