"""What every public form carries against machines and double clicks, without asking people anything.

A trap field that people never see, a signed time of rendering, and a random key that makes a second POST of the
same form the same submission.
"""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

_SALT = "center.form"
# What a form in another encoding leaves behind.
_UNREADABLE = "\ufffd"
QUICKEST = timedelta(seconds=3)
LONGEST = timedelta(hours=24)


def new_token() -> str:
    """Return a signed key of one rendered form; it knows when it was made and is unique."""
    return signing.TimestampSigner(salt=_SALT).sign(uuid.uuid4().hex)


class GuardedForm(forms.Form):
    """A form with a trap, a signed render time and a submission key; `submission` is the key once valid.

    A filled trap makes the form valid but `is_trapped`: the view then answers as if all went well and stores
    nothing. A form sent within three seconds or after a day is refused with a sentence, and so are letters that
    came in another encoding; what was typed stays.
    """

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    submission: uuid.UUID

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token

    @property
    def is_trapped(self) -> bool:
        return bool(self.is_bound and self.data.get(self.add_prefix("website")))

    def clean(self) -> dict[str, Any]:
        """Refuse text that was lost on the way, at its field."""
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and _UNREADABLE in value:
                self.add_error(name, _("Some characters could not be read. Please type them again."))
        return data

    def clean_token(self) -> str:
        """Check the signature and the age; a bad token is replaced, so that sending again works."""
        token: str = self.cleaned_data["token"]
        signer = signing.TimestampSigner(salt=_SALT)
        try:
            self.submission = uuid.UUID(signer.unsign(token, max_age=LONGEST))
        except signing.SignatureExpired:
            self._renew()
            raise forms.ValidationError(
                _("This page was open for more than a day. Please look at your answers and send them again.")
            ) from None
        except (signing.BadSignature, ValueError):
            self._renew()
            raise forms.ValidationError(_("Please look at your answers and send them again.")) from None
        if not self._is_old_enough(token):
            raise forms.ValidationError(
                _(
                    "That was very quick. Please wait a few seconds and send it again; nothing you typed is lost."
                )
            )
        return token

    @staticmethod
    def _is_old_enough(token: str) -> bool:
        try:
            signing.TimestampSigner(salt=_SALT).unsign(token, max_age=QUICKEST)
        except signing.SignatureExpired:
            return True
        return False

    def _renew(self) -> None:
        self.data = dict(self.data.items()) | {self.add_prefix("token"): new_token()}
