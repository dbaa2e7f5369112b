"""The door of the search across the whole site: each app names what can be found in its own `search.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: the text as typed, and the most hits wanted.

    `is_near` is true in a second round, when no source found anything: then what is nearly the same counts too, as
    after a slip of the pen.
    """

    text: str
    most: int
    is_near: bool = False


@dataclass(frozen=True)
class Hit:
    """One page that was found. `about` is a sentence or two of it, plain; `day_means` says what day it is.

    Without that word it is the day of the thing itself: of an event, of news.
    """

    title: Text
    url: str
    about: Text = ""
    day: date | None = None
    day_means: Text = ""


@dataclass(frozen=True)
class Found:
    """The best hits of a source and how many there are in all."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0


def _nowhere(_words: str) -> str:
    return ""


@dataclass(frozen=True)
class Source:
    """A kind of page. `find` finds what everybody may see, whichever script was typed, in a fixed number of queries.

    `more` returns the address of the app's own list
    for the same words, or "" where there is none.
    """

    slug: str
    title: Text
    find: Callable[[Asked], Found]
    more: Callable[[str], str] = _nowhere
    order: int = 100


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source; raises ValueError for a name that is taken."""
    if source.slug in _sources:
        msg = f"The source {source.slug} is registered twice."
        raise ValueError(msg)
    _sources[source.slug] = source
    return source


def sources() -> list[Source]:
    """Return all sources by their `order`, then by name."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.slug))
