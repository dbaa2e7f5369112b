"""The account pages in a real browser: policy, accessibility, and a second factor from end to end."""

import os
import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from center.base.roles import fill_groups
from center.choices import Role
from center.demo_data import demo_user
from center.demo_data import load as load_center
from center.models import User
from tests.browser import Watched, go, too_wide
from tests.center.second_factors import totp_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("people")]

EMAIL, PASSWORD = "editor@demo.example", "demo-editor-one"


@pytest.fixture
def people(transactional_db: None) -> None:
    fill_groups(using="default")
    load_center()


def look(portal: Watched, name: str) -> None:
    """Keep a picture for the reviewer when PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        portal.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def faults_of_this_page(portal: Watched) -> list[str]:
    """Return what broke the policy and what axe finds; axe itself writes to the console afterwards."""
    faults = list(portal.faults)
    found = portal.violations()
    portal.faults.clear()
    return faults + found


def sign_in(portal: Watched, language: str = "en", email: str = EMAIL, password: str = PASSWORD) -> None:
    page = portal.open(f"/{language}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    go(page, "main form[action*=login] button[type=submit]")


def confirm_access(portal: Watched) -> None:
    if "reauthenticate" in portal.page.url:
        portal.page.fill("[name=password]", PASSWORD)
        go(portal.page, "main form button[type=submit]")


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_the_account_pages_are_accessible_and_keep_the_policy(portal: Watched, scheme: str) -> None:
    portal.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
    found = {}
    for name in ("login", "login/code", "password/reset", "signup"):
        portal.open(f"/sr/account/{name}/")
        look(portal, f"{scheme}-{name.replace('/', '-')}")
        found[name] = faults_of_this_page(portal)
    sign_in(portal, "sr")
    for name in (
        "",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/add/",
        "sessions/",
        "password/change/",
        "logout/",
    ):
        portal.open(f"/sr/account/{name}")
        confirm_access(portal)
        look(portal, f"{scheme}-in-{name.replace('/', '-')}")
        found[name] = faults_of_this_page(portal)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.long
def test_the_account_pages_fit_a_small_phone(phone: Watched) -> None:
    for name in ("login/", "login/code/", "password/reset/"):
        page = phone.open(f"/sr/account/{name}")
        look(phone, f"phone-{name.replace('/', '-')}")
        assert too_wide(page) == 0
    sign_in(phone, "sr")
    for name in ("", "2fa/", "sessions/", "2fa/totp/activate/"):
        page = phone.open(f"/sr/account/{name}")
        confirm_access(phone)
        look(phone, f"phone-in-{name.replace('/', '-')}")
        assert too_wide(page) == 0


@pytest.mark.long
def test_a_wrong_password_is_said_at_the_form_and_takes_the_focus(portal: Watched) -> None:
    sign_in(portal, password="wrong")
    # The browser moves the focus when it has drawn the page, a moment after it was loaded.
    expect(portal.page.locator(".error-summary")).to_be_focused()
    look(portal, "wrong-password")
    assert portal.page.locator(".error-summary li").count() == 1
    assert faults_of_this_page(portal) == []


@pytest.mark.long
def test_staff_set_up_an_app_and_enter_the_admin(portal: Watched, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    User.objects.filter(email=EMAIL).update(language="en")
    sign_in(portal)
    portal.open("/admin/")
    assert portal.page.url.endswith("/en/account/2fa/")
    portal.open("/en/account/2fa/totp/activate/")
    confirm_access(portal)
    secret = portal.page.input_value("#authenticator_secret")
    picture = portal.page.locator("main img")
    assert picture.evaluate("element => element.naturalWidth > 100")
    portal.page.fill("[name=code]", totp_code(secret))
    go(portal.page, "main form button[type=submit]")
    assert "recovery-codes" in portal.page.url
    look(portal, "recovery-codes")
    portal.open("/admin/")
    assert re.search(r"/2fa/reauthenticate/|/admin/$", portal.page.url)
    if "reauthenticate" in portal.page.url:
        portal.page.fill("[name=code]", totp_code(secret))
        go(portal.page, "main form button[type=submit]")
    assert portal.page.url.endswith("/admin/")


def test_a_passkey_is_added_and_signs_in_under_the_policy(portal: Watched, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    portal.base = portal.base.replace("127.0.0.1", "localhost")  # a browser wants a name for passkeys
    devices = portal.page.context.new_cdp_session(portal.page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(portal)
    portal.open("/en/account/2fa/webauthn/add/")
    confirm_access(portal)
    portal.page.check("[name=passwordless]")
    portal.page.click("#mfa_webauthn_add")
    portal.page.wait_for_url("**/recovery-codes/**")
    types = sorted(Authenticator.objects.values_list("type", flat=True))
    assert types == ["recovery_codes", "webauthn"]

    portal.page.context.clear_cookies()
    portal.open("/en/account/login/")
    portal.page.click("#passkey_login")
    portal.page.wait_for_url("**/en/account/")
    portal.open("/admin/")
    assert portal.page.url.endswith("/admin/")


@pytest.mark.long
def test_the_pages_about_staff_are_accessible(portal: Watched) -> None:
    sign_in(portal, "en", "coordinator@demo.example", "demo-coordinator")
    advisor = demo_user(Role.ADVISOR)
    found = {}
    for name in (
        "user/",
        "user/invite/",
        f"user/{advisor.pk}/change/",
        f"user/{advisor.pk}/roles/",
        f"user/{advisor.pk}/do/end-access/",
        "storedmail/",
        "staffaction/",
    ):
        portal.open(f"/admin/center/{name}")
        look(portal, f"admin-{name.replace('/', '-')}")
        found[name] = faults_of_this_page(portal)
    assert {name: faults for name, faults in found.items() if faults} == {}
