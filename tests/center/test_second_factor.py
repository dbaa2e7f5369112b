import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from center.base.encryption import new_key
from center.models import StoredMail, User
from center.services import accounts
from tests.center.second_factors import give_totp, totp_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "_second_factor_required")]

PASSWORD = "a long password for tests"
DOORS = ["/admin/", "/admin/center/question/", "/admin/jsi18n/", "/admin/autocomplete/"]
AsUser = Callable[[User], Client]


@pytest.fixture
def _second_factor_required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def sign_in(user: User) -> Client:
    accounts.choose_language(user=user, language="en")
    client = Client()
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def may_enter(client: Client) -> bool:
    answer = client.get("/admin/login/?next=/admin/jsi18n/", follow=True)
    return str(answer.request["PATH_INFO"]) == "/admin/jsi18n/"


def test_password_and_code_of_the_app_let_staff_in(advisor_user: User) -> None:
    secret = give_totp(advisor_user)
    client = Client()
    first = client.post("/en/account/login/", {"login": advisor_user.email, "password": PASSWORD})
    assert first["Location"] == "/en/account/2fa/authenticate/"
    assert may_enter(client) is False
    client.post("/en/account/2fa/authenticate/", {"code": totp_code(secret)})
    assert may_enter(client) is True


def test_a_wrong_code_lets_nobody_in(advisor_user: User) -> None:
    secret = give_totp(advisor_user)
    wrong = f"{(int(totp_code(secret)) + 1) % 1_000_000:06}"
    client = Client()
    client.post("/en/account/login/", {"login": advisor_user.email, "password": PASSWORD})
    client.post("/en/account/2fa/authenticate/", {"code": wrong})
    assert may_enter(client) is False


@pytest.mark.parametrize("door", DOORS)
def test_every_door_of_the_admin_is_closed_without_a_second_factor(advisor_user: User, door: str) -> None:
    answer = sign_in(advisor_user).get(door)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


def test_staff_without_a_second_factor_are_led_to_set_one_up(advisor_user: User) -> None:
    answer = sign_in(advisor_user).get("/admin/", follow=True)
    assert answer.request["PATH_INFO"] == "/en/account/2fa/"
    assert [str(message) for message in answer.context["messages"]][-1:] == [
        "To enter the administration, set up a second factor first."
    ]


def test_staff_signed_in_without_their_factor_are_asked_for_it(advisor_user: User, as_user: AsUser) -> None:
    accounts.choose_language(user=advisor_user, language="en")
    client = as_user(advisor_user)
    secret = give_totp(advisor_user)
    answer = client.get("/admin/login/?next=/admin/jsi18n/")
    assert answer["Location"] == "/en/account/2fa/reauthenticate/?next=%2Fadmin%2Fjsi18n%2F"
    done = client.post(answer["Location"], {"code": totp_code(secret), "next": "/admin/jsi18n/"})
    assert (done["Location"], may_enter(client)) == ("/admin/jsi18n/", True)


def test_a_code_by_mail_is_not_enough_for_the_admin(advisor_user: User) -> None:
    client = Client()
    client.post("/en/account/login/code/", {"email": advisor_user.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", StoredMail.objects.get().body_text, re.MULTILINE)
    assert code
    client.post("/en/account/login/code/confirm/", {"code": code.group()})
    assert client.get("/en/account/").context["user"] == advisor_user
    assert may_enter(client) is False


def test_a_factor_that_was_removed_meanwhile_closes_the_admin(advisor_user: User) -> None:
    secret = give_totp(advisor_user)
    client = sign_in(advisor_user)
    client.post("/en/account/2fa/authenticate/", {"code": totp_code(secret)})
    assert may_enter(client) is True
    Authenticator.objects.all().delete()
    assert may_enter(client) is False


def test_where_none_is_required_a_password_is_enough(advisor_user: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert may_enter(sign_in(advisor_user)) is True


def test_a_stranger_is_refused_and_not_sent_in_circles(stranger: User, as_user: AsUser) -> None:
    answer = as_user(stranger).get("/admin/", follow=True)
    assert (answer.status_code, len(answer.redirect_chain)) == (403, 1)


def test_the_admin_has_no_login_of_its_own() -> None:
    answer = Client().get("/admin/login/?next=/admin/center/question/", headers={"accept-language": "en"})
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/account/login/?next=%2Fadmin%2Fcenter%2Fquestion%2F",
    )
    post = Client().post(
        "/admin/login/", {"username": "a", "password": "b"}, headers={"accept-language": "en"}
    )
    assert post["Location"] == "/en/account/login/?next=%2Fadmin%2F"


def test_next_never_leads_to_another_site(advisor_user: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    answer = sign_in(advisor_user).get("/admin/login/?next=https://evil.example/")
    assert answer["Location"] == "/admin/"


def test_password_and_logout_of_the_admin_belong_to_the_account(
    advisor_user: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = sign_in(advisor_user)
    assert client.get("/admin/password_change/")["Location"] == "/en/account/password/change/"
    assert client.get("/admin/logout/")["Location"] == "/en/account/logout/"
    assert may_enter(client) is True
    client.post("/admin/logout/")
    assert may_enter(client) is False


def test_the_demo_says_that_no_second_factor_is_asked() -> None:
    assert b"The second factor is off here" in Client().get("/en/account/login/").content


def test_outside_the_demo_the_login_page_says_no_such_thing(settings: Settings) -> None:
    settings.DEMO = False
    assert b"The second factor is off here" not in Client().get("/en/account/login/").content


def test_the_secret_of_an_app_rests_encrypted_and_moves_to_a_new_key(
    advisor_user: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    client = sign_in(advisor_user)
    page = client.get("/en/account/2fa/totp/activate/", follow=True)
    if "reauthenticate" in page.request["PATH_INFO"]:
        client.post(page.request["PATH_INFO"], {"password": PASSWORD})
        page = client.get("/en/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/en/account/2fa/totp/activate/", {"code": totp_code(secret)})
    factors = Authenticator.objects.order_by("type")
    assert [factor.type for factor in factors] == ["recovery_codes", "totp"]
    assert secret not in str([factor.data for factor in factors])

    settings.FIELD_KEYS = [new_key("newer"), *settings.FIELD_KEYS]
    call_command("rotate_field_keys")
    assert "Second factors: 2" in capsys.readouterr().out
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    other = Client()
    other.post("/en/account/login/", {"login": advisor_user.email, "password": PASSWORD})
    other.post("/en/account/2fa/authenticate/", {"code": totp_code(secret)})
    assert may_enter(other) is True
