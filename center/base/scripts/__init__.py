"""The two scripts of Serbian: converting, folding for search, sorting.

The stored form of a Serbian text is Cyrillic; Latin is a rendering of it. Text between double square
brackets (`[[Facebook]]`) is a *mark*: the converters leave it exactly as typed, brackets included, and
`strip_marks` removes the brackets when the text is shown. The rules are explained in docs/serbian.md.
"""

from center.base.scripts.alphabet import has_cyrillic
from center.base.scripts.cyrillic import to_cyrillic, typed_to_cyrillic
from center.base.scripts.folding import fold
from center.base.scripts.latin import to_latin
from center.base.scripts.marks import strip_marks
from center.base.scripts.sorting import first_letter, sort_key

__all__ = [
    "first_letter",
    "fold",
    "has_cyrillic",
    "sort_key",
    "strip_marks",
    "to_cyrillic",
    "to_latin",
    "typed_to_cyrillic",
]
