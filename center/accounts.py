"""How the account system (django-allauth) behaves here: its mails, its sign-up, its secrets."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import user_logged_in
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from center import emails, known_browsers, offices, sign_in_limits
from center.base import encryption
from center.base.devices import device_name
from center.base.letter_kinds import name_kinds
from center.base.network import UNKNOWN, client_address
from center.base.own_addresses import own_address
from center.models import User
from center.services import accounts, queue_letter
from center.services.keys import SECOND_FACTOR_CONTEXT

# The letters of the account system, by template; its texts are ours, see templates/account/.
name_kinds(
    {
        "account/email/account_already_exists": _("The account exists already"),
        "account/email/email_changed": _("Email address changed"),
        "account/email/email_confirm": _("Email address confirmed"),
        "account/email/email_confirmation": _("Please confirm the email address"),
        "account/email/email_confirmation_signup": _("Please confirm the email address of a new account"),
        "account/email/email_deleted": _("Email address removed"),
        "account/email/login_code": _("Code to sign in"),
        "account/email/password_changed": _("Password changed"),
        "account/email/password_reset": _("Password was reset"),
        "account/email/password_reset_code": _("Code for a new password"),
        "account/email/password_reset_key": _("Link for a new password"),
        "account/email/password_set": _("Password set"),
        "account/email/unknown_account": _("No account with this address"),
        "mfa/email/recovery_codes_generated": _("New recovery codes"),
        "mfa/email/totp_activated": _("Authenticator app turned on"),
        "mfa/email/totp_deactivated": _("Authenticator app turned off"),
        "mfa/email/webauthn_added": _("Security key added"),
        "mfa/email/webauthn_removed": _("Security key removed"),
    }
)


_NO_ACCOUNT = "account/email/unknown_account"
_LETTERS_ASKED_FOR = {
    "account_request_login_code": "account/email/login_code",
    "account_reset_password": "account/email/password_reset_key",
}


class AccountAdapter(DefaultAccountAdapter):
    def is_safe_url(self, url: str | None) -> bool:
        """Say whether it is a path of ours. The package's own check ends in a fault where brackets do not close."""
        return bool(url and own_address(allauth_context.request, url))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed: staff are invited, accounts of entrepreneurs come with their own pages."""
        return False

    def clean_email(self, email: str) -> str:
        """Return the address in lower case, as logins are kept; raise ValidationError if it is none."""
        email = super().clean_email(email).strip().lower()
        validate_email(email)
        return email

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before the password is looked at, so that many at once are not more than one after another."""
        self._try = sign_in_limits.count(request, sign_in_limits.PASSWORD, credentials.get("email") or "")
        if not self._try.verdict.allowed:
            text = ngettext(
                "Too many wrong passwords were typed here. Please wait %(minutes)d minute, or let us send you a code.",
                "Too many wrong passwords were typed here. Please wait %(minutes)d minutes, or let us send you a code.",
                self._try.verdict.minutes,
            )
            raise ValidationError(text % {"minutes": self._try.verdict.minutes})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Look at the password; the right one is no try that counts."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            self._try.give_back()
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Store and queue a mail of the account system in the language of the person.

        All of them count as secret, for they hold codes, links, or the address of the person's device.
        """
        if template_prefix == _NO_ACCOUNT:
            self._work_for_nobody(email, context)
        else:
            user = context.get("user") or User.objects.filter(email__iexact=email).first()
            self._queue(template_prefix, email, user, context)

    def _queue(self, template_prefix: str, email: str, user: User | None, context: dict[str, Any]) -> None:
        language = user.language if user else translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            values = {**context, "email": email, "user": user}
            if "user_agent" in values:
                # A name that the owner knows, not the browser's own line.
                values["user_agent"] = device_name(values["user_agent"]) or gettext("unknown")
            subject = render_to_string(f"{template_prefix}_subject.txt", values)
            body = render_to_string(f"{template_prefix}_message.txt", values, allauth_context.request)
            letter = emails.wrap(subject=subject, body=body, language=language)
        queue_letter(
            letter, kind=template_prefix, to=email, secret=True, expires_at=_useless_after(template_prefix)
        )

    def _work_for_nobody(self, email: str, context: dict[str, Any]) -> None:
        """Write the letter that a known address gets and take it back, so that the time does not tell them apart.

        The transaction commits, as that costs time too, but without the letter and without its job.
        """
        view = context["request"].resolver_match.view_name
        template_prefix = _LETTERS_ASKED_FOR.get(view, "account/email/password_reset_key")
        values = {
            **context,
            "code": self.generate_login_code(),
            "password_reset_url": self.get_reset_password_from_key_url(get_random_string(50)),
        }
        with transaction.atomic():
            before = transaction.savepoint()
            self._queue(template_prefix, email, None, values)
            transaction.savepoint_rollback(before)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by which the public forms know a client, so that all limits count alike."""
        address = client_address(request)
        if address == UNKNOWN:
            raise PermissionDenied
        return address

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the mailed address below BASE_URL, whatever host the request claimed to come for."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", quote(key))


@receiver(authenticator_added, dispatch_uid="center.accounts.factor_added")
@receiver(authenticator_removed, dispatch_uid="center.accounts.factor_removed")
def end_other_sessions(request: HttpRequest, user: User, **_more: Any) -> None:
    """Sign a person out on all other devices when a second factor comes or goes, as a new password does by itself."""
    accounts.sign_out(user=user, but=request.session.session_key or "")


@receiver(user_logged_in, dispatch_uid="center.accounts.known_browser")
def know_browser(request: HttpRequest, response: HttpResponseBase, user: User, **_more: Any) -> None:
    """Remember a browser in which somebody came in completely, with the second factor where there is one."""
    known_browsers.remember(request, response, user.email)


def _useless_after(template_prefix: str) -> datetime | None:
    lifetimes = {
        "account/email/login_code": account_settings.LOGIN_BY_CODE_TIMEOUT,
        "account/email/password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    }
    seconds = lifetimes.get(template_prefix)
    return None if seconds is None else timezone.now() + timedelta(seconds=seconds)


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text, SECOND_FACTOR_CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text, SECOND_FACTOR_CONTEXT)

    def get_totp_issuer(self) -> str:
        """Name the office in the person's app, not the host."""
        return _office_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": _office_name()}


def _office_name() -> str:
    office = offices.current()
    return str(office.short_name or office.name)
