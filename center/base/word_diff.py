"""The difference of two texts word by word, as people read it: what went out, what came in.

Pure functions. `apply(difference(old, new), old) == new` for every pair of texts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Kind = Literal["same", "out", "in"]
# A word, a stretch of blanks, or one other sign: together they are the whole text.
_OUT: Final = '<del><span class="visually-hidden">{} </span>{}</del>'
_IN: Final = '<ins><span class="visually-hidden">{} </span>{}</ins>'
_PIECES: Final = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Stretch:
    """A part of the text that stayed, went out or came in."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> list[Stretch]:
    """Return the stretches that lead from one text to the other, in order; what goes out before what comes in."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[Stretch] = []
    for name, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if name == "equal":
            found.append(Stretch("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(Stretch("out", "".join(before[a:b])))
        if d > c:
            found.append(Stretch("in", "".join(after[c:d])))
    return found


def apply(stretches: Iterable[Stretch], old: str) -> str:
    """Return the new text; raises ValueError when the difference is not one of this old text."""
    parts = list(stretches)
    if "".join(each.text for each in parts if each.kind != "in") != old:
        raise ValueError("This difference belongs to another text.")
    return "".join(each.text for each in parts if each.kind != "out")


def as_html(old: str, new: str) -> SafeString:
    """Return the difference as `<del>` and `<ins>`, each with a word for those who hear the page; escaped."""
    parts = []
    for each in difference(old, new):
        if each.kind == "same":
            parts.append(format_html("{}", each.text))
            continue
        word = _("removed:") if each.kind == "out" else _("added:")
        html = _OUT if each.kind == "out" else _IN
        parts.append(format_html(html, word, each.text))
    return format_html_join("", "{}", ((part,) for part in parts))
