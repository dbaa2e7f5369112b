"""Forms of the account system (django-allauth) whose own fields have no name in another language than English."""

from typing import Any, Final

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
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
