"""Forms of "add my enterprise" and "this is my enterprise"."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from center.base.scripts import typed_to_cyrillic
from center.base.web_addresses import WebAddressField
from center.choices import Language
from entrepreneurs.choices import LegalForm, MemberRole, Purpose
from entrepreneurs.identifiers import REGISTRATION_NUMBER
from entrepreneurs.models import Settlement
from entrepreneurs.services.claims import Applicant
from entrepreneurs.services.consents import newest_text


class ClaimForm(GuardedForm):
    """Who asks to edit an enterprise, and to what they agree: a box for each purpose, in the office's words."""

    name = PersonNameField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send a code there. Later you sign in with a code too; you need no password."),
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("So that the office can reach you quickly. It is not published."),
    )
    role = forms.ChoiceField(
        label=_("What you are in the enterprise"), choices=[("", "–"), *MemberRole.choices]
    )
    language = forms.ChoiceField(label=_("Language of our letters"), choices=Language)
    message = forms.CharField(
        label=_("Message to the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example, who in the enterprise can confirm that you work there."),
    )
    publication = forms.BooleanField(required=False)
    statistics = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, purpose in (("publication", Purpose.PUBLICATION), ("statistics", Purpose.STATISTICS)):
            text = newest_text(purpose)
            if text is None:
                del self.fields[name]
            else:
                self.fields[name].label = text.text.plain
        if "publication" in self.fields:
            self.fields["publication"].help_text = _(
                "Without this the office keeps the enterprise, but does not show it in the directory."
            )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    @property
    def applicant(self) -> Applicant:
        """Who asks, once the form is valid."""
        data = self.cleaned_data
        return Applicant(data["name"], data["phone"], data["email"], data["role"], data["language"])


class AddForm(ClaimForm):
    """A new enterprise in a few words; everything else is filled in later, on the person's own pages."""

    enterprise = forms.CharField(
        label=_("Name of the enterprise"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Short, as people call it. You may type in either script."),
    )
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=200,
        help_text=_("What you make or do, and for whom."),
    )
    form = forms.ChoiceField(label=_("Legal form"), required=False, choices=[("", "–"), *LegalForm.choices])
    settlement = forms.ModelChoiceField(
        label=_("Settlement"),
        queryset=Settlement.objects.none(),
        required=False,
        empty_label="–",
        help_text=_("If yours is not in the list, leave this empty and write it in the message."),
    )
    registration_number = forms.CharField(
        label=_("Registration number"),
        required=False,
        max_length=8,
        validators=[RegexValidator(REGISTRATION_NUMBER, _("A registration number has eight digits."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    web = WebAddressField(
        label=_("Website"),
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "url", "placeholder": "https://"}),
    )
    not_these = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = (
        "enterprise", "summary", "form", "settlement", "registration_number", "web",
        "name", "email", "phone", "role", "language", "message", "publication", "statistics",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settlement"].queryset = Settlement.objects.all()  # type: ignore[attr-defined]  # declared above

    @property
    def proposal(self) -> dict[str, Any]:
        """What was written about the enterprise, once the form is valid; Serbian in Cyrillic."""
        data = self.cleaned_data
        return {
            "name_sr": typed_to_cyrillic(data["enterprise"].strip()),
            "summary_sr": typed_to_cyrillic(data["summary"].strip()),
            "typed": {"name": data["enterprise"].strip(), "summary": data["summary"].strip()},
            "form": data["form"],
            "settlement": data["settlement"].pk if data["settlement"] else None,
            "registration_number": data["registration_number"],
            "web": data["web"],
        }


class CodeForm(forms.Form):
    """The mailed code. `token` is the signed number of the request; without it the e-mail is asked for."""

    email = forms.EmailField(
        label=_("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The address to which we sent the code."),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        error_messages={"required": _("Write the code from the email.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("Eight digits, from the email that we have just sent."),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, has_token: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_token:
            del self.fields["email"]
        else:
            self.fields["email"].required = True
