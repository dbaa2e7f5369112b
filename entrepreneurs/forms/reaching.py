"""How somebody may be reached without harm: asked of visitors at booking, and of staff in a person's record."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from entrepreneurs.choices import HelperRelation
from entrepreneurs.models import ContactPreference
from entrepreneurs.services.contact_preferences import ContactWishes

_HOURS = [(f"{hour:02}:00", f"{hour}:00") for hour in range(7, 22)]
HELPER_FIELDS = ("helper_name", "helper_relation", "helper_phone", "helper_email", "helper_agreed")
WISH_FIELDS = (
    "no_voicemail",
    "call_from",
    "call_until",
    "neutral_texts",
    "no_email_reminders",
    "advice",
    *HELPER_FIELDS,
)


def _hour(text: str) -> time:
    return time.fromisoformat(text)


class HourField(forms.TypedChoiceField):
    """A full hour of the day, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("", _("Any time")), *_HOURS], coerce=_hour, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class WishesForm(forms.Form):
    """The questions; `wishes` are the answers once the form is valid."""

    no_voicemail = forms.BooleanField(label=_("Leave no message on my answering machine"), required=False)
    call_from = HourField(label=_("Call me only from"), required=False)
    call_until = HourField(label=_("Call me only until"), required=False)
    neutral_texts = forms.BooleanField(
        label=_("Do not name the topic or the Center in emails and messages"),
        required=False,
        help_text=_(
            "They then say only that you have an appointment, when and where. Our email address and the link stay"
            " as they are."
        ),
    )
    no_email_reminders = forms.BooleanField(label=_("Do not remind me by email"), required=False)
    advice = forms.CharField(
        label=_("What else should we know before we call?"),
        required=False,
        max_length=ContactPreference.ADVICE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: ask for me by my first name only. It is kept encrypted."),
    )
    helper_name = PersonNameField(
        label=_("Name of somebody whom we may tell"), required=False, max_length=120
    )
    helper_relation = forms.ChoiceField(
        label=_("Who is this person?"),
        required=False,
        choices=[("", _("Please choose")), *HelperRelation.choices],
    )
    helper_phone = PhoneField(
        label=_("Phone of this person"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    helper_email = forms.EmailField(
        label=_("Email of this person"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    helper_agreed = forms.BooleanField(
        label=_("I agree that the Center tells this person when and where my visit is, and nothing else"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse hours that leave no time, and a helper of whom something is missing."""
        data = super().clean() or {}
        if not {"call_from", "call_until"} & self.errors.keys():
            start, end = data.get("call_from"), data.get("call_until")
            if (start is None) != (end is None) or (start and end and start >= end):
                self.add_error("call_until", _("Choose both hours, the earlier one first, or none."))
        if not set(HELPER_FIELDS) & self.errors.keys():
            for name, sentence in self.wishes.missing().items():
                self.add_error(name, sentence)
        return data

    @property
    def wishes(self) -> ContactWishes:
        data = self.cleaned_data
        return ContactWishes(**{name: data[name] for name in WISH_FIELDS if name in data})
