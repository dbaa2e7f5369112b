"""Accounts of staff: invited, given roles, ended and unlocked by a coordinator; each step is written down.

Nobody does any of this to their own account, and one active coordinator always remains. The one thing that
people change themselves is their language.
"""

from datetime import timedelta

from allauth.account import app_settings as account_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from center import emails
from center.base import erasure_notes, logs
from center.base.personal_data.history import forget
from center.choices import Role, StaffActionKind
from center.models import StaffAction, User
from center.services.mail import queue_letter

# In the log of erasures.
ENDED = "access_ended"
OPENED = "access_opened"
ERASED = "account_erased"


@transaction.atomic
def invite(*, email: str, name: str, language: str, role: Role, by: User) -> User:
    """Open an account of staff (or open it again) and mail a link to set a password, valid for three days.

    Asking again for a colleague who never came, or whose access was ended, sends a new link. Raises
    ValidationError when the address belongs to somebody who works here already, with a password or without
    one, or to a superuser, over whom a coordinator has no power.
    """
    _require_coordinator(by)
    user = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, name=name, language=language, is_staff=True)
    elif user == by or _works_here(user):
        raise ValidationError({"email": _("Somebody with this address works here already.")})
    elif user.is_superuser and not by.is_superuser:
        raise ValidationError(
            {"email": _("Only an administrator can open the account with this address again.")}
        )
    else:
        _end_sessions(user)
        user.name, user.language, user.is_staff, user.is_active = name, language, True, True
        user.is_superuser = False
        user.set_unusable_password()
        user.save()
    erasure_notes.note(OPENED, User, [user.pk], actor=by.pk)
    user.groups.set([Group.objects.get(name=str(role))])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    _write_down(StaffActionKind.INVITED, user=user, by=by)
    until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    queue_letter(
        emails.invitation(user=user, link=_password_link(user), until=until),
        kind="center/invitation",
        to=user.email,
        secret=True,
        expires_at=until,
    )
    return user


@transaction.atomic
def change_colleague(*, user: User, name: str, roles: list[Role], by: User) -> User:
    """Give a colleague a name and exactly these roles; raise ValidationError if no coordinator is left."""
    user = _lock_colleague(user, by)
    if Role.COORDINATOR not in roles:
        _require_another_coordinator(user)
    user.name = name
    user.save(update_fields=["name"])
    user.groups.set(Group.objects.filter(name__in=[str(role) for role in roles]))
    _write_down(StaffActionKind.ROLES_CHANGED, user=user, by=by)
    return user


@transaction.atomic
def end_access(*, user: User, by: User, reason: str) -> User:
    """Close an account at once: every session ends, every link and code is void; the person gets a mail."""
    user = _lock_colleague(user, by)
    _require_another_coordinator(user)
    erasure_notes.note(ENDED, User, [user.pk], actor=by.pk)
    close(user)
    _write_down(StaffActionKind.ACCESS_ENDED, user=user, by=by, reason=reason)
    queue_letter(emails.access_ended(user=user), kind="center/access_ended", to=user.email)
    return user


def close(user: User) -> None:
    """Close an account without a word: every session ends, every link and code is void. Needs a transaction."""
    user.is_active = False
    # Also voids password links, which are signed over the old password.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)


@transaction.atomic
def reset_second_factor(*, user: User, by: User, reason: str) -> User:
    """Remove every second factor of a colleague who lost it and end all sessions; the person gets a mail."""
    user = _lock_colleague(user, by)
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    _write_down(StaffActionKind.SECOND_FACTOR_RESET, user=user, by=by, reason=reason)
    queue_letter(emails.second_factor_reset(user=user), kind="center/second_factor_reset", to=user.email)
    return user


@transaction.atomic
def sign_out_colleague(*, user: User, by: User, reason: str) -> User:
    """End every session of somebody else at once; the account stays open, the person gets a mail.

    For one's own sessions there is the page of one's devices, so this raises ValidationError for oneself.
    """
    user = _lock_colleague(user, by)
    _end_sessions(user)
    _write_down(StaffActionKind.SIGNED_OUT, user=user, by=by, reason=reason)
    queue_letter(emails.signed_out(user=user), kind="center/signed_out", to=user.email)
    return user


@transaction.atomic
def sign_out(*, user: User, but: str = "") -> None:
    """End every session of a person on the server, except the one with the key `but`."""
    _end_sessions(user, but)


@transaction.atomic
def sign_out_everybody() -> int:
    """End every session there is, of staff and members, and return of how many people; for the server's operator."""
    signed_in = {each.get_decoded().get("_auth_user_id") for each in Session.objects.all().iterator()}
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    return len(signed_in - {None})


@transaction.atomic
def choose_language(*, user: User, language: str) -> User:
    """Keep the language in which a person wants mails and the admin; only they themselves choose it.

    The history of the record says when; it is no change of staff, so nothing else is written down. Raises
    ValidationError for a language that the portal does not speak.
    """
    user.language = language
    user.clean_fields(exclude=[field.name for field in User._meta.fields if field.name != "language"])
    user.save(update_fields=["language"])
    return user


@transaction.atomic
def erase_account(*, user: User) -> None:
    """Empty and close the login of somebody who is no colleague: no name, no address, no way in. Twice changes nothing.

    The row stays, since records say by whom they were made. Raises ValueError for a colleague.
    """
    login = User.objects.select_for_update().get(pk=user.pk)
    if login.is_staff:
        raise ValueError("A colleague's account is ended, not erased.")
    erasure_notes.note(ERASED, User, [login.pk])
    login.email, login.name, login.is_active = f"erased-{login.pk}@erased.invalid", "", False
    login.set_unusable_password()
    login.save(update_fields=["email", "name", "is_active", "password"])
    EmailAddress.objects.filter(user=login).delete()
    Authenticator.objects.filter(user=login).delete()
    _end_sessions(login)
    forget(User, [login.pk], ["email", "name"], purpose="erasure")


def is_coordinator(user: User) -> bool:
    """Whether the user may change accounts of staff: an active coordinator or superuser."""
    if not (user.is_active and user.is_staff):
        return False
    return user.is_superuser or user.groups.filter(name=str(Role.COORDINATOR)).exists()


def has_second_factor(user: User) -> bool:
    """Whether the user has set up an app, a security key or a passkey."""
    return bool(is_mfa_enabled(user))


def _works_here(user: User) -> bool:
    """Whether an active member of staff has come: set a password, or signed in by a code or a passkey."""
    return user.is_active and user.is_staff and (user.has_usable_password() or user.last_login is not None)


def _require_coordinator(by: User) -> None:
    if not is_coordinator(by):
        raise PermissionDenied


def _lock_colleague(user: User, by: User) -> User:
    if user.pk == by.pk:
        raise ValidationError(_("Nobody changes their own access; ask another coordinator."))
    # Everyone locks all coordinators in the same order and looks again, so two cannot end each other at once.
    list(_coordinators().select_for_update().order_by("pk"))
    _require_coordinator(User.objects.get(pk=by.pk))
    colleague = User.objects.select_for_update().get(pk=user.pk)
    if colleague.is_superuser and not by.is_superuser:
        raise PermissionDenied
    return colleague


def _coordinators() -> models.QuerySet[User]:
    members = Group.objects.get(name=str(Role.COORDINATOR)).user_set.values("pk")
    return User.objects.filter(is_active=True, is_staff=True, pk__in=members)


def _require_another_coordinator(user: User) -> None:
    if _coordinators().filter(pk=user.pk).exists() and not _coordinators().exclude(pk=user.pk).exists():
        raise ValidationError(_("This is the last coordinator. Make somebody else a coordinator first."))


def _end_sessions(user: User, but: str = "") -> None:
    """Delete every session of a user but one; a rare act, so all live sessions are looked through."""
    UserSession.objects.filter(user=user).exclude(session_key=but).delete()
    live = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but)
    theirs = [each.pk for each in live.iterator() if each.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()


def _password_link(user: User) -> str:
    token = account_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    # The link opens in the reader's language and lets nobody in before a password is typed.
    with translation.override(user.language):
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
        )
    return f"{settings.BASE_URL}{path}"


def _write_down(kind: StaffActionKind, *, user: User, by: User, reason: str = "") -> None:
    StaffAction.objects.create(
        kind=kind,
        user=user,
        by=by,
        roles=", ".join(user.groups.order_by("name").values_list("name", flat=True)),
        reason=reason,
        request_id=logs.request_id.get(),
    )
