"""How long a session lasts, what ends it, and what a person can do about those on other devices."""

import re
from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from center.models import StoredMail, User
from tests.trust.sessions import LOGIN, PASSWORD, by_code, by_new_password, by_password, grow_older

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

HOUR = 3600
DAY = 24 * HOUR
HOME, DEVICES = "/en/account/", "/en/account/sessions/"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"


def is_signed_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def on_a_phone(user: User) -> Client:
    client = Client(headers={"user-agent": PHONE})
    return by_password(user, client)


@pytest.mark.parametrize(
    ("signed_in", "seen", "lasts"),
    [
        pytest.param(11 * HOUR, 59 * 60, True, marks=pytest.mark.each),
        pytest.param(2 * HOUR, 61 * 60, False, marks=pytest.mark.each),
        pytest.param(12 * HOUR + 1, 60, False, marks=pytest.mark.each),
    ],
)
def test_staff_are_signed_out_after_an_hour_without_a_page_and_after_twelve_hours(
    signed_in: int, seen: int, lasts: bool, advisor_user: User
) -> None:
    client = by_password(advisor_user)
    grow_older(client, signed_in=signed_in, seen=seen)
    assert is_signed_in(client) is lasts


@pytest.mark.parametrize(
    ("signed_in", "seen", "lasts"),
    [
        pytest.param(29 * DAY, 13 * DAY, True, marks=pytest.mark.each),
        pytest.param(20 * DAY, 15 * DAY, False, marks=pytest.mark.each),
        pytest.param(30 * DAY + 1, 60, False, marks=pytest.mark.each),
    ],
)
def test_members_stay_signed_in_for_two_weeks_without_a_page_and_a_month_at_most(
    signed_in: int, seen: int, lasts: bool, stranger: User
) -> None:
    client = by_code(stranger)
    grow_older(client, signed_in=signed_in, seen=seen)
    assert is_signed_in(client) is lasts


def test_each_page_makes_the_hour_begin_anew(advisor_user: User) -> None:
    client = by_password(advisor_user)
    for _ in range(3):
        grow_older(client, signed_in=50 * 60, seen=50 * 60)
        assert is_signed_in(client) is True


def test_a_session_that_ended_is_gone_on_the_server(advisor_user: User) -> None:
    client = by_password(advisor_user)
    key = client.session.session_key
    grow_older(client, seen=2 * HOUR)
    client.get(HOME)
    assert (Session.objects.filter(pk=key).count(), UserSession.objects.filter(session_key=key).count()) == (
        0,
        0,
    )


def test_signing_in_gives_the_session_a_new_name(advisor_user: User) -> None:
    client = Client()
    client.post("/en/account/login/code/", {"email": advisor_user.email})
    before = client.session.session_key
    code = re.search(r"^[A-Z0-9-]{6,}$", StoredMail.objects.get().body_text, re.MULTILINE)
    assert code
    client.post("/en/account/login/code/confirm/", {"code": code.group()})
    assert (before is None, client.session.session_key == before, is_signed_in(client)) == (
        False,
        False,
        True,
    )
    assert Session.objects.filter(pk=before).count() == 0


def test_a_copied_cookie_is_worth_nothing_after_signing_out(advisor_user: User, settings: Settings) -> None:
    client = by_password(advisor_user)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert is_signed_in(thief) is True
    client.post("/en/account/logout/")
    assert is_signed_in(thief) is False


def test_a_changed_password_signs_out_the_other_devices(advisor_user: User) -> None:
    here, there = by_password(advisor_user), on_a_phone(advisor_user)
    new = "sunce nad Lazaricom 1376"
    here.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)


def test_a_password_that_was_reset_signs_out_every_device(advisor_user: User) -> None:
    there = on_a_phone(advisor_user)
    here = by_new_password(advisor_user)
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)


def test_the_list_names_the_devices_and_shows_this_one_first(advisor_user: User) -> None:
    on_a_phone(advisor_user)
    here = by_password(advisor_user)
    page = here.get(DEVICES)
    keys = [session.session_key for session in page.context["sessions"]]
    text = page.content.decode()
    assert (keys[0], len(keys)) == (here.session.session_key, 2)
    assert (text.count("Firefox, Android"), text.count("This device"), text.count("Last seen")) == (1, 1, 2)


def test_one_device_is_signed_out_and_the_others_stay(advisor_user: User) -> None:
    phone, here, third = (
        on_a_phone(advisor_user),
        by_password(advisor_user),
        by_password(advisor_user),
    )
    device = UserSession.objects.get(session_key=phone.session.session_key)
    here.post(DEVICES, {"end": str(device.pk)})
    assert [is_signed_in(each) for each in (phone, here, third)] == [False, True, True]


def test_nobody_signs_out_the_device_of_another_person(advisor_user: User, stranger: User) -> None:
    theirs = by_password(stranger)
    device = UserSession.objects.get(user=stranger)
    answer = by_password(advisor_user).post(DEVICES, {"end": str(device.pk)}, follow=True)
    assert "You are not signed in on that device any more." in answer.content.decode()
    assert is_signed_in(theirs) is True


@pytest.mark.parametrize(
    ("what", "stays"),
    [
        pytest.param("others", True, marks=pytest.mark.each),
        pytest.param("all", False, marks=pytest.mark.each),
    ],
)
def test_all_devices_are_signed_out_with_or_without_this_one(
    what: str, stays: bool, advisor_user: User, stranger: User
) -> None:
    phone, here, other = on_a_phone(advisor_user), by_password(advisor_user), by_password(stranger)
    answer = here.post(DEVICES, {"end": what})
    assert answer["Location"] == (DEVICES if stays else LOGIN)
    assert [is_signed_in(each) for each in (here, phone, other)] == [stays, False, True]


@pytest.mark.parametrize(
    ("language", "button"),
    [
        pytest.param("sr", "Одјавите се свуда, и овде", marks=pytest.mark.each),
        pytest.param("sr-latn", "Odjavite se svuda, i ovde", marks=pytest.mark.each),
        pytest.param("en", "Sign out everywhere, here too", marks=pytest.mark.each),
    ],
)
def test_the_list_speaks_the_three_languages(
    language: str, button: str, as_user: Callable[[User], Client], stranger: User
) -> None:
    assert button in as_user(stranger).get(f"/{language}/account/sessions/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "account/",
        "account/sessions/",
        "account/2fa/",
        "account/password/change/",
        "contact/",
        "nothing-here/",
    ],
)
@pytest.mark.each
def test_every_page_of_somebody_who_is_signed_in_has_the_button_to_sign_out(
    path: str, advisor_user: User, stranger: User
) -> None:
    for client in (by_password(advisor_user), by_code(stranger)):
        page = client.get(f"/en/{path}").content.decode()
        # Above on a desk, in the menu on a phone.
        buttons = re.findall(r'<form method="post" action="(/en/account/logout/)">', page)
        assert len(buttons) == 2
        client.post(buttons[0])
        assert is_signed_in(client) is False
        assert "account/logout" not in client.get("/en/contact/").content.decode()
