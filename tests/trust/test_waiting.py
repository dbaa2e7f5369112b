"""The page that asks people to wait, what it keeps, and whom a limit hits behind a proxy."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from center import costly_pages, limits
from center.base.guarded_form import new_token
from center.models import Question, RateWindow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

SEARCH = "/en/search/?q=med"


@pytest.fixture
def two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two costly pages for each client."""
    monkeypatch.setattr(costly_pages, "LIMIT", limits.Limit(2, timedelta(minutes=10)))


def question(text: str) -> dict[str, str]:
    """What a person sends who took a minute to write."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        token = new_token()
    return {"name": "Милица", "phone": "037 123 456", "email": "", "text": text, "token": token}


def statuses(addresses: list[str], forwarded: str = "") -> list[int]:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return [Client().get(SEARCH, REMOTE_ADDR=each, headers=headers).status_code for each in addresses]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("sr", "Пошаљите поново", marks=pytest.mark.each),
        pytest.param("sr-latn", "Pošaljite ponovo", marks=pytest.mark.each),
        pytest.param("en", "Send it again", marks=pytest.mark.each),
    ],
)
def test_a_refused_form_is_kept_in_the_page_and_can_be_sent_later(language: str, words: str) -> None:
    address = f"/{language}/contact/"
    for _ in range(6):
        Client().post(address, question("Да ли радите?"))
    page = Client().post(address, question('Дуго "писмо" & <b>'))
    text = page.content.decode()
    assert (page.status_code, page["Retry-After"].isdigit(), words in text) == (429, True, True)
    assert "no-store" in page["Cache-Control"]
    kept = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
        if name != "csrfmiddlewaretoken"
    }
    assert kept["text"] == 'Дуго "писмо" & <b>'
    RateWindow.objects.all().delete()
    assert Client().post(address, kept).status_code == 302
    assert Question.objects.latest("pk").text == 'Дуго "писмо" & <b>'


@pytest.mark.usefixtures("two_pages")
def test_a_page_that_costs_much_is_given_so_often_and_then_says_how_long_to_wait() -> None:
    assert statuses(["203.0.113.5"] * 3) == [200, 200, 429]
    page = Client().get(SEARCH, REMOTE_ADDR="203.0.113.5")
    assert "Please try again in 10 minutes." in page.content.decode()
    # Its empty form costs nothing.
    assert Client().get("/en/search/", REMOTE_ADDR="203.0.113.5").status_code == 200


@pytest.mark.usefixtures("two_pages")
def test_a_program_is_told_in_plain_text() -> None:
    statuses(["203.0.113.5"] * 2)
    answer = Client().get("/data/enterprises.csv", REMOTE_ADDR="203.0.113.5")
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (
        429,
        "text/plain; charset=utf-8",
        "600",
    )
    assert answer.content == b"Too many requests. Please try again in 600 seconds."


@pytest.mark.usefixtures("two_pages")
def test_a_made_up_forwarded_address_evades_no_limit_and_hits_nobody(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0
    forged = [statuses(["203.0.113.5"], forwarded=f"198.51.100.{n}")[0] for n in range(3)]
    assert forged == [200, 200, 429]
    assert statuses(["198.51.100.1"]) == [200]


@pytest.mark.usefixtures("two_pages")
def test_behind_our_proxy_clients_are_told_apart_and_what_they_add_does_not_count(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    proxy = "10.0.0.1"
    one = [statuses([proxy], forwarded=f"6.6.6.{n}, 203.0.113.5")[0] for n in range(3)]
    assert one == [200, 200, 429]
    assert statuses([proxy], forwarded="203.0.113.6") == [200]


@pytest.mark.usefixtures("two_pages")
def test_a_household_with_many_addresses_is_one_client() -> None:
    assert statuses(["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2::3", "2001:db8:1:3::1"]) == [
        200,
        200,
        429,
        200,
    ]


def test_the_account_system_answers_with_the_same_page(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    typed = {"login": "nobody@example.org", "password": "a secret that was typed"}
    answers = [Client().post("/en/account/login/", typed) for _ in range(2)]
    page = answers[1].content.decode()
    assert (answers[1].status_code, answers[1]["Retry-After"]) == (429, "60")
    assert ("Please try again in 1 minute." in page, "a secret that was typed" in page) == (True, False)
    assert 'name="login" value="nobody@example.org"' in page
