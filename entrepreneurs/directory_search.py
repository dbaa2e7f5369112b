"""Finding entries of the directory: narrowed by facets, searched by words, counted up to a limit, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db import connection
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from center.base import search_words
from center.base.full_text import SEARCH_CONFIG
from entrepreneurs import facets
from entrepreneurs.models import DirectoryEntry, DirectoryTotal, DirectoryWord
from entrepreneurs.querysets import DirectoryEntryQuerySet

MOST_COUNTED: Final = 1000
"""More hits than this are told as "more than": nobody pages so far, and counting them costs."""
NAME, RELEVANCE, CHECKED, NEWEST = "name", "relevance", "checked", "newest"
# Beyond the limit only the total is told, so only it is counted.
_COUNT: Final = """
WITH hit AS MATERIALIZED ({hits}), every AS (SELECT count(*) AS total FROM hit)
SELECT 'all', total, CASE WHEN total > {most} THEN ARRAY(SELECT enterprise_id FROM hit) END FROM every
UNION ALL
SELECT facet, count(*), NULL FROM every, hit, unnest(hit.facets) AS facet WHERE total <= {most} GROUP BY facet
"""
# Weights of D, C, B, A: the rest, the sentence, products, the name.
_WEIGHTS: Final = [0.1, 0.3, 0.6, 1.0]
_SHORT, _MOST_ALIKE, _SLIPS = 4, 60, 2


@dataclass(frozen=True)
class Question:
    """What somebody looks for: folded words, and the chosen values of each kind of facet."""

    words: tuple[str, ...] = ()
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return not self.words and not any(self.chosen.values())

    @property
    def query(self) -> str:
        return search_words.raw_query(list(self.words))

    def without(self, kind: str) -> "Question":
        """Return the question without the choices of one kind."""
        return replace(self, chosen={each: values for each, values in self.chosen.items() if each != kind})

    def without_choices(self) -> "Question":
        return replace(self, chosen={})

    def entries(self) -> DirectoryEntryQuerySet:
        """Return the entries that answer it, in no order."""
        found = DirectoryEntry.objects.order_by()
        if self.words:
            found = found.with_words(self.query)
        for kind, values in self.chosen.items():
            if values:
                found = found.filter(facets__overlap=[facets.facet(kind, value) for value in values])
        return found

    @property
    def counts(self) -> dict[str, int]:
        """Return how many entries answer it, under "all" and up to the limit also by facet; exact so far."""
        return self._counted[0]

    @cached_property
    def _counted(self) -> tuple[dict[str, int], list[int]]:
        """Return the counts and, beyond the limit, some entries that answer it, at no cost. One query."""
        if self.is_open:
            return DirectoryTotal.objects.as_counts(), []
        hits = self.entries().values("enterprise_id", "facets")[: MOST_COUNTED + 1]
        statement, parameters = hits.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(_COUNT.format(hits=statement, most=MOST_COUNTED), parameters)
            rows: list[tuple[str, int, list[int] | None]] = cursor.fetchall()
        return {name: count for name, count, _some in rows}, next((some for *_, some in rows if some), [])

    @property
    def is_beyond(self) -> bool:
        """Whether there are more entries than are counted; the counts by facet then say nothing."""
        return not self.is_open and self.total > MOST_COUNTED

    @property
    def total(self) -> int:
        return self.counts.get(facets.EVERY, 0)

    def sorted_entries(self, order: str, language: str) -> DirectoryEntryQuerySet:
        """Return the rows of the list in one of the four orders; `language` is sr, sr-latn or en."""
        found = self.entries().for_rows()
        if order == RELEVANCE and self.words:
            return self._ranked(found, language)
        if order == CHECKED:
            return found.order_by(F("confirmed_on").desc(), "-pk")
        if order == NEWEST:
            return found.order_by("-published_at", "-pk")
        return found.in_order(language)

    def _ranked(self, found: DirectoryEntryQuerySet, language: str) -> DirectoryEntryQuerySet:
        """Sort by how well the words fit; of very many a thousand, first those that have them in the name."""
        if self.is_beyond:
            in_name = search_words.raw_query(list(self.words), weight="A")
            named = self.entries().with_words(in_name).values_list("pk", flat=True)[:MOST_COUNTED]
            best = list(dict.fromkeys([*named, *self._counted[1]]))[:MOST_COUNTED]
            # As one parameter, and without asking again for the words that all of them have.
            found = DirectoryEntry.objects.for_rows().filter(
                pk__in=RawSQL("SELECT unnest(%s::bigint[])", [best])
            )
        whole = " ".join(self.words)
        rank = SearchRank(
            F("search"),
            SearchQuery(self.query, search_type="raw", config=SEARCH_CONFIG),
            weights=_WEIGHTS,
        )
        exact = Case(
            When(words_name=whole, then=Value(3.0)),
            When(words_name__startswith=f"{whole} ", then=Value(1.0)),
            default=Value(0.0),
        )
        column = {"sr": "sort_sr", "sr-latn": "sort_latn"}.get(language, "sort_en")
        return found.annotate(fits=rank + exact).order_by("-fits", column, "pk")


def corrected(question: Question) -> tuple[Question, list[str]] | None:
    """Return the question with words that occur in place of misspelt ones, and those words as they are written.

    None where nothing is known to help. Only words that occur nowhere are replaced; at most two slips are forgiven.
    """
    written: list[str] = []
    words: list[str] = []
    for word in question.words:
        if DirectoryEntry.objects.with_words(search_words.raw_query([word])).exists():
            words.append(word)
            written.append("")
        elif found := _likest(word):
            words.append(found.word)
            written.append(found.written)
        else:
            return None
    better = replace(question, words=tuple(words))
    return (better, written) if any(written) and better.without_choices().entries().exists() else None


def _likest(word: str) -> DirectoryWord | None:
    """Return the word of the directory that the fewest slips away from this one, if few enough."""
    # Two exchanged letters leave few trigrams alike; few words begin with the same letter and are as long.
    alike = Q(word__trigram_similar=word) | Q(
        word__startswith=word[0], letters__range=(len(word) - 1, len(word) + 1)
    )
    found = (
        DirectoryWord.objects.alias(letters=Length("word"), likeness=TrigramSimilarity("word", word))
        .filter(alike)
        .order_by("-likeness", "word")[:_MOST_ALIKE]
    )
    most = 1 if len(word) <= _SHORT else _SLIPS
    near = [(slips(word, each.word), number, each) for number, each in enumerate(found)]
    near = [each for each in near if each[0] <= most]
    return min(near, key=lambda each: each[:2])[2] if near else None


def slips(one: str, other: str) -> int:
    """Return how many letters were left out, added, mistaken or exchanged with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last = row, before
        row = [place]
        for at, wanted in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, last[at - 2] + 1)
            row.append(cost)
    return row[-1]
