"""Forms of the Center's public pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField


class QuestionForm(GuardedForm):
    """A question to the office: a name, a phone number or an e-mail address, and the text."""

    name = PersonNameField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("One of the two is enough: a phone number or an email address."),
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Please do not write about your health or other very personal things here."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("phone") and not data.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Give a phone number or an email address, so that we can answer."))
        return data
