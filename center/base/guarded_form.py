"""What every public form carries against machines and double clicks, without asking people anything.

A trap field that people never see, a signed time of rendering, and a random key that makes a second POST of the
same form the same submission.
"""

import json
import time
import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

_SALT = "center.form"
# What a form in another encoding leaves behind.
_UNREADABLE = "\ufffd"
QUICKEST = timedelta(seconds=3)
LONGEST = timedelta(hours=24)


def new_token() -> str:
    """Return a signed key of one rendered form; it knows when it was made and is unique."""
    return signing.TimestampSigner(salt=_SALT).sign(uuid.uuid4().hex)


def key_of_words(submission: uuid.UUID, words: dict[str, str]) -> uuid.UUID:
    """Return a key of one rendered form with these words: always the same for the same, another for others.

    The browser's Back leads to a form that was sent before; what is typed into it then is something new.
    """
    digest = salted_hmac(f"center.inbox.{submission}", json.dumps(words), algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16])


class ReadableForm(forms.Form):
    """A form that refuses, at its field, text that was lost on the way since it came in another encoding."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and _UNREADABLE in value:
                self.add_error(name, _("Some characters could not be read. Please type them again."))
        return data


class GuardedForm(ReadableForm):
    """A form with a trap, a signed render time and a submission key; `submission` is the key once valid.

    A form whose trap is filled, that is sent within three seconds or after a day, or whose letters came in
    another encoding is refused with a sentence; what was typed stays.
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

    def full_clean(self) -> None:
        """Say one thing at a time: who has an answer to mend needs no word about the form itself."""
        super().full_clean()
        if self.is_bound and self.errors.keys() - {"token"}:
            self.errors.pop("token", None)

    def clean_website(self) -> str:
        """Refuse a filled trap aloud and empty it: whose browser filled it must not lose what they wrote."""
        if self.cleaned_data["website"]:
            self.data = dict(self.data.items()) | {self.add_prefix("website"): ""}
            raise forms.ValidationError(
                _("A hidden field was filled in, as programs do. It is empty again; please go on.")
            )
        return ""

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
        age = self._age(token)
        if age < -LONGEST:
            self._renew()
            raise forms.ValidationError(_("Please look at your answers and send them again."))
        # A form from the future was made before the clock was set back, so it is not new.
        if timedelta(0) <= age < QUICKEST:
            raise forms.ValidationError(
                _(
                    "That was very quick. Please wait a few seconds and send it again; nothing you typed is lost."
                )
            )
        return token

    @staticmethod
    def _age(token: str) -> timedelta:
        """Return the age of a token whose signature is right; less than nothing if it comes from the future."""
        stamp = token.rsplit(":", 2)[1]
        return timedelta(seconds=time.time() - signing.b62_decode(stamp))

    def _renew(self) -> None:
        self.data = dict(self.data.items()) | {self.add_prefix("token"): new_token()}
