"""What is asked about a try to call, and about a call that a colleague asks for."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.choices import AttemptResult
from consultations.models import Call, CallAttempt
from consultations.spans import instant


class AttemptForm(forms.Form):
    """What came of dialling; a day and a time where the person asked to be called later."""

    result = forms.ChoiceField(
        label=gettext_lazy("What came of it"), choices=AttemptResult, widget=forms.RadioSelect
    )
    day = forms.DateField(
        label=gettext_lazy("Call again on"),
        widget=AdminDateWidget,
        initial=timezone.localdate,
        required=False,
    )
    clock = forms.TimeField(
        label=gettext_lazy("Call again at"),
        required=False,
        widget=forms.TimeInput(attrs={"placeholder": "16:30", "inputmode": "numeric"}, format="%H:%M"),
        help_text=gettext_lazy("Only for “Call again later”: the office's time, such as 16:30."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=CallAttempt.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept encrypted. Write nothing about health or family."),
    )

    def clean(self) -> dict[str, Any]:
        """Put day and time together; both are left alone for every other result."""
        data = super().clean() or {}
        data["again_at"] = None
        if data.get("result") == AttemptResult.AGAIN and not {"day", "clock"} & self.errors.keys():
            data["again_at"] = self._moment(data)
        return data

    def _moment(self, data: dict[str, Any]) -> datetime | None:
        if data["clock"] is None:
            self.add_error("clock", _("Write the time at which to call again."))
            return None
        moment = instant(data["day"] or timezone.localdate(), data["clock"])
        if moment <= timezone.now():
            self.add_error("clock", _("This time has already passed."))
        return moment


class AgainForm(AttemptForm):
    """The same where it is known already that the person asked for later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["result"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["result"] = AttemptResult.AGAIN
        return super().clean()


class AskForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("What is the visitor to be told?"),
        max_length=Call.ABOUT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever calls reads it on the call list. Kept encrypted."),
    )
