"""Other forms of a Serbian word whose stem changes, which a stemmer that only cuts endings does not unite.

Wanted by a search: who types сајму or сајмови also means сајам. The words are folded (Latin, lower case, no
diacritics), so some rules fit a word that only looks as if they did; such a form is found in no text and does no harm.
The rules are those of the school grammar: непостојано а (сајам, сајма), its loss of voice before a voiceless
consonant (доходак, дохотка), л that became о (посао, посла; посетилац, посетиоца), сибиларизација (задруга, задрузи)
and the plural in -ови and -еви (члан, чланови).
"""

import re
from collections.abc import Iterator
from typing import Final

_SHORTEST: Final = 4
_VOWELS: Final = re.compile("[aeiou]")
_LONGEST_WITH_OVI: Final = 2
_CONSONANTS: Final = "bcdfghjklmnpqrstvwxyz"
# Longest first. Endings of nouns; those of adjectives change no stem.
_ENDINGS: Final = re.compile(r"(?:ovima|evima|ovi|evi|ova|eva|ove|eve|ima|ama|om|em|a|e|i|u|o)$")
_FLEETING: Final = re.compile(f"(.*[{_CONSONANTS}])a([{_CONSONANTS}])")
_CLUSTER: Final = re.compile(f"(.*[{_CONSONANTS}])([{_CONSONANTS}])")
# Never parted by an a: these groups by rule, and one sound that is written with two letters.
_WHOLE: Final = ("st", "zd", "lj", "nj", "dj", "dz")
_VOICELESS: Final = frozenset("kcstp")
_UNVOICED: Final = {"b": "p", "d": "t", "z": "s", "g": "k"}
_VOICED: Final = {unvoiced: voiced for voiced, unvoiced in _UNVOICED.items()}
_SIBILANTS: Final = {"k": "c", "g": "z", "h": "s"}
_VELARS: Final = {sibilant: velar for velar, sibilant in _SIBILANTS.items()}


def other_forms(word: str) -> list[str]:
    """Return forms of the same noun as `word` (folded) that may stem otherwise, without the word itself."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return []
    forms = dict.fromkeys(form for stem in _stems(word) for form in _forms(stem))
    return [form for form in forms if form != word]


def _stems(word: str) -> Iterator[str]:
    """Yield what may stand before the endings of the noun: sajm for sajam, sajmu and sajmovi."""
    if word.endswith("ao"):
        yield f"{word[:-2]}l"
        return
    cut = _ENDINGS.sub("", word)
    if len(cut) < _SHORTEST - 1:
        return
    yield cut
    ending = word[len(cut) :]
    if ending in {"", "a", "ama"}:
        # The first case of one (sajam), or the second of many (banaka, pisama).
        yield from _without_fleeting_a(word.removesuffix("a"))
    elif ending in {"i", "ima"} and len(cut) >= _SHORTEST and cut[-1] in _VELARS:
        yield f"{cut[:-1]}{_VELARS[cut[-1]]}"


def _without_fleeting_a(stem: str) -> Iterator[str]:
    if (found := _FLEETING.fullmatch(stem)) is None:
        return
    before, last = found.groups()
    yield f"{before}{last}"
    if last in _VOICELESS and before[-1] in _UNVOICED:
        yield f"{before[:-1]}{_UNVOICED[before[-1]]}{last}"
    if stem.endswith("lac"):
        yield f"{stem[:-3]}oc"


def _forms(stem: str) -> Iterator[str]:
    yield f"{stem}a"
    if stem[-1] not in _SIBILANTS:
        yield f"{stem}i"
    if len(_VOWELS.findall(stem)) <= _LONGEST_WITH_OVI:
        yield f"{stem}ovi"
        yield f"{stem}evi"
    for longer in _with_fleeting_a(stem):
        yield longer
        yield f"{longer}a"
    if len(stem) >= _SHORTEST and stem[-1] in _SIBILANTS:
        yield f"{stem[:-1]}{_SIBILANTS[stem[-1]]}i"


def _with_fleeting_a(stem: str) -> Iterator[str]:
    if stem.endswith("oc"):
        yield f"{stem[:-2]}lac"
    if stem.endswith(_WHOLE) or (found := _CLUSTER.fullmatch(stem)) is None:
        return
    before, last = found.groups()
    yield f"{before}a{last}"
    if last == "l":
        yield f"{before}ao"
    if last in _VOICELESS and before[-1] in _VOICED:
        yield f"{before[:-1]}{_VOICED[before[-1]]}a{last}"
