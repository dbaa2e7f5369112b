"""The headers and cookies of every answer, with production's settings: pages, refusals, faults, files, redirects."""

from collections.abc import Callable
from http.cookies import Morsel
from pathlib import Path
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from center.base.personal_data.cookies import declared_as
from center.models import Office, User
from center.views import health
from tests.center.operations.test_configuration import Load, load
from tests.events.doors import event_now, make_door
from tests.meta.every_address import Records, routes
from tests.research.surveys import make_survey
from tests.research.test_answering import begin

pytestmark = pytest.mark.django_db
__all__ = ["load"]
HOST = "portal.example.rs"
# As nginx in front hands it on.
BY_HTTPS = {"host": HOST, "x-forwarded-proto": "https"}
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
DIRECTIVES = {
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "default-src": "'self'",
}
# What production sets otherwise than the tests, as the settings themselves say.
OF_PRODUCTION = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "LANGUAGE_COOKIE_", "KNOWN_BROWSER_COOKIE_")


@pytest.fixture
def production(load: Load, settings: Settings) -> Client:
    """A browser that speaks https to a portal with production's headers and cookies."""
    for name, value in vars(load()).items():
        if name.startswith(OF_PRODUCTION):
            setattr(settings, name, value)
    settings.ALLOWED_HOSTS = [HOST]
    return browser()


def browser() -> Client:
    return Client(raise_request_exception=False, headers=BY_HTTPS)


def deviations(answer: HttpResponseBase) -> dict[str, str]:
    """Return the headers that differ from the strict ones, and what is doubtful in the policy and the cookies."""
    if answer.streaming:
        answer.close()
    found = {name: answer.get(name, "") for name, value in STRICT.items() if answer.get(name) != value}
    found |= {name: "" for name in ("X-Request-ID", "Permissions-Policy") if name not in answer}
    policy = dict(
        [*part.strip().split(" ", 1), ""][:2] for part in answer.get("Content-Security-Policy", "").split(";")
    )
    found |= {name: policy.get(name, "") for name, value in DIRECTIVES.items() if policy.get(name) != value}
    if "unsafe" in answer.get("Content-Security-Policy", ""):
        found["Content-Security-Policy"] = answer["Content-Security-Policy"]
    found |= {
        f"cookie {name}": str(each) for name, each in answer.cookies.items() if not is_strict(name, each)
    }
    found |= {name: answer[name] for name in ("Server", "X-Powered-By") if name in answer}
    return found


def is_strict(name: str, cookie: "Morsel[str]") -> bool:
    return bool(
        # The phone at a door keeps a cookie for the pages of that door alone.
        ((name.startswith("__Host-") and cookie["path"] == "/") or name.startswith("__Secure-door_"))
        and cookie["secure"]
        and cookie["httponly"]
        and not cookie["domain"]
        and cookie["samesite"] in {"Lax", "Strict"}
    )


@pytest.mark.each
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/", 200),
        ("/en/contact/", 200),
        ("/en/account/login/", 200),
        ("/", 302),
        ("/admin/", 302),
        ("/en/nothing-here/", 404),
        ("/nothing-here", 404),
        ("/media/nothing.webp", 404),
        ("/en/search/?q=%00", 400),
        ("/healthz", 200),
        ("/readyz", 503),
        ("/metrics", 404),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
    ],
)
def test_a_page_a_refusal_and_a_file_carry_the_same_headers(
    production: Client, office: Office, address: str, status: int
) -> None:
    answer = production.get(address)
    assert (answer.status_code, deviations(answer)) == (status, {})


def test_a_style_and_a_picture_carry_them_too(production: Client, settings: Settings, office: Office) -> None:
    style, picture = Path(settings.STATIC_ROOT) / "strict.css", Path(settings.MEDIA_ROOT) / "strict.webp"
    style.write_text("a{}")
    picture.write_bytes(b"picture")
    try:
        answers = [browser().get("/static/strict.css"), browser().get("/media/strict.webp")]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert deviations(answers[0]) == {}
        # What people uploaded may do nothing at all.
        assert deviations(answers[1]) == {
            "default-src": "'none'",
            "base-uri": "",
            "form-action": "",
            "frame-ancestors": "",
            "object-src": "",
        }
        assert answers[1]["Content-Security-Policy"] == "default-src 'none'; img-src 'self'; sandbox"
    finally:
        style.unlink()
        picture.unlink()


def test_a_fault_carries_them_too(
    production: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(health, "MigrationExecutor", fail)
    answer = production.get("/readyz")
    assert (answer.status_code, deviations(answer)) == (500, {})


def test_a_body_that_is_too_long_and_a_form_of_somebody_else_are_refused_with_them(
    production: Client, office: Office, settings: Settings
) -> None:
    settings.MAX_BODY_BYTES = 1000
    long = production.post("/en/contact/", {"text": "x" * 2000})
    assert (long.status_code, deviations(long)) == (413, {})
    checking = Client(raise_request_exception=False, enforce_csrf_checks=True, headers=BY_HTTPS)
    foreign = checking.post("/en/contact/", {"text": "x"})
    assert (foreign.status_code, deviations(foreign)) == (403, {})


def test_who_comes_without_https_is_sent_there_with_them_but_for_hsts(production: Client) -> None:
    answer = production.get("/en/", headers={"x-forwarded-proto": "http"})
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/en/")
    # Browsers pass it over without https (RFC 6797, 7.2).
    assert deviations(answer) == {"Strict-Transport-Security": ""}


def test_every_cookie_of_a_visitor_who_signs_in_is_for_this_host_and_https_alone(
    production: Client, office: Office, coordinator: User
) -> None:
    production.get("/en/account/login/")
    answer = production.post(
        "/en/account/login/", {"login": coordinator.email, "password": "a long password for tests"}
    )
    assert answer.status_code == 302
    assert {"__Host-session", "__Host-csrf", "__Host-language"} <= set(production.cookies)
    production.post("/en/account/logout/")
    assert {name for name in production.cookies if not name.startswith("__Host-")} == set()
    assert {declared_as(name) for name in production.cookies} == {
        *("session", "csrf", "language", "messages", "known-browser")
    }


def test_the_cookies_of_a_questionnaire_and_of_a_door_are_for_this_host_and_https_alone(
    production: Client, office: Office
) -> None:
    survey = make_survey()
    address = begin(production, survey)
    assert production.get(address).status_code == 200
    event = event_now(slug="fair")
    _door, code = make_door(event)
    opened = production.post("/en/events/fair/door/open/", {"code": code})
    assert (opened.status_code, production.get(opened["Location"]).status_code) == (302, 200)
    assert {name for name, cookie in production.cookies.items() if not is_strict(name, cookie)} == set()
    assert {declared_as(name) for name in production.cookies} == {"csrf", "language", "survey-", "door_"}
    # A door's is bound to its pages, in each language, which `__Host-` would not allow.
    assert {name: cookie["path"] for name, cookie in production.cookies.items()} == {
        "__Host-csrf": "/",
        "__Host-language": "/",
        f"__Host-survey-{survey.pk}": "/",
        "__Secure-door_sr": "/sr/events/fair/door/",
        "__Secure-door_sr-latn": "/sr-latn/events/fair/door/",
        "__Secure-door_en": "/en/events/fair/door/",
    }


# --- Every address -----------------------------------------------------------------------------------------------


# What others may show or read, each for its reason. Anything else that deviates fails.
FRAMES = "embeds stand in frames of other sites"
OPEN = "open data, feeds and what describes them are read by scripts of other sites"


def is_known(name: str, route: str, found: dict[str, str]) -> bool:
    """Say whether an address is one of the exceptions, and deviates in nothing but what it must."""
    if "embed" in route or ("preview" in name and "data" in route):  # FRAMES
        return set(found) <= {
            *("X-Frame-Options", "Cross-Origin-Resource-Policy", "frame-ancestors", "form-action"),
            *("default-src", "base-uri", "object-src", "Cross-Origin-Opener-Policy", "Referrer-Policy"),
        }
    if found.keys() == {"Cross-Origin-Resource-Policy"}:  # OPEN
        return found["Cross-Origin-Resource-Policy"] == "cross-origin"
    # A page that opens with a key in its address tells it nobody; a file to be kept does nothing at all.
    if found.keys() == {"Referrer-Policy"}:
        return found["Referrer-Policy"] in {"no-referrer", "origin"}
    return False


def walked(client: Client, person: Callable[[], User] | None = None) -> dict[str, dict[str, str]]:
    records = Records()
    if person:
        client.force_login(person(), backend="django.contrib.auth.backends.ModelBackend")
    found = {}
    for name, route in routes():
        answer = client.get(records.address(name, route))
        if (each := deviations(answer)) and not is_known(name, route, each):
            found[f"{name} {route} {answer.status_code}"] = each
    return found


@pytest.mark.long
def test_every_address_carries_the_headers_for_a_stranger(production: Client) -> None:
    assert walked(production) == {}


@pytest.mark.long
def test_every_address_carries_the_headers_for_a_coordinator(production: Client, coordinator: User) -> None:
    assert walked(production, lambda: coordinator) == {}
