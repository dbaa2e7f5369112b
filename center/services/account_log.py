"""What happens at the door is written down: who came in, was refused, or changed what opens it.

No address of a device and nothing that somebody typed. A name that no account has leaves no row, for nobody could say
whose it is: only a line in the log.
"""

import logging
from typing import Any, Final

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import Signal

from center.base import logs
from center.choices import AccountEventKind
from center.models import AccountEvent, User

_log = logging.getLogger("center.accounts")
_KINDS: Final[tuple[tuple[Signal, AccountEventKind], ...]] = (
    (auth.user_logged_in, AccountEventKind.SIGNED_IN),
    (auth.user_logged_out, AccountEventKind.SIGNED_OUT),
    (account.password_changed, AccountEventKind.PASSWORD_CHANGED),
    (account.password_set, AccountEventKind.PASSWORD_CHANGED),
    (account.password_reset, AccountEventKind.PASSWORD_RESET),
    (account.login_code_rejected, AccountEventKind.SIGN_IN_FAILED),
    (account.password_reset_code_rejected, AccountEventKind.SIGN_IN_FAILED),
    (second_factor.authentication_failed, AccountEventKind.SECOND_FACTOR_FAILED),
    (second_factor.authenticator_reset, AccountEventKind.RECOVERY_CODES_MADE),
)


def listen() -> None:
    """Hear what Django and the account system say; called once, at the start."""
    for signal, kind in _KINDS:
        signal.connect(_writer(kind), weak=False, dispatch_uid=f"center.account_log.{kind}.{id(signal)}")
    auth.user_login_failed.connect(_refused, dispatch_uid="center.account_log.refused")
    second_factor.authenticator_added.connect(_added, dispatch_uid="center.account_log.added")
    second_factor.authenticator_removed.connect(_removed, dispatch_uid="center.account_log.removed")


def write(kind: AccountEventKind, user: User | None) -> None:
    """Add a row for an account; somebody without one leaves a line in the log only."""
    if user is not None and user.pk:
        AccountEvent.objects.create(kind=kind, user=user, request_id=logs.request_id.get())
    _log.info("at the door: %s", kind.value)


def _writer(kind: AccountEventKind) -> Any:
    def heard(sender: Any, user: User | None = None, **_more: Any) -> None:
        write(kind, user)

    return heard


def _refused(sender: Any, credentials: dict[str, Any], **_more: Any) -> None:
    typed = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    write(AccountEventKind.SIGN_IN_FAILED, User.objects.filter(email=typed).first() if typed else None)


def _added(sender: Any, user: User, authenticator: Authenticator, **_more: Any) -> None:
    is_codes = authenticator.type == Authenticator.Type.RECOVERY_CODES
    write(AccountEventKind.RECOVERY_CODES_MADE if is_codes else AccountEventKind.SECOND_FACTOR_ADDED, user)


def _removed(sender: Any, user: User, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        write(AccountEventKind.SECOND_FACTOR_REMOVED, user)
