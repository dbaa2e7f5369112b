"""The entries of the directory that an address asks for, for the map and the list that partners embed."""

from django.http import QueryDict

from entrepreneurs import facets, search_words
from entrepreneurs.directory_search import Question
from entrepreneurs.querysets import DirectoryEntryQuerySet

_LONGEST = 200
_MOST_VALUES = 50


def narrowed(query: QueryDict) -> DirectoryEntryQuerySet:
    """Return the public entries for `q` and the facets of an address, as the directory itself finds them."""
    chosen = {
        kind: [value[:_LONGEST] for value in query.getlist(kind)[:_MOST_VALUES] if value]
        for kind in facets.KINDS
    }
    words = search_words.asked(query.get("q", "")[:_LONGEST])
    return Question(tuple(words), chosen).entries().for_rows()
