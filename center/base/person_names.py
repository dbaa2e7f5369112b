"""Names of people as they type them. A name opens our letters, so it can be nothing that a mail program links."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.base.shown_text import in_script

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField

_ADDRESSES: Final = ("://", "www.", "@")
# What text that is pasted brings along unseen: soft hyphen, blanks without width, marks of direction.
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
# Marks that turn the direction of what follows; control characters are found by their category.
_TURNING: Final = frozenset("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_A_NAME: Final = _(
    "Please write only a name here, without web or email addresses and without hidden characters."
)
_DOT_INSIDE: Final = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_]{2})")


def person_name(typed: str) -> str:
    """Return the name with single blanks and with one after each full stop, as in "dr. Petrović".

    The blank is also what keeps "example.com" from being an address. Raises ValidationError for a web or email
    address and for control characters.
    """
    name = " ".join(typed.translate(_UNSEEN).split())
    plain = unicodedata.normalize("NFKC", name).casefold()
    is_address = any(part in plain for part in _ADDRESSES)
    if is_address or any(map(_is_hidden, name)):
        raise ValidationError(_NOT_A_NAME, code="person_name")
    return _DOT_INSIDE.sub(". ", name)


def plain_line(typed: str) -> str:
    """Return one line with single blanks, without control characters and marks that turn the direction of a list."""
    kept = (sign for sign in typed.translate(_UNSEEN) if sign.isspace() or not _is_hidden(sign))
    return " ".join("".join(kept).split())


def _is_hidden(sign: str) -> bool:
    return sign in _TURNING or unicodedata.category(sign) == "Cc"


def shown_name(stored: str) -> str:
    """Return a name in the script of the page; of somebody who was erased, that they were."""
    return in_script(stored) or gettext("Erased person")


def only_a_name(column: str, *, constraint: str) -> models.CheckConstraint:
    """Return the constraint by which the database refuses an address in a column of names."""
    return models.CheckConstraint(
        condition=~models.Q(**{f"{column}__iregex": "|".join(map(re.escape, _ADDRESSES))}),
        name=constraint,
        violation_error_message=_NOT_A_NAME,
    )


class PersonNameField(forms.CharField):
    """A person's name in a form; see `person_name`."""

    def to_python(self, value: Any) -> str:
        return person_name(super().to_python(value) or "")


class PersonNameColumn(_CharField):
    """A column with a person's name; `full_clean` and the forms of the model bring it into order."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(person_name(value) if value else value, model_instance)
