"""The order of the alphabet in the database: lists of names stand as the script of the page has its letters.

`scripts.sort_key` is the exact rule, for stored keys and for Python. This one is for lists of staff, which have no
stored key: it knows the thirty letters in both scripts; the database's own order would put Ђ, Ј, Љ, Њ, Ћ and Џ first.
"""

from typing import Any, Final

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Collate, Replace, Upper

from center.base.scripts.alphabet import ABECEDA, AZBUKA, SERBIAN
from center.base.shown_text import SERBIAN as CYRILLIC
from center.base.shown_text import shown_language

_DIGRAPHS: Final = (("LJ", "Љ"), ("NJ", "Њ"), ("DŽ", "Џ"))
# Above the digits and one character for each letter; the order of bytes is the order of these.
_FIRST: Final = ord("A")
_WEIGHTS: Final = "".join(chr(_FIRST + number) for number in range(len(AZBUKA)))


def _translation(letters: list[str]) -> tuple[str, str]:
    """Return from and to of SQL's translate for the letters, each in Cyrillic, in their order."""
    weight = dict(zip(letters, _WEIGHTS, strict=True))
    single = {latin: weight[letter] for letter, latin in SERBIAN.items() if len(latin) == 1}
    pairs = {**weight, **single}
    return "".join(pairs).upper(), "".join(pairs.values())


_OF_LATIN: Final = {latin: letter for letter, latin in SERBIAN.items()}
_AZBUKA: Final = _translation(list(AZBUKA))
_ABECEDA: Final = _translation([_OF_LATIN[latin] for latin in ABECEDA])


class _Translate(models.Func):
    """SQL's translate(), with the letters of the language that is active when the query is made."""

    function = "translate"
    template = "%(function)s(%(expressions)s, %%s, %%s)"
    output_field = models.TextField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> tuple[str, Any]:
        """Add the letters and their weights to the parameters."""
        sql, params = super().as_sql(compiler, connection, *args, **extra)
        return sql, [*params, *(_AZBUKA if shown_language() == CYRILLIC else _ABECEDA)]


def in_alphabet(column: str) -> Collate:
    """Return what to sort a column of names by, so that it stands in the order of the script of the page."""
    letters: Any = Upper(F(column))
    for pair, letter in _DIGRAPHS:
        letters = Replace(letters, Value(pair), Value(letter))
    return Collate(_Translate(letters), "C")
