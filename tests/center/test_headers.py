"""Headers, cookies and logs that every answer has to carry, or must not."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

from center.base.logs import JsonFormatter
from center.models import User

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
