"""Words where n+j, d+ž or l+j meet without being one letter: in·jekcija, nad·živeti, Tan·jug.

Written as stems, so that every ending and most prefixes follow. Collected by comparing every word of a
Serbian spelling dictionary that has нј, лј or дж in Cyrillic with its Latin form; the dictionary knows no
native word with л+ј. How to add a stem: docs/serbian.md.
"""

import itertools
import re
from typing import Final

# Anywhere in a word (микроинјекција, хиперконјугација); `·` is the seam.
_STEMS: Final = """
    in·jek in·jicir in·junk in·jurij kon·jug kon·junk kon·jekt kon·juk kon·jurac
    šen·jang šen·jeng nan·jang sjan·jang feld·žandarm
"""

# Only at the start of a word, or behind one of the prefixes below.
_FIRST_STEMS: Final = """
    tan·jug an·jon an·jang van·jez van·jed van·jug pan·jug and·žej
    nad·živ nad·žet nad·žnj nad·žanj nad·žup
    od·žal(?!an) od·žar od·živ od·žvać
    pod·žanr pod·žup pod·ždr pod·žeć pod·žeg pod·žež pod·žig pod·žiz pod·žiž pod·žar pod·žvać
    pred·žal pred·žel pred·žet pred·živ pred·žen
"""
_PREFIXES: Final = "(?:ne|naj|po|poli|mono|super|do|iz|is)?"


def _pattern(stem: str) -> str:
    before, after = stem.split("·")
    return f"{before}(?={after})"


_SEAM: Final = re.compile(
    "|".join(map(_pattern, _STEMS.split()))
    + rf"|^{_PREFIXES}(?:{'|'.join(map(_pattern, _FIRST_STEMS.split()))})",
    re.IGNORECASE,
)


def split_at_seams(word: str) -> list[str]:
    """Cut a Latin word at the seams: ["in", "jekcija"]; a word without one comes back whole."""
    cuts = [0, *(match.end() for match in _SEAM.finditer(word)), len(word)]
    return [word[start:end] for start, end in itertools.pairwise(cuts) if start < end]
