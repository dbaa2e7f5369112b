"""The letters: the thirty Serbian ones, and a Latin reading for every other Cyrillic letter of Unicode."""

import unicodedata
from typing import Final

AZBUKA: Final = "абвгдђежзијклљмнњопрстћуфхцчџш"
_ABECEDA: Final = "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž"
ABECEDA: Final = tuple(_ABECEDA.split())
_READINGS: Final = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"

SERBIAN: Final[dict[str, str]] = dict(zip(AZBUKA, _READINGS.split(), strict=True))
"""Lower-case Cyrillic letter to its Latin letter or digraph: exact in this direction."""

# Letters of the neighbours and of old texts, read as Serbian usage reads names from those languages
# (Macedonian ѓ ќ as đ ć, Russian щ as šč, Bulgarian ъ as a); the soft sign has no sound of its own.
_FOREIGN_PAIRS: Final = (
    "ѓ=đ ќ=ć ѕ=dz й=j ё=jo щ=šč ъ=a ы=i ь= э=e ю=ju я=ja і=i ї=ji є=je ґ=g ў=u "
    "ѣ=e ѡ=o ѧ=e ѩ=je ѫ=u ѭ=ju ѯ=ks ѱ=ps ѳ=f ѵ=i ꙗ=ja қ=k ң=n һ=h ә=e ө=o ү=u ұ=u ҳ=h ҷ=dž ғ=g ӏ="
)
_FOREIGN: Final[dict[str, str]] = dict(pair.split("=") for pair in _FOREIGN_PAIRS.split())

_KNOWN: Final = {**_FOREIGN, **SERBIAN}

_BLOCKS: Final = ((0x0400, 0x0530), (0x1C80, 0x1C90), (0x1D2B, 0x1D79), (0x2DE0, 0x2E00), (0xA640, 0xA6A0))
_BLOCKS_OUTSIDE_BMP: Final = ((0x1E030, 0x1E090),)


def is_cyrillic(char: str) -> bool:
    """Whether one character is a Cyrillic letter, of any language, combining letters included."""
    return "CYRILLIC" in (name := unicodedata.name(char, "")) and "LETTER" in name


def _base_letter(char: str) -> str:
    """Return the plain letter inside a decorated one (Ӷ is г with stroke and hook), by its Unicode name."""
    plain = unicodedata.name(char).split(" WITH ")[0].split("CYRILLIC ")[-1].replace("CAPITAL", "SMALL")
    try:
        return unicodedata.lookup(f"CYRILLIC {plain}" if "SMALL" in plain else f"CYRILLIC SMALL {plain}")
    except KeyError:
        return char


def _reading(char: str) -> str:
    """Latin reading of a lower-case Cyrillic letter: exact, or known, or that of the plain letter inside."""
    for candidate in (char, unicodedata.normalize("NFKD", char), _base_letter(char)):
        if candidate[0] in _KNOWN:
            return unicodedata.normalize("NFC", _KNOWN[candidate[0]] + candidate[1:])
    # A letter of a far or dead alphabet: the first sound of its name.
    return unicodedata.name(char).split("LETTER ")[-1].split(" ")[-1][0].lower()


def _letters() -> list[str]:
    blocks = _BLOCKS + _BLOCKS_OUTSIDE_BMP
    return [char for first, last in blocks for char in map(chr, range(first, last)) if is_cyrillic(char)]


def _lower_of(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


LETTER_TO_LATIN: Final[dict[str, str]] = {char: _reading(_lower_of(char)) for char in _letters()}
"""Every Cyrillic letter, small or capital, to its reading in small Latin letters."""

_CYRILLIC: Final = frozenset(LETTER_TO_LATIN)


def has_cyrillic(text: str) -> bool:
    """Whether any letter of the text is Cyrillic (marks count too; remove them first if they should not)."""
    return not _CYRILLIC.isdisjoint(text)
