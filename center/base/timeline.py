"""The timeline of a person: dated entries that every app gives in its own `timeline.py`, found when the portal starts.

An app registers a function for each kind of entry. It gets the person and the colleague who looks, and returns only
what that colleague may see (`visible_to(user)` of its querysets), in a fixed number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Badge:
    """A state in words; `kind` and `icon` are those of components/badge.html."""

    kind: str
    icon: str
    label: Text


@dataclass(frozen=True)
class Entry:
    """Something that happened to the person, or will.

    `when` is aware; with `whole_day` only its local day counts. `text` are words that only some may read: a page
    that shows them writes down that `reads` was read. `url` is where more of it stands.
    """

    when: datetime
    title: Text
    url: str = ""
    who: Text = ""
    text: str = ""
    badge: Badge | None = None
    whole_day: bool = False
    reads: models.Model | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its short name in addresses, its name in the plural for filters, its icon."""

    name: str
    label: Text
    icon: str
    entries: Callable[[Any, Any], Iterable[Entry]]


@dataclass(frozen=True)
class Line:
    """An entry with its kind, as a page shows it."""

    kind: Kind
    entry: Entry


_kinds: Final[dict[str, Kind]] = {}


def register(name: str, label: Text, icon: str, entries: Callable[[Any, Any], Iterable[Entry]]) -> None:
    """Add a kind; `entries(person, user)` gives its entries. Raises ValueError for a name that is taken."""
    if name in _kinds:
        msg = f"The timeline has a kind {name} already."
        raise ValueError(msg)
    _kinds[name] = Kind(name, label, icon, entries)


def lines_of(person: Any, user: Any) -> list[Line]:
    """Return everything that a colleague may see of a person, the newest first, what is still to come on top."""
    lines = [Line(kind, entry) for kind in _kinds.values() for entry in kind.entries(person, user)]
    return sorted(lines, key=lambda line: line.entry.when, reverse=True)


def kinds_in(lines: Iterable[Line]) -> list[tuple[Kind, int]]:
    """Return the kinds that occur, in the order in which they were registered, and how often."""
    counts = dict.fromkeys(_kinds, 0)
    for line in lines:
        counts[line.kind.name] += 1
    return [(_kinds[name], count) for name, count in counts.items() if count]
