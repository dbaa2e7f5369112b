"""The form on the page for media."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField


class MediaRequestForm(GuardedForm):
    """We want to work with you: the medium, a name, an email or a phone number, and what is needed until when."""

    outlet_name = PersonNameField(
        label=_("Your medium"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Newspaper, station, portal; or that you work for several."),
    )
    name = PersonNameField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("One of the two is enough: a phone number or an email address."),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    text = forms.CharField(
        label=_("What you need"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "A conversation, figures, pictures, a visit to an enterprise: whatever helps your story."
        ),
    )
    deadline = forms.DateField(
        label=_("By when you need it"),
        required=False,
        widget=forms.DateInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Only if there is such a day, as 24. 3. 2027."),
    )
    wants_releases = forms.BooleanField(
        label=_("Send me your press releases by email. I can end that at any time with one button."),
        required=False,
    )

    def clean_deadline(self) -> date | None:
        day: date | None = self.cleaned_data["deadline"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("This day has passed already."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        has_contact = data.get("phone") or data.get("email")
        if not has_contact and not {"phone", "email"} & set(self.errors):
            self.add_error("email", _("Give a phone number or an email address, so that we can answer."))
        elif data.get("wants_releases") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("To get our releases, give an email address."))
        return data
