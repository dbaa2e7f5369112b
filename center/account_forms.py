"""Forms of the account system (django-allauth): named in every language, and calm about forged answers."""

import struct
from typing import Any, Final

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.models import User
from center.sign_in_limits import LOGIN_CODE, NEW_PASSWORD, SECOND_FACTOR, Door, Try, count

_NAME_LENGTH: Final = 60


class _NamedKey:
    """Names the field that both forms have; mixed in before allauth's own form."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("Name of the key")
        name.help_text = _("It tells your keys apart, for example “my phone” or “blue key”.")
        name.max_length = _NAME_LENGTH
        name.widget.attrs["maxlength"] = str(_NAME_LENGTH)


class AddKeyForm(_NamedKey, AddWebAuthnForm):
    """A new security key or passkey; an empty name becomes one of allauth's own."""


class EditKeyForm(_NamedKey, EditWebAuthnForm):
    """Another name for a key."""


class _Waits:
    """Refuses with the time to wait what was tried too often; mixed in before allauth's own form."""

    def _count(self, door: Door, email: str) -> Try:
        counted = count(context.request, door, email)
        if not counted.verdict.allowed:
            text = ngettext(
                "There were many attempts in a short time. Please try again in %(minutes)d minute.",
                "There were many attempts in a short time. Please try again in %(minutes)d minutes.",
                counted.verdict.minutes,
            )
            raise ValidationError(text % {"minutes": counted.verdict.minutes})
        return counted


class LoginCodeForm(_Waits, RequestLoginCodeForm):
    """Asking for a code by mail: strangers who do cannot use up the codes of the owner's own browser."""

    def clean_email(self) -> str:
        self._count(LOGIN_CODE, self.cleaned_data["email"])
        return str(super().clean_email())


class NewPasswordForm(_Waits, ResetPasswordForm):
    """Asking for a link to choose a new password."""

    def clean_email(self) -> str:
        self._count(NEW_PASSWORD, self.cleaned_data["email"])
        return str(super().clean_email())


class _LimitedCode(_Waits):
    """A code of the app, or one of the recovery codes: few guesses, and the right one is none."""

    user: User

    def clean_code(self) -> str:
        counted = self._count(SECOND_FACTOR, self.user.email)
        code = str(super().clean_code())  # type: ignore[misc]  # a mixin of the forms below
        counted.give_back()
        return code


class SecondFactorForm(_LimitedCode, AuthenticateForm):
    """The second factor after the password."""


class SecondFactorAgainForm(_LimitedCode, ReauthenticateForm):
    """The second factor before something that needs it once more."""


class _AnyCredential:
    """Calls whatever is sent instead of a passkey a wrong code.

    allauth's parser lets through what it meets in a forged answer: a missing key, a number for a text, the
    signature of somebody else. Whoever sends it, it is no fault of ours.
    """

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]  # a mixin of the forms below
        except (AttributeError, LookupError, TypeError, ValueError, struct.error, InvalidSignature) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class KeyForm(_AnyCredential, AuthenticateWebAuthnForm):
    """A key or passkey as the second factor."""


class KeyAgainForm(_AnyCredential, ReauthenticateWebAuthnForm):
    """A key or passkey before something that needs it once more."""


class KeyLoginForm(_AnyCredential, LoginWebAuthnForm):
    """A passkey instead of the password."""
