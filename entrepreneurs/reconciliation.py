"""Matching somebody's list with the directory: which of our enterprises a name or a number means."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from center.base import search_words
from center.base.full_text import SEARCH_CONFIG
from center.base.scripts import fold
from entrepreneurs import public_data
from entrepreneurs.business_names import comparable, likeness
from entrepreneurs.models import Enterprise

MOST_QUERIES: Final = 50
MOST_RESULTS: Final = 20
LONGEST_QUERY: Final = 300
# From here on a single candidate is a match by its name; numbers decide alone.
_SURE: Final = 95.0
_UNSURE: Final = 40.0
_CANDIDATES: Final = 500
_OTHER_PLACE: Final = 0.8
_LEAST_LIKE: Final = 0.3


@dataclass(frozen=True)
class Query:
    """One line of somebody's list; `limit` is already within `MOST_RESULTS`."""

    name: str
    limit: int
    settlement: str = ""
    registration_number: str = ""
    tax_number: str = ""


@dataclass(frozen=True)
class Candidate:
    enterprise: Enterprise
    score: float
    match: bool


def reconcile(queries: list[Query]) -> list[list[Candidate]]:
    """Return for each query the likely enterprises, the best first; for all together in a constant number of queries.

    An equal registration or tax number is a match (score 100); otherwise the names are compared without script,
    marks and legal form, and another settlement counts against it.
    """
    names = {name for query in queries if (name := comparable(query.name))}
    numbers = {
        number
        for query in queries
        for number in (query.registration_number, query.tax_number, query.name.strip())
        if number.isascii() and number.isdigit()
    }
    rows = _candidates(sorted(names), numbers)
    return [_best(query, rows) for query in queries]


def _candidates(names: list[str], numbers: set[str]) -> list[Enterprise]:
    wanted = Q(registration_number__in=numbers) | Q(tax_number__in=numbers) if numbers else Q(pk__in=[])
    exact = list(public_data.detailed(public_data.visible().filter(wanted))[:_CANDIDATES])
    if not names:
        return exact
    alike: Any = [TrigramSimilarity("comparable_name", name) for name in names]
    closeness = alike[0] if len(alike) == 1 else Greatest(*alike)
    near = Q(pk__in=[])
    for name in names:
        # Served by the trigram index.
        near |= Q(comparable_name__trigram_similar=name)
    found = (
        public_data.visible()
        .filter(near)
        .annotate(closeness=closeness)
        .filter(closeness__gte=_LEAST_LIKE)
        .order_by("-closeness", "pk")
    )
    # English names stand in no column that is compared by trigrams; whole words find them.
    worded = Q(pk__in=[])
    for name in names:
        query = " & ".join(f"{word}:A" for word in search_words.asked(name))
        if query:
            worded |= Q(entry__search=SearchQuery(query, search_type="raw", config=SEARCH_CONFIG))
    named = public_data.detailed(public_data.visible().filter(worded).order_by("pk"))[:_CANDIDATES]
    every = [*exact, *public_data.detailed(found)[:_CANDIDATES], *named]
    return list({row.pk: row for row in every}.values())


def _best(query: Query, rows: list[Enterprise]) -> list[Candidate]:
    scored = [(_score(query, row), row) for row in rows]
    good = sorted(
        ((score, row) for score, row in scored if score >= _UNSURE), key=lambda pair: (-pair[0], pair[1].pk)
    )
    sure = [score for score, _row in good if score >= _SURE]
    return [
        Candidate(row, score, match=score >= _SURE and (score == sure[0] and sure.count(score) == 1))
        for score, row in good[: query.limit]
    ]


def _score(query: Query, row: Enterprise) -> float:
    typed = query.name.strip()
    registration = query.registration_number or (typed if len(typed) == 8 and typed.isdigit() else "")  # noqa: PLR2004 -- digits of the number
    if registration and registration == row.registration_number:
        return 100.0
    if query.tax_number and query.tax_number == public_data.public_tax_number(row):
        return 100.0
    name = comparable(query.name)
    both = (row.comparable_name, comparable(row.name_en), comparable(row.legal_name))
    score = 99.0 * max(likeness(name, other) for other in both)
    # Another number means another enterprise, whatever its name.
    if registration and row.registration_number:
        score /= 2
    seat = next(iter(row.current_seat), None)
    if query.settlement and seat:
        place = fold(query.settlement).strip()
        if place not in {fold(seat.settlement.name_sr), fold(seat.settlement.name_en)}:
            score *= _OTHER_PLACE
    return round(score, 1)


def suggested(prefix: str, most: int) -> list[Enterprise]:
    """Return enterprises for what somebody begins to type: a name or a registration number."""
    words = comparable(prefix).split()
    found = public_data.visible()
    if prefix.isascii() and prefix.isdigit():
        found = found.filter(registration_number__startswith=prefix)
    elif words:
        for word in words:
            found = found.filter(comparable_name__contains=word)
    else:
        return []
    return list(public_data.detailed(found.order_by("name_sr", "pk"))[:most])
