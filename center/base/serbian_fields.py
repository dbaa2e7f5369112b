"""Model fields for a Serbian text that is stored in Cyrillic, however it was typed."""

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from center.base.scripts import to_cyrillic, typed_to_cyrillic

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    Field = models.Field[str | Combinable, str]
    CharField = models.CharField[str | Combinable, str]
    TextField = models.TextField[str | Combinable, str]
else:
    Field, CharField, TextField = models.Field, models.CharField, models.TextField


# What XML 1.0 has no signs for (2.2, "Char"): one of them, pasted from an office program, would break every feed, paper
# and workbook that holds the text. Their line and page breaks become blanks.
_NOT_IN_XML: Final = {
    **dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0xFFFE, 0xFFFF]),
    0x0B: " ",
    0x0C: " ",
}


def tidy(text: str) -> str:
    """NFC, one kind of line break, no blanks around: the same text typed twice is stored the same.

    Control characters that no file of ours could hold are left out.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_IN_XML)
    return unicodedata.normalize("NFC", plain).strip()


def store_in_cyrillic(instance: models.Model, attname: str) -> Any:
    """Convert what was typed into a Serbian field and remember the Latin it came from; return what is stored.

    The model's `typed_latin`, where it has one, keeps the Latin text for as long as the stored text is what
    came out of it; typing Cyrillic, or correcting the outcome, drops it. Expressions pass unchanged.
    """
    value = getattr(instance, attname)
    if not isinstance(value, str):
        return value
    typed = tidy(value)
    stored = typed_to_cyrillic(typed)
    setattr(instance, attname, stored)
    remembered = getattr(instance, "typed_latin", None)
    if isinstance(remembered, dict):
        if stored != typed:
            remembered[attname] = typed
        elif attname in remembered and to_cyrillic(remembered[attname]) != stored:
            del remembered[attname]
    return stored


class SerbianField(Field):
    """What both Serbian fields do; mixed in before Django's own field class."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Validate what was typed and return what will be stored; raises ValidationError as Django's does."""
        cleaned = super().clean(value, model_instance)
        if not isinstance(cleaned, str):
            return cleaned
        # While a model cleans itself its value is the one given here; converting it in place keeps the Latin.
        if model_instance is not None and getattr(model_instance, self.attname, None) == value:
            return store_in_cyrillic(model_instance, self.attname)
        return typed_to_cyrillic(tidy(cleaned))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return store_in_cyrillic(model_instance, self.attname)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Convert in `QuerySet.update()` too, which asks nothing else of the field."""
        converted = typed_to_cyrillic(tidy(value)) if isinstance(value, str) else value
        return super().get_db_prep_save(converted, connection)


class SerbianCharField(SerbianField, CharField):
    """One line of Serbian: typed in either script, stored in Cyrillic, NFC, without blanks around."""


class SerbianTextField(SerbianField, TextField):
    """Several lines of Serbian: typed in either script, stored in Cyrillic, NFC, without blanks around."""
