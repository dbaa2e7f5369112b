"""What visitors fill in on a profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from entrepreneurs.choices import ErrorKind


def _email(**more: Any) -> forms.EmailField:
    return forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        **more,
    )


class MessageForm(GuardedForm):
    """A message to an enterprise, with a phone number or an e-mail address for the answer."""

    name = PersonNameField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("One of the two is enough: a phone number or an email address."),
    )
    email = _email()
    text = forms.CharField(
        label=_("Your message"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Please do not write about your health or other very personal things here."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("phone") and not data.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Give a phone number or an email address, so that they can answer."))
        return data


class ReportForm(GuardedForm):
    """What is wrong on a profile: one choice, and words where the choice does not say it."""

    kind = forms.ChoiceField(label=_("What is wrong?"), choices=ErrorKind, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should stand there?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = _email(help_text=_("Only if we may ask you about it."))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == ErrorKind.OTHER and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Please write in a few words what is wrong."))
        return data
