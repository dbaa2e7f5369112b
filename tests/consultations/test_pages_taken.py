"""A time that somebody else took meanwhile, and too many bookings: a clear page that keeps what was typed."""

import pytest
import time_machine

from center.limits import Limit
from consultations.choices import Mode
from consultations.models import Consultation, Topic
from consultations.views import booking
from tests.consultations.booking_walk import ELEVEN, press_step, sent, walk_to_check, walk_to_details
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ana", "phone": "0641234567", "note": "A bakery."}


@pytest.fixture(autouse=True)
def topic(office: object, monday_morning: time_machine.Traveller) -> Topic:
    topic = make_topic("first-talk", modes=[Mode.OFFICE])
    make_advisor(topic)
    return topic


def take(topic: Topic) -> None:
    make_visit(topic, local(MONDAY, 10), mode=Mode.OFFICE, phone="065 555 555")


def kept(browser: PlainBrowser) -> dict[str, str]:
    return {name: browser.value(name) for name in TYPED}


def test_a_time_taken_at_the_last_click_offers_the_nearest_ones_and_keeps_what_was_typed(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    browser = walk_to_check(**TYPED)
    take(topic)
    monday_morning.shift(5)
    press_step(browser, "book")
    assert (browser.status, browser.problem, browser.heading, kept(browser)) == (
        409,
        "This time was just taken.",
        "Please choose another time",
        TYPED,
    )
    assert browser.choices == [
        "09:00 Monday, 7 September 2026",
        "11:00 Monday, 7 September 2026",
        "12:00 Monday, 7 September 2026",
        "09:00 Tuesday, 8 September 2026",
        "10:00 Tuesday, 8 September 2026",
        "11:00 Tuesday, 8 September 2026",
    ]
    browser.press("11:00")
    assert (browser.status, browser.heading, kept(browser), browser.value("start")) == (
        200,
        "Is everything right?",
        TYPED,
        ELEVEN,
    )
    press_step(browser, "book")
    visit = Consultation.objects.get(contact_name="Ana")
    assert (visit.starts_at, visit.note) == (local(MONDAY, 11), "A bakery.")


def test_all_other_days_can_be_chosen_with_what_was_typed(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    browser = walk_to_check(**TYPED)
    take(topic)
    monday_morning.shift(5)
    press_step(browser, "book")
    browser.press("Show all free days")
    assert (browser.heading, browser.choices[0], kept(browser)) == (
        "Which day suits you?",
        "Monday 7 September 3 free times",
        TYPED,
    )


def test_a_time_taken_before_the_check_page_keeps_what_was_typed(topic: Topic) -> None:
    browser = walk_to_details()
    take(topic)
    press_step(browser, "check", **TYPED)
    assert (browser.status, browser.problem, kept(browser)) == (
        409,
        "This time is not free any more.",
        TYPED,
    )


def test_a_topic_withdrawn_meanwhile_asks_for_another_one_with_what_was_typed(topic: Topic) -> None:
    browser = walk_to_check(**TYPED)
    other = make_topic("other", modes=[Mode.OFFICE])
    make_advisor(other)
    topic.is_published = False
    topic.save()
    press_step(browser, "book")
    assert (browser.status, browser.problem, kept(browser)) == (
        404,
        "This topic is not offered at the moment. Please choose another one.",
        TYPED,
    )
    browser.press(str(other))
    assert (browser.heading, kept(browser)) == ("Which day suits you?", TYPED)


def test_many_bookings_from_one_contact_wait_on_a_page_that_keeps_the_answers(
    topic: Topic, monday_morning: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Limit(1, booking._PER_CONTACT.window)
    monkeypatch.setattr(booking, "_PER_CONTACT", limit)
    first, second = walk_to_check(**TYPED), walk_to_check(**TYPED)
    second_form = {**sent(second), "start": ELEVEN, "step": "book"}
    monday_morning.shift(5)
    press_step(first, "book")
    second.post(second_form)
    assert (second.status, second.heading, kept(second)) == (429, "Is everything right?", TYPED)
    assert second.problem == (
        "Many visits were booked from here in a short time. Your answers are kept on this page."
        " Please try again in 60 minutes, or call us."
    )
    assert 3590 <= int(second.response["Retry-After"]) <= 3600
    assert Consultation.objects.count() == 1
