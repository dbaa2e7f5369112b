"""Names of businesses as one compares them: in either script, without the words of the legal form.

Pure functions. They only propose: two enterprises may have the same name, and people decide.
"""

import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from center.base.scripts import fold, strip_marks

# Words of the legal form, folded, longest phrases first when they are looked for. Letters with full stops between
# them arrive as single letters ("d. o. o.").
_PHRASES: Final = """
    drustvo sa ogranicenom odgovornoscu; drustvo s ogranicenom odgovornoscu; privredno drustvo;
    sa ogranicenom odgovornoscu; s ogranicenom odgovornoscu; d o o; doo; ltd; llc;
    akcionarsko drustvo; a d; ad; ortacko drustvo; o d; komanditno drustvo; k d; kd;
    preduzece; javno preduzece; j p; jp;
    preduzetnik; preduzetnica; preduzetnicka radnja; p r; pr; p r radnja; radnja;
    samostalna zanatska radnja; samostalna trgovinska radnja; samostalna trgovacka radnja; zanatska radnja;
    samostalna ugostiteljska radnja; ugostiteljska radnja; samostalna usluzna radnja; trgovinska radnja;
    s z r; szr; s t r; str; s u r; sur; s z t r; sztr; z r; zr; t r; tr; u r; ur;
    zadruga; zemljoradnicka zadruga; opsta zemljoradnicka zadruga; socijalna zadruga; radnicka zadruga;
    zanatska zadruga; z z; zz; o z z; ozz;
    udruzenje; udruzenje gradjana; u g; ug; nevladina organizacija; n v o; nvo; sportsko udruzenje;
    fondacija; zaduzbina; socijalno preduzece; u likvidaciji; u stecaju
"""
# "od" without full stops is a word of its own (from), so are "sa" and "s"; they never stand here alone.
_LEGAL: Final = sorted(
    {tuple(phrase.split()) for phrase in _PHRASES.replace("\n", " ").split(";")}, key=len, reverse=True
)
_LONGEST: Final = len(_LEGAL[0])
_LEGAL_SET: Final = frozenset(_LEGAL)
# Towns whose name business registers put behind the legal form.
_TOWNS: Final = frozenset(
    tuple(town.split())
    for town in """
    beograd; novi sad; nis; kragujevac; krusevac; subotica; zrenjanin; pancevo; cacak; kraljevo; novi pazar; smederevo;
    leskovac; uzice; vranje; valjevo; sabac; sombor; pozarevac; pirot; zajecar; kikinda; sremska mitrovica; jagodina;
    vrsac; bor; prokuplje; loznica; paracin; cuprija; trstenik; varvarin; cicevac; aleksandrovac; brus; aleksinac;
    vrnjacka banja; krusevca; u krusevcu; iz krusevca
    """.replace("\n", " ").split(";")
)
_LONGEST_TOWN: Final = 2
_WORD: Final = re.compile(r"[^\W_]+")
_TITLES: Final = frozenset(
    {"dr", "mr", "prof", "dipl", "ing", "ecc", "inz", "spec", "doc", "msc", "bsc", "phd"}
)
_MARKS_OFF: Final = re.compile(r"[,;(/|–—]|\s-\s")

LIKELY: Final = 0.8
"""From this similarity on two names are proposed to people as one."""


class _Words(NamedTuple):
    words: list[str]
    had_legal: bool


def comparable(name: str) -> str:
    """Return what tells a business apart: folded words without quotes, legal form and the town behind them.

    ПР „Рука“ Крушевац, Ruka PR Kruševac and RUKA give "ruka". The same for either script, and for its own result. A
    name that is nothing but a legal form keeps its words, so that a name with letters never becomes empty.
    """
    marked_off = bool(_MARKS_OFF.search(name))
    words = _WORD.findall(fold(strip_marks(name)))
    core, had_legal = _without_legal(words)
    if not core:
        return " ".join(words)
    if had_legal or marked_off:
        core = _without_town(core)
        # What the town stood between may be a legal form again.
        core = _without_legal(core).words or core
    return " ".join(core)


def comparable_names(*names: str) -> str:
    """Return the comparable forms of several names of one business, one a line, as its record keeps them."""
    return "\n".join(dict.fromkeys(filter(None, map(comparable, names))))


def _without_legal(words: list[str]) -> _Words:
    """Take the phrases of a legal form out, again and again until none is left."""
    had_legal = False
    while True:
        kept: list[str] = []
        position = 0
        while position < len(words):
            length = _legal_at(words, position)
            if length:
                position += length
            else:
                kept.append(words[position])
                position += 1
        if len(kept) == len(words):
            return _Words(kept, had_legal)
        words, had_legal = kept, True


def _legal_at(words: list[str], position: int) -> int:
    """Return how many words from here on are a legal form."""
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        if tuple(words[position : position + length]) in _LEGAL_SET:
            return length
    return 0


def _without_town(words: list[str]) -> list[str]:
    """Take towns off the end while something else is left."""
    while True:
        for length in range(_LONGEST_TOWN, 0, -1):
            if len(words) > length and tuple(words[-length:]) in _TOWNS:
                words = words[:-length]
                break
        else:
            return words


def comparable_person(name: str) -> str:
    """Return a person's name as one compares it: folded words in alphabetical order, without academic titles."""
    words = _WORD.findall(fold(strip_marks(name)))
    return " ".join(sorted(word for word in words if word not in _TITLES) or sorted(words))


def similarity(one: str, other: str) -> float:
    """Return how alike two names of businesses are, from 0 to 1, whatever the script and the order of words.

    1 for the same comparable name, else the larger of two measures: trigrams in common, as PostgreSQL's
    `similarity()` counts them, and letters in the same order, which forgives a misspelling in a short name.
    """
    return likeness(comparable(one), comparable(other))


def likeness(one: str, other: str) -> float:
    """Compare two names that are comparable already; see `similarity`."""
    words, others = sorted(one.split()), sorted(other.split())
    if not words or not others:
        return 0.0
    if words == others:
        return 1.0
    grams, other_grams = _trigrams(words), _trigrams(others)
    shared = len(grams & other_grams) / len(grams | other_grams)
    # SequenceMatcher gives another result for swapped arguments.
    first, second = sorted([" ".join(words), " ".join(others)])
    letters = SequenceMatcher(None, first, second, autojunk=False).ratio()
    # Only the same words may be called the same.
    return min(max(shared, letters), 0.99)


def _trigrams(words: list[str]) -> set[str]:
    padded = [f"  {word} " for word in words]
    return {word[start : start + 3] for word in padded for start in range(len(word) - 2)}
