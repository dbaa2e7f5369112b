"""Content typed once in Serbian and, if somebody has the time, in English; shown in three ways.

    class Page(BilingualContent):
        title_sr = SerbianCharField(_("title (Serbian)"), max_length=120)
        title_en = EnglishCharField(_("title (English)"), max_length=120)
        title = Bilingual("title")

`page.title` is then a `ShownText` for the active language: Cyrillic, its Latin rendering, or English; where
English is missing the Serbian text in Latin script, marked so for screen readers and search engines.
"""

from collections.abc import Iterable
from typing import Any, Self, overload

from django.db import models
from django.db.models.base import ModelBase
from django.utils.functional import Promise

from center.base.checked_model import CheckedModel
from center.base.scripts import to_latin
from center.base.serbian_fields import (
    CharField,
    SerbianCharField,
    SerbianField,
    SerbianTextField,
    TextField,
    store_in_cyrillic,
    tidy,
)
from center.base.shown_text import ENGLISH, SERBIAN, SERBIAN_LATIN, ShownText, shown_language

__all__ = [
    "Bilingual",
    "BilingualContent",
    "EnglishCharField",
    "EnglishTextField",
    "SerbianCharField",
    "SerbianTextField",
    "ShownText",
]


class _English:
    """English text may be missing: the field is empty then, never NULL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})

    def to_python(self, value: Any) -> Any:
        return tidy(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return tidy(value) if isinstance(value, str) else value


class EnglishCharField(_English, CharField):
    """One line of English, NFC, without blanks around; may stay empty."""


class EnglishTextField(_English, TextField):
    """Several lines of English, NFC, without blanks around; may stay empty."""


class Bilingual:
    """`title = Bilingual("title")` reads `title_sr` and `title_en` and gives the one to show.

    Read-only. In the admin it may stand in `list_display`; its column sorts by the Serbian text, headed
    by `description`, or else by the name of the Serbian field.
    """

    owner: type | None = None

    def __init__(self, stem: str, description: str | Promise = "") -> None:
        self.stem = stem
        self.admin_order_field = f"{stem}_sr"
        self.description = description

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner = owner

    @property
    def short_description(self) -> str | Promise:
        options = getattr(self.owner, "_meta", None)
        return self.description or (
            options.get_field(f"{self.stem}_sr").verbose_name if options else self.stem
        )

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> ShownText: ...
    def __get__(self, instance: object | None, owner: type) -> Self | ShownText:
        if instance is None:
            return self
        return shown(getattr(instance, f"{self.stem}_sr"), getattr(instance, f"{self.stem}_en"))


def shown(serbian: str, english: str) -> ShownText:
    """Choose and render one of two texts for the active language; the other, marked, when it is missing."""
    language = shown_language()
    if english and (language == ENGLISH or not serbian):
        return ShownText(english, ENGLISH, is_fallback=language != ENGLISH)
    if language == SERBIAN:
        return ShownText(serbian, SERBIAN)
    return ShownText(to_latin(serbian), SERBIAN_LATIN, is_fallback=language == ENGLISH and bool(serbian))


class TypedLatinField(models.JSONField):
    """Remembers, by field name, the Latin text that a stored Cyrillic text came from."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # Fields are saved in the order of their creation, this one first: let the others convert before it.
        for field in model_instance._meta.concrete_fields:
            if isinstance(field, SerbianField) and field.attname in model_instance.__dict__:
                store_in_cyrillic(model_instance, field.attname)
        return super().pre_save(model_instance, add)


class BilingualContent(CheckedModel):
    """Base of models with Serbian fields that keeps what was typed in Latin, to show beside the outcome."""

    typed_latin = TypedLatinField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Save; together with any Serbian field also the memory of what was typed into it."""
        if update_fields is not None:
            names = set(update_fields)
            serbian = {field.name for field in self._meta.concrete_fields if isinstance(field, SerbianField)}
            update_fields = names | {"typed_latin"} if names & serbian else names
        super().save(
            force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
        )
