"""Checks of how mails leave."""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from center.checks.rules import of_settings

_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@of_settings()
def sender_is_an_address(settings: Any) -> Iterator[CheckMessage]:
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        yield Error(
            "DEFAULT_FROM_EMAIL is no mail address.",
            hint="Set it to office@example.rs or “Center <office@example.rs>”.",
            id="center.E011",
        )


@of_settings()
def mails_travel_encrypted(settings: Any) -> Iterator[CheckMessage]:
    """Want TLS on the way to the mail server: codes and links are in the mails, the password goes before them."""
    is_plain = settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend") and not (
        settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    )
    if not is_plain or settings.EMAIL_HOST in _THIS_MACHINE:
        return
    hint = "Begin EMAIL_URL with smtp+tls:// (port 587) or smtps:// (port 465)."
    if settings.EMAIL_HOST_PASSWORD:
        yield Error(
            "EMAIL_URL sends the password of the mail server unencrypted.", hint=hint, id="center.E012"
        )
    else:
        yield CheckWarning("EMAIL_URL sends mails unencrypted.", hint=hint, id="center.W006")


@of_settings()
def mails_leave(settings: Any) -> Iterator[CheckMessage]:
    if settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend"):
        yield CheckWarning(
            "EMAIL_URL is dummy://, so no mail leaves: nobody gets a code or a confirmation.",
            hint="Set it to smtp+tls://user:password@host:587.",
            id="center.W007",
        )
