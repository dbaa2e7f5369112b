"""The admin's forms for bilingual content: how one may type, and under a Serbian field what becomes of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from center.base.bilingual import EnglishCharField, EnglishTextField
from center.base.scripts import typed_to_cyrillic
from center.base.serbian_fields import SerbianField

if TYPE_CHECKING:
    from django.db import models

    ModelForm = forms.ModelForm[models.Model]
else:
    ModelForm = forms.ModelForm


class BilingualForm(ModelForm):
    """A model form that explains its Serbian and English fields; a form of one's own inherits it.

    What holds for all of them stands below the first of each, so that it does not drown what a field says of itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_fields = {field.name: field for field in self.instance._meta.fields}
        # Rows of a list stand below a form that said it already.
        is_row = bool(self.prefix)
        serbian_note = "" if is_row else self._of_all_serbian()
        english_note = "" if is_row else self._of_all_english()
        for name, field in self.fields.items():
            # Django does so for the fields of the model alone, not for those that a form adds.
            field.label = capfirst(str(field.label)) if field.label else field.label
            model_field = model_fields.get(name)
            if isinstance(model_field, SerbianField):
                field.help_text = _joined(field.help_text, self._about_serbian(name), serbian_note)
                serbian_note = ""
                # What stands in the field is Cyrillic on every page.
                field.widget.attrs["lang"] = "sr-Cyrl"
            elif isinstance(model_field, EnglishCharField | EnglishTextField):
                field.help_text = _joined(field.help_text, english_note)
                english_note = ""
                field.widget.attrs["lang"] = "en"

    def _about_serbian(self, name: str) -> str:
        """Say what becomes of the text in this field, in the state in which the form is shown."""
        typed = getattr(self.instance, "typed_latin", {}).get(name)
        entered = str(self.data.get(self.add_prefix(name), "")).strip() if self.is_bound else ""
        if entered and (outcome := typed_to_cyrillic(entered)) != entered:
            return _("Will be stored in Cyrillic as: %(text)s") % {"text": outcome}
        if typed:
            return _(
                "Typed in Latin: %(text)s. Stored and shown in Cyrillic as above."
                " Correct it here if a word came out wrong."
            ) % {"text": typed}
        return ""

    @staticmethod
    def _of_all_serbian() -> str:
        return _("You may type Serbian in either script. Put [[double brackets]] around foreign words.")

    @staticmethod
    def _of_all_english() -> str:
        return _("Where English stays empty, English pages show the Serbian text in Latin script.")


class BilingualAdminMixin:
    """For `ModelAdmin` and inlines: `class PageAdmin(BilingualAdminMixin, admin.ModelAdmin[Page])`."""

    form: Any = BilingualForm


def _joined(*texts: Any) -> SafeString:
    """Join help texts with a space; the admin shows help as HTML, so plain ones are escaped."""
    return format_html_join(" ", "{}", ((conditional_escape(text),) for text in texts if text))
