"""Headers, cookies and logs that every answer has to carry, or must not."""

import json
import logging
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from center.base.brand import style_address
from center.base.logs import JsonFormatter
from center.models import Office, User

pytestmark = pytest.mark.django_db
POLICY = (
    "base-uri 'none'; default-src 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; "
    "object-src 'none'"
)


@pytest.mark.parametrize("path", ["/sr/", "/en/contact/", "/sr/nothing-here/", "/healthz", "/robots.txt"])
def test_every_answer_carries_the_strict_headers(path: str) -> None:
    response = Client().get(path)
    assert "; ".join(sorted(response["Content-Security-Policy"].split("; "))) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert len(response["X-Request-ID"]) == 16


def test_the_admin_has_the_same_policy(coordinator: User, as_user: Any) -> None:
    response = as_user(coordinator).get("/admin/")
    assert response.status_code == 200
    assert "; ".join(sorted(response["Content-Security-Policy"].split("; "))) == POLICY


def test_a_visitor_gets_no_cookie_but_the_language() -> None:
    response = Client().get("/sr/")
    assert set(response.cookies) == {"language"}


NO_COPY = "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize(
    "path",
    [
        "/sr/",
        "/sr/account/",
        "/sr/account/sessions/",
        "/sr/account/2fa/",
        "/sr/account/password/change/",
        "/sr/account/reauthenticate/",
        "/admin/",
        "/admin/center/question/",
        "/admin/center/nothing/",
    ],
)
def test_no_browser_keeps_a_page_of_a_signed_in_person(path: str, coordinator: User, as_user: Any) -> None:
    assert as_user(coordinator).get(path)["Cache-Control"] == NO_COPY


@pytest.mark.parametrize(
    "path", ["/sr/account/login/", "/en/account/password/reset/key/1-x/", "/sr/account/"]
)
def test_no_browser_keeps_a_page_about_an_account(path: str, office: Office) -> None:
    assert Client().get(path)["Cache-Control"] == NO_COPY


def test_pages_for_everybody_and_styles_for_all_times_may_be_kept(
    office: Office, coordinator: User, as_user: Any
) -> None:
    office.brand_colour = "#2C5A4B"
    office.save()
    style = style_address(office.brand_colour)
    assert "Cache-Control" not in Client().get("/sr/contact/")
    assert as_user(coordinator).get(style)["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_notice_to_staff_waits_in_the_session_and_not_in_a_readable_cookie(
    office: Office, coordinator: User, as_user: Any
) -> None:
    client = as_user(coordinator)
    answer = client.post("/en/account/", {"language": "en"})
    assert (answer.status_code, "messages" in client.cookies) == (302, False)
    pages = [client.get("/en/account/").content.decode() for _ in range(2)]
    assert ["Your language is saved." in page for page in pages] == [True, False]


def test_a_notice_to_nobody_in_particular_makes_no_session(
    office: Office, coordinator: User, as_user: Any
) -> None:
    client = as_user(coordinator)
    client.post("/en/account/logout/")
    assert Session.objects.count() == 0
    page = client.get("/en/account/login/").content.decode()
    assert "You have signed out." in page
    assert client.cookies["messages"].value == ""
    assert "You have signed out." not in client.get("/en/account/login/").content.decode()


def test_the_log_names_the_route_and_never_the_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        Client().get("/sr/consultations/QWERTYUP/?key=very-secret")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    text = "\n".join(lines)
    assert "QWERTYUP" not in text
    assert "very-secret" not in text
    mine = [json.loads(line) for line in lines if json.loads(line)["logger"] == "center.requests"]
    assert [(line["method"], line["status"] >= 200) for line in mine] == [("GET", True)]


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/sr/", {"host": "mila.evil.example"}), ("/admin/center/user/?mila__startswith=x", {})],
)
def test_the_log_of_a_suspicious_request_repeats_nothing_of_it(
    path: str, headers: dict[str, str], coordinator: User, as_user: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert as_user(coordinator).get(path, headers=headers).status_code == 400
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    suspicious = [line for line in lines if line["logger"].startswith("django.security")]
    assert {line["message"] for line in suspicious} == {"suspicious request refused"}
    assert "mila" not in json.dumps(lines)


def test_the_log_of_an_error_keeps_the_place_but_not_the_words() -> None:
    def fail() -> None:
        raise ValueError("Key (email)=(mila@example.org) already exists.")

    with pytest.raises(ValueError, match="already exists") as caught:
        fail()
    error = caught.value
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "failed", None, (ValueError, error, error.__traceback__)
    )
    line = json.loads(JsonFormatter().format(record))
    assert "mila" not in json.dumps(line)
    assert line["exception"] == "ValueError"
    assert line["trace"][-1].endswith(" fail")
