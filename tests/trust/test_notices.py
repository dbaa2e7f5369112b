"""Whatever changes how a person signs in is told to them by mail, whoever did it."""

from collections.abc import Callable
from typing import Any

import pytest

from center.choices import Role
from center.models import StoredMail, User
from center.services import accounts
from tests.center.second_factors import give_totp, totp_code
from tests.trust.sessions import PASSWORD, by_new_password, by_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

NEW = "sunce nad Lazaricom 1376"


def told(user: User) -> list[str]:
    return list(StoredMail.objects.filter(recipient=user.email).order_by("pk").values_list("kind", flat=True))


def test_a_changed_password_is_told(advisor_user: User) -> None:
    client = by_password(advisor_user)
    client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert told(advisor_user) == ["account/email/password_changed"]
    mail = StoredMail.objects.get()
    assert (NEW in mail.body_text, PASSWORD in mail.body_text) == (False, False)


def test_a_reset_password_is_told(advisor_user: User) -> None:
    by_new_password(advisor_user)
    assert told(advisor_user) == ["account/email/password_reset_key", "account/email/password_reset"]


def test_a_second_factor_that_comes_or_goes_is_told(
    advisor_user: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    client = by_password(advisor_user)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/en/account/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/2fa/totp/activate/", {"code": totp_code(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/2fa/recovery-codes/generate/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/2fa/totp/deactivate/")
    assert told(advisor_user) == [
        "mfa/email/totp_activated",
        "mfa/email/recovery_codes_generated",
        "mfa/email/totp_deactivated",
    ]


def test_what_a_coordinator_does_to_an_account_is_told(
    advisor_user: User, make_user: Callable[..., User]
) -> None:
    by = make_user(Role.COORDINATOR)
    give_totp(advisor_user)
    accounts.reset_second_factor(user=advisor_user, by=by, reason="")
    accounts.end_access(user=advisor_user, by=by, reason="")
    assert told(advisor_user) == ["center/second_factor_reset", "center/access_ended"]


def test_nobody_changes_the_address_of_a_login_by_themselves(advisor_user: User) -> None:
    client = by_password(advisor_user)
    answer = client.post("/en/account/email/", {"email": "thief@example.org", "action_add": ""})
    advisor_user.refresh_from_db()
    assert (answer["Location"], advisor_user.email) == ("/en/account/", "advisor@example.org")
