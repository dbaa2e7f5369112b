"""Finding records by their words: folded, stemmed, the title above all; for tables of some thousands of rows.

What is searched is folded on both sides (`sr_fold`), so that крушевац, Kruševac, krusevac and Kruševcu find the same.
The words of a record are kept beside it by the database (`search_column`): folding long texts takes milliseconds each.
They have no index, since looking through some thousands of kept rows takes as long as a page needs for its menu.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchConfig,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db import models
from django.db.models import Count, Exists, F, Q, Window
from django.db.models.functions import Least

from center.base import search_words
from center.base.folded_search import folded
from center.base.search import Asked, Found, Hit

SEARCH_CONFIG: Final = "serbian"
# Weights of D, C, B, A: texts, nothing, summaries, titles.
_WEIGHTS: Final = [0.1, 0.1, 0.4, 1.0]
# Of trigrams; lower ones find what nobody meant.
_ALIKE: Final = 0.5
_COLUMN: Final = "search"
_CONFIG: Final = SearchConfig(SEARCH_CONFIG)


def search_column(
    titles: Sequence[str], summaries: Sequence[str] = (), texts: Sequence[str] = ()
) -> models.GeneratedField:
    """Return the column `search` of a model: the words of its text columns, by how much a word in them says.

    It is made by the database and read by nobody but `find`, so keep it out of the history
    (`pghistory.track(exclude=["search"])`).
    """
    vector: SearchVector | CombinedSearchVector = _vector(titles, "A")
    for more, weight in ((summaries, "B"), (texts, "D")):
        if more:
            vector = CombinedSearchVector(vector, CombinedSearchVector.ADD, _vector(more, weight), _CONFIG)
    return models.GeneratedField(expression=vector, output_field=SearchVectorField(), db_persist=True)


def find(
    rows: "models.QuerySet[Any]",
    asked: Asked,
    hit: Callable[[Any], Hit],
    *,
    titles: Sequence[str],
    beside: Sequence[str] = (),
    parts: "models.QuerySet[Any] | None" = None,
) -> Found:
    """Return the rows that hold every typed word, the best first; in a second round those with nearly such a title.

    `beside` names short columns of related rows that count as the record's own. `parts` are the parts of the row that
    `OuterRef("pk")` names, with a `search_column` of their own: a record is also found by one of them that holds every
    word, after all others.
    `hit` makes of a row what the page shows. One query.
    """
    words = search_words.asked(asked.text)
    if not words:
        return Found()
    matched = _alike(rows, words, titles) if asked.is_near else _with_words(rows, words, beside, parts)
    counted = matched.defer(_COLUMN).annotate(found_total=Window(Count("*")))
    best = list(counted.order_by("-fits", "-pk")[: asked.most])
    return Found([hit(row) for row in best], best[0].found_total if best else 0)


def _with_words(
    rows: "models.QuerySet[Any]",
    words: list[str],
    beside: Sequence[str],
    parts: "models.QuerySet[Any] | None",
) -> "models.QuerySet[Any]":
    query = SearchQuery(search_words.raw_query(words), search_type="raw", config=SEARCH_CONFIG)
    vector: models.expressions.Combinable = F(_COLUMN)
    if beside:
        vector = CombinedSearchVector(vector, CombinedSearchVector.ADD, _vector(beside, "B"), _CONFIG)
    holds: Q | models.expressions.Combinable = Q(_vector=query)
    if parts is not None:
        holds |= Exists(parts.filter(**{_COLUMN: query}))
    found: models.QuerySet[Any] = (
        rows.alias(_vector=vector)
        .filter(holds)
        .annotate(fits=SearchRank(F("_vector"), query, weights=_WEIGHTS))
    )
    return found


def _alike(rows: "models.QuerySet[Any]", words: list[str], titles: Sequence[str]) -> "models.QuerySet[Any]":
    found: models.QuerySet[Any] = rows.annotate(fits=_likeness(titles, words)).filter(fits__gte=_ALIKE)
    return found


def _vector(columns: Iterable[str], weight: str) -> SearchVector:
    return SearchVector(folded(columns), config=SEARCH_CONFIG, weight=weight)


def _likeness(titles: Sequence[str], words: Sequence[str]) -> models.expressions.Combinable:
    """Return how much the typed word that is least like any of the title has of it."""
    text = folded(titles)
    each = [TrigramWordSimilarity(word, text) for word in words]
    return each[0] if len(each) == 1 else Least(*each)
