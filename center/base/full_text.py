"""Finding records by their words: folded, stemmed, the title above all; for tables of some thousands of rows.

What is searched is folded on both sides (`sr_fold`), so that крушевац, Kruševac, krusevac and Kruševcu find the same.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db import models
from django.db.models import Count, F, Window
from django.db.models.functions import Least

from center.base import search_words
from center.base.folded_search import folded

SEARCH_CONFIG: Final = "serbian"
# Weights of D, C, B, A: texts, nothing, summaries, titles.
_WEIGHTS: Final = [0.1, 0.1, 0.4, 1.0]
# Of trigrams; lower ones find what nobody meant.
_ALIKE: Final = 0.5


def best(
    rows: "models.QuerySet[Any]",
    typed: str,
    *,
    titles: Sequence[str],
    summaries: Sequence[str] = (),
    texts: Sequence[str] = (),
    most: int,
) -> tuple[list[Any], int]:
    """Return the rows that hold every typed word, the best `most` first, and how many there are in all.

    The arguments name text columns, which may lie in related rows. Where no row holds the words, rows whose title is
    nearly the same are returned, as after a slip of the pen. One query, or two for a slip.
    """
    words = search_words.asked(typed)
    if not words:
        return [], 0
    query = SearchQuery(search_words.raw_query(words), search_type="raw", config=SEARCH_CONFIG)
    vector: models.expressions.Combinable = _vector(titles, "A")
    for columns, weight in ((summaries, "B"), (texts, "D")):
        if columns:
            vector += _vector(columns, weight)
    found = list(
        rows.alias(_vector=vector)
        .filter(_vector=query)
        .annotate(found_total=Window(Count("*")), _fits=SearchRank(F("_vector"), query, weights=_WEIGHTS))
        .order_by("-_fits", "-pk")[:most]
    )
    if found:
        return found, found[0].found_total
    near = list(
        rows.annotate(_likeness=_likeness(titles, words))
        .filter(_likeness__gte=_ALIKE)
        .order_by("-_likeness", "-pk")[:most]
    )
    return near, len(near)


def _vector(columns: Iterable[str], weight: str) -> SearchVector:
    return SearchVector(folded(columns), config=SEARCH_CONFIG, weight=weight)


def _likeness(titles: Sequence[str], words: Sequence[str]) -> models.expressions.Combinable:
    """Return how much the typed word that is least like any of the title has of it."""
    text = folded(titles)
    each = [TrigramWordSimilarity(word, text) for word in words]
    return each[0] if len(each) == 1 else Least(*each)
