"""The lines that the portal writes: one JSON object each, with its moment, its request, and what was refused."""

import json
import logging
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from center.base.logs import AddRequest, JsonFormatter
from center.choices import Role
from center.limits import Limit
from center.models import Office, User
from consultations.views import finding

pytestmark = pytest.mark.django_db


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(JsonFormatter().format(record)) for record in caplog.records]


def requests(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [line for line in lines(caplog) if line["logger"] == "center.requests"]


def test_a_line_says_when_in_utc_and_of_which_request(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(AddRequest())
    with caplog.at_level(logging.INFO):
        response = Client().get("/sr/nothing-here/")
    line = requests(caplog)[-1]
    moment = datetime.fromisoformat(line["time"])
    assert moment.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)
    assert line["request"] == response["X-Request-ID"]


def test_lines_go_to_standard_error_alone() -> None:
    logging: Any = settings.LOGGING
    handlers = logging["handlers"]
    assert {name: handler["class"] for name, handler in handlers.items()} == {
        "stderr": "logging.StreamHandler",
        "null": "logging.NullHandler",
    }
    assert logging["root"]["handlers"] == ["stderr"]


@pytest.mark.each
@pytest.mark.parametrize(
    "word",
    [
        "first\nsecond",
        "\r\nsecond",
        "\x1b[2Jcleared",
        "\u2028second",
        "\x85second",
        "\x9b2J",
        '"}, {"level": "x',
    ],
)
def test_nobody_writes_a_line_of_their_own(word: str) -> None:
    record = logging.LogRecord("center.requests", logging.INFO, __file__, 1, "a word: %s", (word,), None)
    record.route = word
    text = JsonFormatter().format(record)
    assert text.splitlines() == [text]
    assert [sign for sign in text if unicodedata.category(sign) in {"Cc", "Zl", "Zp"}] == []
    assert json.loads(text)["message"] == f"a word: {word}"


def test_a_refusal_leaves_a_line_with_its_route_and_status(
    make_user: Callable[..., User],
    as_user: Callable[[User], Client],
    caplog: pytest.LogCaptureFixture,
    office: Office,
) -> None:
    client = as_user(make_user(Role.ADVISOR))
    with caplog.at_level(logging.INFO):
        client.get("/admin/center/user/")
        Client(enforce_csrf_checks=True).post("/en/contact/", {})
    assert [(line["method"], line["route"], line["status"]) for line in requests(caplog)] == [
        ("GET", "/admin/center/user/", 403),
        ("POST", "/en/contact/", 403),
    ]


def test_too_many_tries_leave_a_line(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_PER_ADDRESS", Limit(1, timedelta(hours=1)))
    client = Client()
    with caplog.at_level(logging.INFO):
        for _try in range(2):
            client.post("/en/consultations/find/", {"reference": "KDMNRTVJ", "contact": "064 1234567"})
    assert [line["status"] for line in requests(caplog)] == [422, 429]
