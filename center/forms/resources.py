"""Public forms of the library."""

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm


class CallReminderForm(GuardedForm):
    """An address to be reminded at."""

    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your email address.")},
    )
