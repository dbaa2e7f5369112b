"""The entries of the directory that an address asks for: for the map, the list that partners embed, and the files."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import QueryDict

from center.base import search_words
from entrepreneurs import facets
from entrepreneurs.directory_search import Question
from entrepreneurs.querysets import DirectoryEntryQuerySet

_LONGEST = 200
_MOST_VALUES = 50


def question(query: QueryDict) -> Question:
    """Return what `q` and the facets of an address ask for; all else in it is of no account."""
    chosen = {
        kind: [value[:_LONGEST] for value in query.getlist(kind)[:_MOST_VALUES] if value]
        for kind in facets.KINDS
    }
    return Question(tuple(search_words.asked(query.get("q", ""))), chosen)


def narrowed(query: QueryDict) -> DirectoryEntryQuerySet:
    """Return the public entries for `q` and the facets of an address, as the directory itself finds them."""
    return question(query).entries().for_rows()


def as_query(words: Sequence[str], chosen: Mapping[str, Sequence[str]]) -> str:
    """Return the one query that asks for this, to stand behind the question mark of an address; "" for all."""
    values = [(kind, value) for kind in facets.KINDS for value in sorted(set(chosen.get(kind, ())))]
    return urlencode([*([("q", " ".join(words))] if words else []), *values])
