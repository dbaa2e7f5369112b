"""What staff ask somebody while writing down a visit or a place: whether we may keep the contact and send SMS."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.phones import can_receive_texts
from center.services import texts_are_sent
from entrepreneurs.choices import Purpose
from entrepreneurs.models import ConsentText, Entrepreneur
from entrepreneurs.services import newest_texts


class AgreedFields(forms.Form):
    """The last fields of such a form; both may stay empty, for nobody has to agree."""

    agreed = forms.BooleanField(
        label=_("The person agreed that we keep the name and contact"),
        required=False,
        help_text=_("Ask the person. Without an answer leave it empty and ask at the visit."),
    )
    sms = forms.BooleanField(
        label=_("The person agreed to reminders by SMS"),
        required=False,
        help_text=_("To a mobile phone only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not texts_are_sent():
            del self.fields["sms"]
        for name in ("agreed", "sms"):
            if name in self.fields:
                self.fields[name] = self.fields.pop(name)

    def refuse_sms_without_a_mobile(self, known: Entrepreneur | None = None) -> None:
        """Name the tick for SMS as wrong when neither the typed phone nor that of the known person receives any."""
        phone = self.cleaned_data.get("phone") or (known.phone if known else "")
        if self.cleaned_data.get("sms") and "phone" not in self.errors and not can_receive_texts(phone):
            self.add_error("sms", _("An SMS reaches mobile phones only."))

    @property
    def agreed_texts(self) -> list[ConsentText]:
        """Return the words to which the person agreed."""
        asked = {"agreed": Purpose.BOOKING, "sms": Purpose.SMS}
        ticked = [purpose for name, purpose in asked.items() if self.cleaned_data.get(name)]
        return newest_texts(ticked) if ticked else []
