"""While programs flood the calendar: browsers compute unnoticed, and who cannot still gets in."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from center.base.proof_of_work import is_proof
from center.limits import Limit
from center.models import Office
from consultations.choices import Mode
from consultations.models import BookingSettings, Consultation
from consultations.views import booking
from tests.browser import Watched, go
from tests.center.base.test_proof_of_work import proof_for
from tests.consultations.booking_walk import press_step, sent, walk_to_check
from tests.consultations.factories import make_advisor, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def switched_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two bookings without a computation are let in."""
    monkeypatch.setattr(booking, "_WITHOUT_PROOF", Limit(2, timedelta(hours=1)))
    BookingSettings.objects.update_or_create(pk=1, defaults={"asks_for_proof": True})


@pytest.fixture
def calendar(monday_morning: time_machine.Traveller) -> time_machine.Traveller:
    topic = make_topic(modes=[Mode.OFFICE])
    for _number in range(5):
        make_advisor(topic)
    return monday_morning


def book(clock: time_machine.Traveller, number: int, *, proven: bool = False) -> tuple[int, str]:
    """Book as somebody, with or without what a browser computes; return the status and the reason of a refusal."""
    page = walk_to_check(name="Ana", phone=f"064123456{number}")
    proof = proof_for(sent(page)["token"]) if proven else ""
    clock.shift(5)
    answer = press_step(page, "book", proof=proof)
    return answer.response.status_code, answer.html.partition('role="alert"')[2][:600]


@pytest.mark.long
def test_nothing_is_asked_unless_the_office_switches_it_on(calendar: time_machine.Traveller) -> None:
    assert sent(walk_to_check())["proof"] == ""
    BookingSettings.objects.update(asks_for_proof=False)
    page = walk_to_check()
    assert ("proof" in sent(page), "proof.js" in page.html) == (False, False)
    assert [book(calendar, number)[0] for number in range(3)] == [200, 200, 200]


def test_without_a_computation_some_bookings_are_taken_and_then_people_are_asked_to_call(
    calendar: time_machine.Traveller,
) -> None:
    told = [book(calendar, number) for number in range(3)]

    assert [status for status, _reason in told] == [200, 200, 429]
    assert "Please try again in 60 minutes, or call us." in told[2][1]
    # Nobody whose browser computed notices.
    assert book(calendar, 3, proven=True)[0] == 200
    assert Consultation.objects.count() == 3


def test_a_wrong_number_counts_as_none(calendar: time_machine.Traveller) -> None:
    page = walk_to_check()
    calendar.shift(5)
    for _time in range(2):
        book(calendar, 5)
    assert press_step(page, "book", proof="1").response.status_code == 429


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_finds_the_number_while_the_page_is_read(portal: Watched) -> None:
    topic = make_topic("first-talk", modes=[Mode.OFFICE])
    make_advisor(topic, days=range(1, 8))
    page = portal.open("/en/consultations/book/?topic=first-talk")
    for _question in range(2):
        go(page, page.locator("main a.choice").first)
    page.locator("main [name=name]").fill("Мира")
    page.locator("main [name=phone]").fill("0641234567")
    go(page, ".form-actions button")
    expect(page.locator("main [name=proof]")).not_to_have_value("")

    token, number = (page.locator(f"main [name={name}]").input_value() for name in ("token", "proof"))
    assert is_proof(token, number)
