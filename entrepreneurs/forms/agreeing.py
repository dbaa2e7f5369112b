"""What somebody agrees to who books or signs up: to be written down always, to text messages by a box of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.phones import can_receive_texts
from center.services import texts_are_sent
from entrepreneurs.choices import Purpose
from entrepreneurs.models import ConsentText
from entrepreneurs.services import newest_texts

AGREEING_FIELDS = ("sms", "read")
_MOST_TEXTS = 4
_LONGEST_KEY = 18


class AgreeingForm(forms.Form):
    """A box for text messages where the portal sends any, and which words were shown (`read`, by their keys)."""

    sms = forms.BooleanField(
        label=_("Remind me by SMS too"),
        required=False,
        help_text=_(
            "On a mobile phone. It says when and where, never what it is about. You can stop it at any time."
        ),
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not texts_are_sent():
            del self.fields["sms"]

    def clean(self) -> dict[str, Any]:
        """Refuse a box ticked without a number that can receive texts."""
        data = super().clean() or {}
        if data.get("sms") and "phone" not in self.errors and not can_receive_texts(data.get("phone", "")):
            self.add_error(
                "sms", _("An SMS reaches mobile phones only. Write a mobile number, or take the tick away.")
            )
        return data

    @property
    def agreed(self) -> list[ConsentText]:
        """Return the words to which the person agrees by sending the form: those that were shown, else the newest."""
        purposes = [Purpose.BOOKING, *([Purpose.SMS] if self.cleaned_data.get("sms") else [])]
        keys = self.cleaned_data.get("read", "").split("-")[:_MOST_TEXTS]
        shown = ConsentText.objects.filter(
            pk__in=[
                int(key) for key in keys if key.isdecimal() and key.isascii() and len(key) <= _LONGEST_KEY
            ]
        )
        by_purpose = {text.purpose: text for text in shown}
        missing = [purpose for purpose in purposes if purpose not in by_purpose]
        by_purpose |= {text.purpose: text for text in (newest_texts(missing) if missing else [])}
        return [by_purpose[purpose] for purpose in purposes if purpose in by_purpose]


def as_read(texts: Sequence[ConsentText]) -> str:
    """Return what `read` is when these words were shown."""
    return "-".join(str(text.pk) for text in texts)
