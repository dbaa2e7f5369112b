"""How somebody comes in: from the front page of a survey, or by a code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm, ReadableForm
from research.services.codes import read_code

_LONGEST = 60


class BeginForm(GuardedForm):
    """The button that begins an answer; `code` is that of the invitation by which somebody came, if any."""

    code = forms.CharField(required=False, max_length=_LONGEST, widget=forms.HiddenInput)


class CodeForm(ReadableForm):
    """The code of an invitation, or of an answer that was begun before."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=_LONGEST,
        help_text=_(
            "Twelve letters and digits, from the invitation or from the page on which you saved your answers."
        ),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "form-control",
            }
        ),
        error_messages={"required": _("Write the code.")},
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has twelve letters and digits. Please look at it once more.")
            )
        return code
