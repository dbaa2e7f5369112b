"""Words that anybody would try first in a password of this portal; they make no strength here.

A password may hold them, but what is left without them has to be long enough by itself. The list is in
docs/security/limits.md; the names of the office come from its record, so another town needs no other list.
"""

import re
from itertools import chain
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from center import offices
from center.base.scripts import fold

# Roles, doors and what everybody types when told to think of a word, folded: in both scripts and languages.
EVERYBODYS: Final = (
    "000000",
    "111111",
    "123456",
    "654321",
    "abcdef",
    "administrator",
    "admin",
    "advisor",
    "centar",
    "center",
    "coordinator",
    "editor",
    "entrepreneurship",
    "istrazivac",
    "kancelarija",
    "konsultacije",
    "koordinator",
    "lozinka",
    "password",
    "portal",
    "preduzetnistvo",
    "qwerty",
    "researcher",
    "savetnik",
    "sifra",
    "socijalno",
    "urednik",
    "welcome",
    "zdravo",
)
LEAST_LEFT: Final = 8
_SHORTEST: Final = 4
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class WordsOfTheHouse:
    """Django's interface of a check of passwords."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when hardly anything is left of the password beside words of the house."""
        del user
        rest = fold(password)
        for word in words():
            rest = rest.replace(word, " ")
        if len("".join(_LETTERS.findall(rest))) < LEAST_LEFT and rest != fold(password):
            raise ValidationError(
                _(
                    "This password consists mostly of words that anybody would try here,"
                    " such as the name of the office."
                ),
                code="password_of_the_house",
            )

    def get_help_text(self) -> str:
        return _("Words that anybody would try here, such as the name of the office, do not count.")


def words() -> list[str]:
    """Return the words, folded, the longest first."""
    office = offices.sender()
    names = ("name_sr", "name_en", "short_name_sr", "short_name_en", "town_sr", "town_en")
    host = (urlsplit(settings.BASE_URL).hostname or "").rpartition(".")[0]
    texts = [str(getattr(office, name) or "") for name in names]
    own = chain.from_iterable(_LETTERS.findall(fold(text)) for text in (*texts, host))
    found = {*EVERYBODYS, *(word for word in own if len(word) >= _SHORTEST)}
    return sorted(found, key=lambda word: (-len(word), word))
