"""The door of what an issue of the newsletter can take in with one click: each app names it in `newsletter_material`.

What is taken becomes Markdown in the words of the issue, there for the editor to change.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise

Text = str | Promise
# What Markdown would read as signs of its own within a line.
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~!])")


@dataclass(frozen=True)
class Piece:
    """One thing to tell, in the active language: its name, when and where in a few words, and the path of its page."""

    title: str
    facts: str
    path: str


@dataclass(frozen=True)
class Material:
    """A kind of things to tell: `button` says what to press, `heading` stands above them in the letter.

    `find(now)` returns them in the active language, the first first, at most as many as a letter bears: the same ones
    in every language.
    """

    slug: str
    button: Text
    heading: Text
    find: Callable[[datetime], list[Piece]]


_known: dict[str, Material] = {}


def register(material: Material) -> Material:
    """Add a kind; raises ValueError for a name that is taken."""
    if material.slug in _known:
        msg = f"The material {material.slug} is registered twice."
        raise ValueError(msg)
    _known[material.slug] = material
    return material


def materials() -> list[Material]:
    """Return all kinds in the order of their registration."""
    return list(_known.values())


def as_markdown(heading: str, pieces: list[Piece]) -> str:
    """Return pieces as a heading and a list of links; what people typed is read as words, not as Markdown."""
    lines = [f"- [{_plain(each.title)}]({each.path}){_after(each.facts)}" for each in pieces]
    return "\n".join([f"## {_plain(heading)}", "", *lines])


def _after(facts: str) -> str:
    return f": {_plain(facts)}" if facts else ""


def _plain(words: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))
