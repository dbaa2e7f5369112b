"""Whoever comes to the admin comes with a second factor, whatever their role and however they signed in."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from center.choices import Role
from center.models import User
from tests.center.second_factors import give_totp, totp_code
from tests.meta.every_address import routes
from tests.trust.sessions import by_code, by_new_password, by_password, with_second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "_second_factor_required")]

WAYS = {"password": by_password, "code by mail": by_code, "new password": by_new_password}
MakeUser = Callable[..., User]


@pytest.fixture
def _second_factor_required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def is_inside(client: Client) -> bool:
    return client.get("/admin/jsi18n/").status_code == 200


@pytest.mark.parametrize("role", [pytest.param(role, marks=pytest.mark.each) for role in Role])
@pytest.mark.parametrize("way", WAYS)
def test_no_role_enters_without_the_second_factor_however_it_signed_in(
    role: Role, way: str, make_user: MakeUser
) -> None:
    user = make_user(role)
    assert is_inside(WAYS[way](user)) is False
    secret = give_totp(user)
    assert is_inside(WAYS[way](user)) is False
    assert is_inside(with_second_factor(WAYS[way], user, secret)) is True


def test_a_superuser_needs_it_too(make_user: MakeUser) -> None:
    assert is_inside(by_password(make_user(Role.EDITOR, is_superuser=True))) is False


def test_no_address_of_the_admin_opens_for_who_typed_only_a_password(make_user: MakeUser) -> None:
    client = by_password(make_user(Role.COORDINATOR, is_superuser=True))
    opened = {}
    for name, route in routes():
        if name.startswith("admin:") and name not in {"admin:login", "admin:logout"}:
            address = "/" + route.replace("^", "").replace("$", "")
            for part, value in (("<path:object_id>", "1"), ("<int:", "1"), ("<uuid:", "0" * 8), ("<s", "x")):
                while part in address:
                    begin = address.index(part)
                    address = address[:begin] + value + address[address.index(">", begin) + 1 :]
            answer = client.get(address)
            # An address that fits no pattern any more is a 404 for everybody.
            if answer.status_code != 404 and not answer.get("Location", "").startswith("/admin/login/"):
                opened[name] = answer.status_code
    assert opened == {}


def test_a_recovery_code_opens_the_admin_once(advisor_user: User) -> None:
    give_totp(advisor_user)
    code = RecoveryCodes.activate(advisor_user).get_unused_codes()[0]

    def enter() -> Client:
        client = by_password(advisor_user)
        client.post("/en/account/2fa/authenticate/", {"code": code})
        return client

    assert [is_inside(enter()), is_inside(enter())] == [True, False]


def test_a_code_of_the_app_opens_the_admin_once(advisor_user: User) -> None:
    code = totp_code(give_totp(advisor_user))

    def enter() -> Client:
        client = by_password(advisor_user)
        client.post("/en/account/2fa/authenticate/", {"code": code})
        return client

    assert [is_inside(enter()), is_inside(enter())] == [True, False]


def test_whoever_loses_the_rights_of_staff_is_out_at_once(advisor_user: User) -> None:
    client = with_second_factor(by_password, advisor_user, give_totp(advisor_user))
    assert is_inside(client) is True
    User.objects.filter(pk=advisor_user.pk).update(is_staff=False)
    assert is_inside(client) is False
    User.objects.filter(pk=advisor_user.pk).update(is_staff=True, is_active=False)
    assert is_inside(client) is False


def test_a_second_factor_that_is_changed_signs_out_the_other_devices(advisor_user: User) -> None:
    secret = give_totp(advisor_user)
    here = with_second_factor(by_password, advisor_user, secret)
    elsewhere = Client()
    elsewhere.force_login(advisor_user, backend="django.contrib.auth.backends.ModelBackend")
    assert elsewhere.get(reverse("account_home")).status_code == 200
    here.post("/en/account/reauthenticate/", {"password": "a long password for tests"})
    here.post("/en/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=advisor_user).count() == 0
    assert [each.get(reverse("account_home")).status_code for each in (here, elsewhere)] == [200, 302]
