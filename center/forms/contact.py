"""Forms of the Center's public pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from center.base.references import readable_reference


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


class FindForm(forms.Form):
    """Back to what somebody booked, by its reference and the phone or e-mail given."""

    reference = forms.CharField(
        label=pgettext_lazy("to find something by", "Reference"),
        max_length=40,
        error_messages={"required": _("Write the reference.")},
        help_text=_("Eight letters and digits, as on the page and in the email that you got."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    contact = forms.CharField(
        label=_("Phone or email"),
        max_length=254,
        error_messages={"required": _("Write the phone number or the email address that you left.")},
        help_text=_("The phone number or the email address that you gave."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def clean_reference(self) -> str:
        reference = readable_reference(self.cleaned_data["reference"])
        if not reference:
            raise ValidationError(_("A reference has eight letters and digits. Please check it."))
        return reference
