"""Forms of the account system (django-allauth): named in every language, and calm about forged answers."""

import struct
from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django.utils.translation import gettext_lazy as _

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
