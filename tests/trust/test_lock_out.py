"""Nobody guesses a password, and nobody keeps another person out by trying."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from center import known_browsers, sign_in_limits
from center.models import StoredMail, User
from tests.center.second_factors import give_totp, totp_code
from tests.trust.sessions import LOGIN, PASSWORD, by_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]

STRANGER, OWNER = "203.0.113.66", "198.51.100.7"
WAIT = "Too many wrong passwords were typed here. Please wait 15 minutes, or let us send you a code."


def type_password(email: str, password: str = "wrong", address: str = STRANGER, client: Any = None) -> Any:
    return (client or Client()).post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def came_in(answer: Any) -> bool:
    return bool(answer.status_code == 302)


def attack(email: str) -> None:
    """Use up, from eleven addresses, what strangers may try for an account; pages are not shown, it is quicker."""
    for number in range(11):
        request = RequestFactory().post(LOGIN, REMOTE_ADDR=f"203.0.113.{number}")
        for _ in range(10):
            sign_in_limits.count(request, sign_in_limits.PASSWORD, email)


def test_a_stranger_who_types_wrong_passwords_does_not_keep_the_owner_out(coordinator: User) -> None:
    for _ in range(30):
        type_password(coordinator.email)
    assert came_in(type_password(coordinator.email, PASSWORD, OWNER)) is True


def test_many_strangers_together_do_not_keep_the_owner_out_of_a_browser_used_before(
    coordinator: User,
) -> None:
    own = by_password(coordinator)
    own.post("/en/account/logout/")
    attack(coordinator.email)
    # In a new browser the password does not help now; the code by mail does.
    assert came_in(type_password(coordinator.email, PASSWORD, OWNER)) is False
    assert came_in(type_password(coordinator.email, PASSWORD, OWNER, own)) is True
    sent = Client().post("/en/account/login/code/", {"email": coordinator.email}, REMOTE_ADDR=OWNER)
    assert (sent.status_code, StoredMail.objects.filter(kind="account/email/login_code").count()) == (302, 1)


def test_guessing_ends_after_ten_tries_and_the_page_says_how_long(coordinator: User) -> None:
    for _ in range(10):
        assert WAIT not in type_password(coordinator.email).content.decode()
    # Not even the right one.
    answer = type_password(coordinator.email, PASSWORD)
    assert (came_in(answer), WAIT in answer.content.decode()) == (False, True)
    assert answer.context["form"]["login"].value() == coordinator.email


def test_an_address_without_an_account_is_refused_in_the_same_words(coordinator: User) -> None:
    told: dict[str, list[Any]] = {}
    for email in (coordinator.email, "nobody@example.org"):
        answers = [type_password(email, address=f"203.0.113.{len(told)}") for _ in range(11)]
        told[email] = [answer.context["form"].errors for answer in answers]
    assert told[coordinator.email] == told["nobody@example.org"]


def test_guessing_in_a_browser_that_the_owner_used_ends_too(coordinator: User) -> None:
    own = by_password(coordinator)
    own.post("/en/account/logout/")
    for _ in range(10):
        type_password(coordinator.email, client=own)
    assert came_in(type_password(coordinator.email, PASSWORD, client=own)) is False


def test_right_passwords_do_not_count(coordinator: User) -> None:
    assert [came_in(type_password(coordinator.email, PASSWORD)) for _ in range(15)] == [True] * 15


def test_a_right_password_in_between_gives_a_guesser_no_new_tries(coordinator: User, stranger: User) -> None:
    for _ in range(10):
        type_password(coordinator.email)
        type_password(stranger.email, PASSWORD)
    assert came_in(type_password(coordinator.email, PASSWORD)) is False


def test_a_made_up_cookie_makes_no_known_browser(coordinator: User, settings: Settings) -> None:
    own = by_password(coordinator)
    name = settings.KNOWN_BROWSER_COOKIE_NAME
    value = own.cookies[name].value
    attack(coordinator.email)
    for forged in (value[:-3] + "abc", "x", ""):
        client = Client()
        client.cookies[name] = forged
        assert came_in(type_password(coordinator.email, PASSWORD, OWNER, client)) is False


def test_the_browser_of_one_person_is_not_known_for_another(coordinator: User, stranger: User) -> None:
    own = by_password(stranger)
    own.post("/en/account/logout/")
    attack(coordinator.email)
    assert came_in(type_password(coordinator.email, PASSWORD, OWNER, own)) is False


def test_the_cookie_of_a_known_browser_names_nobody(coordinator: User, settings: Settings) -> None:
    cookie = by_password(coordinator).cookies[settings.KNOWN_BROWSER_COOKIE_NAME]
    assert coordinator.email.split("@")[0] not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        known_browsers.LIFETIME,
    )


def test_a_password_without_the_second_factor_makes_no_known_browser(
    coordinator: User, settings: Settings
) -> None:
    give_totp(coordinator)
    assert settings.KNOWN_BROWSER_COOKIE_NAME not in by_password(coordinator).cookies


@pytest.mark.long
def test_whoever_asks_for_codes_again_and_again_does_not_keep_the_owner_from_one(coordinator: User) -> None:
    own = by_password(coordinator)
    own.post("/en/account/logout/")
    for number in range(8):
        for _ in range(6):
            Client().post(
                "/en/account/login/code/", {"email": coordinator.email}, REMOTE_ADDR=f"203.0.113.{number}"
            )
    sent = StoredMail.objects.filter(kind="account/email/login_code")
    # Nobody's mailbox is filled.
    assert sent.count() == sign_in_limits.LOGIN_CODE.account.count
    answer = own.post("/en/account/login/code/", {"email": coordinator.email})
    assert (answer.status_code, sent.count()) == (302, sign_in_limits.LOGIN_CODE.account.count + 1)
    assert len(mail.outbox) == 0


def test_links_for_a_new_password_are_few_and_not_used_up_by_strangers(coordinator: User) -> None:
    own = by_password(coordinator)
    own.post("/en/account/logout/")
    for number in range(12):
        Client().post(
            "/en/account/password/reset/", {"email": coordinator.email}, REMOTE_ADDR=f"203.0.113.{number}"
        )
    sent = StoredMail.objects.filter(kind="account/email/password_reset_key")
    assert sent.count() == sign_in_limits.NEW_PASSWORD.account.count
    own.post("/en/account/password/reset/", {"email": coordinator.email})
    assert sent.count() == sign_in_limits.NEW_PASSWORD.account.count + 1


def test_a_mailed_code_is_guessed_three_times_at_most(coordinator: User) -> None:
    client = Client()
    client.post("/en/account/login/code/", {"email": coordinator.email})
    told = [client.post("/en/account/login/code/confirm/", {"code": "WRONG1"}).status_code for _ in range(4)]
    assert told == [200, 200, 302, 302]


def test_codes_of_the_app_are_guessed_five_times_and_then_not_even_the_right_one_opens(
    coordinator: User,
) -> None:
    secret = give_totp(coordinator)
    client = by_password(coordinator)
    wrong = f"{(int(totp_code(secret)) + 1) % 1_000_000:06}"
    for _ in range(5):
        client.post("/en/account/2fa/authenticate/", {"code": wrong})
    answer = client.post("/en/account/2fa/authenticate/", {"code": totp_code(secret)})
    assert answer.context["form"].errors["code"] == [
        "There were many attempts in a short time. Please try again in 15 minutes."
    ]


@pytest.mark.long
def test_whoever_stole_the_password_does_not_use_up_the_codes_of_the_owners_browser(
    coordinator: User,
) -> None:
    secret = give_totp(coordinator)
    own = by_password(coordinator)
    own.post("/en/account/2fa/authenticate/", {"code": totp_code(secret)})
    own.post("/en/account/logout/")
    thief = by_password(coordinator)
    for _ in range(20):
        thief.post("/en/account/2fa/authenticate/", {"code": "000000"})
    by_password(coordinator, own)
    answer = own.post("/en/account/2fa/authenticate/", {"code": "000000"})
    assert answer.context["form"].errors["code"] == ["Incorrect code."]
