"""Who guesses learns nothing from how long an answer takes: the same work is done for what exists and what does not.

Work is counted, not timed: how often a password is hashed and how often the database is asked.
"""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from center.models import Office, User
from consultations.models import Consultation
from entrepreneurs.models import Enterprise
from tests.consultations.factories import MONDAY, NOW, local, make_advisor, make_topic, make_visit
from tests.crawl.public_forms import forget_limits
from tests.events.factories import enter, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time a password is hashed."""
    noted: list[str] = []
    encode = MD5PasswordHasher.encode

    def note(self: MD5PasswordHasher, password: str, salt: str, *more: Any) -> str:
        noted.append("once")
        return encode(self, password, salt, *more)

    monkeypatch.setattr(MD5PasswordHasher, "encode", note)
    return noted


def work(hashed: list[str], path: str, data: dict[str, str]) -> tuple[int, int, int, int]:
    """Return the status of a first try, how often was hashed and asked, and how many cookies came."""
    forget_limits()
    hashed.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = Client().post(path, data)
    asked = [each["sql"] for each in queries.captured_queries if each["sql"].startswith("SELECT")]
    return response.status_code, len(hashed), len(asked), len(response.cookies)


def test_a_wrong_password_is_the_same_work_whoever_is_named(
    office: Office, coordinator: User, hashed: list[str]
) -> None:
    User.objects.create_user("no-password@example.org", None, name="Без лозинке")
    User.objects.create_user("gone@example.org", "x", name="Отишла", is_active=False)
    people = [coordinator.email, "nobody@example.org", "no-password@example.org", "gone@example.org"]
    Client().get("/sr/account/login/")
    done = [work(hashed, "/sr/account/login/", {"login": each, "password": "wrong"}) for each in people]
    assert {each[:2] for each in done} == {done[0][:2]}
    assert done[0][1] >= 1
    assert {each[3] for each in done} == {done[0][3]}


@pytest.mark.each
@pytest.mark.parametrize("path", ["/sr/account/login/code/", "/sr/account/password/reset/"])
def test_asking_for_a_code_or_a_new_password_answers_alike_whoever_is_named(
    path: str, office: Office, coordinator: User
) -> None:
    told = []
    for email in (coordinator.email, "nobody@example.org"):
        forget_limits()
        response = Client().post(path, {"email": email})
        told.append((response.status_code, response.get("Location"), sorted(response.cookies)))
    assert told[0] == told[1]


Make = Callable[[], tuple[str, str]]


def a_visit() -> tuple[str, str]:
    topic = make_topic("talk")
    make_visit(topic, local(MONDAY, 12), advisor=make_advisor(topic), phone="0641234567")
    return "/sr/consultations/find/", Consultation.objects.get().reference


def a_registration() -> tuple[str, str]:
    return "/sr/events/find/", enter(make_event(20), phone="0641234567").reference


@pytest.mark.each
@pytest.mark.parametrize("make", [a_visit, a_registration])
def test_a_wrong_reference_is_the_same_work_as_a_wrong_contact(
    make: Make, office: Office, hashed: list[str]
) -> None:
    with time_machine.travel(NOW, tick=False):
        path, reference = make()
        wrong = reference.translate(str.maketrans("23456789", "34567892"))
        wrong = wrong if wrong != reference else reference[1:] + reference[0]
        work(hashed, path, {"reference": reference, "contact": "0651111111"})
        done = [
            work(hashed, path, {"reference": each, "contact": contact})
            for each, contact in ((reference, "0651111111"), (wrong, "0651111111"), (wrong, "0641234567"))
        ]
    assert {each[0] for each in done} == {422}
    assert len(set(done)) == 1


def test_no_enterprise_is_found_by_counting() -> None:
    """What names an enterprise to programs is drawn, not counted."""
    assert Enterprise._meta.get_field("uid").get_internal_type() == "UUIDField"
