"""Forms of the newsletter's public pages."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.choices import Language


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language of the letters"), choices=Language, widget=forms.RadioSelect, required=True
    )


class SubscribeForm(GuardedForm):
    """An address that wants the newsletter, and the language of the letters."""

    email = forms.EmailField(
        label=_("Your email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = _language_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class LanguageForm(forms.Form):
    """Another language or script of the letters."""

    language = _language_field()
