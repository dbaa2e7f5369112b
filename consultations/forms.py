"""Forms of the public booking pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from consultations import rules
from consultations.models import Consultation
from entrepreneurs.forms.agreeing import AgreeingForm
from entrepreneurs.forms.reaching import HELPER_FIELDS, WISH_FIELDS, WishesForm


class DetailsForm(AgreeingForm, WishesForm, GuardedForm):
    """Who comes and how to reach them; the last question before the check page.

    How to reach somebody with care stands behind a door of its own.
    Until `is_final` the age of the form does not matter: only the booking itself may be refused as too quick.
    """

    name = PersonNameField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that we know who is coming.")},
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
        help_text=_("With an email address you also get an email with the details of your visit."),
    )
    mode = forms.ChoiceField(
        label=_("How we talk"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the ways.")},
    )
    note = forms.CharField(
        label=_("Your idea or question"),
        required=False,
        max_length=Consultation.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "A sentence or two help the advisor to prepare. Please do not write about your health or similar"
            " personal things."
        ),
    )

    field_order = ("name", "phone", "email", "sms", "mode", "note")

    def __init__(
        self, *args: Any, modes: Sequence[tuple[str, str]], is_final: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_final = is_final
        if len(modes) == 1:
            # Nothing to ask: the only way is the answer.
            del self.fields["mode"]
        else:
            self.fields["mode"].choices = list(modes)  # type: ignore[attr-defined]  # declared above
        self.only_mode = modes[0][0] if len(modes) == 1 else ""

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What everybody is asked."""
        return [field for field in self if field.name not in WISH_FIELDS]

    @property
    def own_wishes(self) -> list[forms.BoundField]:
        """What only those need who must be reached with care."""
        return [self[name] for name in WISH_FIELDS if name not in HELPER_FIELDS]

    @property
    def helper_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in HELPER_FIELDS]

    @property
    def shows_wishes(self) -> bool:
        """Whether there is something to see in these answers: one was given, or is wrong."""
        answered = any(self[name].value() for name in WISH_FIELDS)
        return answered or bool(set(WISH_FIELDS) & self.errors.keys())

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if self.is_final:
            return super().clean_token()
        if not token:
            self._renew()
        return token

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.only_mode:
            data["mode"] = self.only_mode
        if {"phone", "email"} & set(self.errors):
            return data
        if rules.lacks_phone(data.get("mode", ""), data.get("phone", "")):
            self.add_error(
                "phone", _("To talk by phone we need your number. Write it, or choose another way.")
            )
        elif not data.get("phone") and not data.get("email"):
            self.add_error("phone", _("Give a phone number or an email address, so that we can reach you."))
        return data


class SignUpForm(AgreeingForm, GuardedForm):
    """Who takes part in a group session and how to reach them."""

    name = PersonNameField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that we know who is coming.")},
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
        help_text=_("With an email address you also get an email with the details of the session."),
    )
    field_order = ("name", "phone", "email", "sms")
    another_person = forms.BooleanField(
        label=_("This is another person with the same name"),
        required=False,
        error_messages={"required": _("Say whether this is another person.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "another_person" not in self.data:
            # Asked only where the answer matters.
            self._another_person = self.fields.pop("another_person")

    def ask_whether_another(self) -> None:
        """Show the box by which somebody says that this is not the person who is on the list already."""
        if "another_person" not in self.fields:
            self.fields["another_person"] = self._another_person
            self.order_fields(["name", "phone", "email", "sms", "another_person"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if {"phone", "email"} & set(self.errors) or data.get("phone") or data.get("email"):
            return data
        self.add_error("phone", _("Give a phone number or an email address, so that we can reach you."))
        return data
