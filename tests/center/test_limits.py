import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from center.base.network import client_address
from center.limits import Limit, allow
from center.models import RateWindow

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_the_first_tries_are_allowed_and_the_next_is_not() -> None:
    assert [allow("form", "one", Limit(3, HOUR)).allowed for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.django_db
def test_each_scope_and_each_person_is_counted_apart() -> None:
    allow("form", "one", Limit(1, HOUR))
    assert allow("form", "two", Limit(1, HOUR)).allowed is True
    assert allow("login", "one", Limit(1, HOUR)).allowed is True
    assert allow("form", "one", Limit(1, HOUR)).allowed is False


@pytest.mark.django_db
def test_a_new_window_begins_anew() -> None:
    allow("form", "one", Limit(1, HOUR))
    RateWindow.objects.update(started_at=datetime.now(UTC) - timedelta(minutes=61))
    assert allow("form", "one", Limit(1, HOUR)).allowed is True


@pytest.mark.django_db
def test_the_wait_is_what_is_left_of_the_window() -> None:
    allow("form", "one", Limit(1, HOUR))
    RateWindow.objects.update(started_at=datetime.now(UTC) - timedelta(minutes=20))
    wait = allow("form", "one", Limit(1, HOUR)).retry_after
    # The database counts from the beginning of its transaction.
    assert timedelta(minutes=39) < wait < timedelta(minutes=41)


@pytest.mark.django_db
def test_no_address_is_stored() -> None:
    allow("form", "+38137123456", Limit(1, HOUR))
    assert "37123456" not in RateWindow.objects.get().key


@pytest.mark.always
@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_exactly_the_limit_passes() -> None:
    passed: list[bool] = []
    gate = threading.Barrier(20)

    def attempt() -> None:
        gate.wait()
        passed.append(allow("form", "crowd", Limit(7, HOUR)).allowed)
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(passed) == [False] * 13 + [True] * 7


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.1"),
        (1, "no address", "198.51.100.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.5", "203.0.113.5"),
        (1, "::ffff:203.0.113.6", "203.0.113.6"),
    ],
)
def test_a_forwarded_address_counts_only_from_our_own_proxies(
    settings: object, trusted: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = trusted  # type: ignore[attr-defined]
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("other", "status"), [("203.0.113.5", 429), ("203.0.113.6", 302)])
def test_the_account_pages_count_by_the_same_address(
    office: object, settings: object, other: str, status: int
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/h/ip"}  # type: ignore[attr-defined]
    address = "/en/account/password/reset/"

    def ask(client_address: str, email: str) -> int:
        return Client().post(address, {"email": email}, REMOTE_ADDR=client_address).status_code

    assert ask("::ffff:203.0.113.5", "one@example.org") == 302
    assert ask(f"::ffff:{other}", "two@example.org") == status
    assert ask(other, "three@example.org") == 429
