"""A time that somebody else took meanwhile, and too many bookings: a clear page that keeps what was typed."""

import re
from datetime import time

import pytest
import time_machine

from center.limits import Limit
from consultations.choices import Mode
from consultations.models import Consultation, Topic
from consultations.views import booking
from tests.consultations.booking_walk import ELEVEN, press_step, sent, walk_to_check, walk_to_details
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db
NOTICE = re.compile(r'<div class="notice notice-warning">.*?<p>(.*?)</p>', re.DOTALL)
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


def change_topic(browser: PlainBrowser, topic: Topic) -> PlainBrowser:
    return press_step(browser, "topic").press(str(topic))


def test_a_topic_that_cannot_begin_at_the_chosen_time_says_so_and_can_be_changed_again(topic: Topic) -> None:
    longer = make_topic("longer", modes=[Mode.OFFICE], length=120)
    make_advisor(longer, opens=time(9), closes=time(11))
    browser = change_topic(walk_to_check(**TYPED), longer)
    assert (browser.status, browser.problem, kept(browser)) == (
        409,
        "This topic cannot be booked at this time. Please choose another time.",
        TYPED,
    )
    assert "Change the topic" in [button.words for button in browser.page.buttons]
    press_step(browser, "topic")
    assert (browser.heading, kept(browser)) == ("What would you like to talk about?", TYPED)


def test_a_topic_offered_in_one_other_way_only_says_so_before_anything_is_booked(topic: Topic) -> None:
    topic.modes = [Mode.OFFICE, Mode.PHONE]
    topic.save()
    other = make_topic("other", modes=[Mode.OFFICE])
    make_advisor(other)
    browser = change_topic(walk_to_check(**TYPED, mode="phone"), other)
    assert (browser.heading, NOTICE.findall(browser.html), kept(browser)) == (
        "Is everything right?",
        ["This topic is offered at the office only."],
        TYPED,
    )


def test_a_topic_without_the_chosen_way_asks_how_we_talk_again(topic: Topic) -> None:
    topic.modes = [Mode.OFFICE, Mode.PHONE]
    topic.save()
    other = make_topic("other", modes=[Mode.OFFICE, Mode.ONLINE])
    make_advisor(other)
    browser = change_topic(walk_to_check(**TYPED, mode="phone"), other)
    assert (browser.status, browser.heading, NOTICE.findall(browser.html), kept(browser)) == (
        200,
        "Your details",
        ["This topic is not offered in the way you chose. Please choose again."],
        TYPED,
    )


def test_a_way_of_talking_withdrawn_before_the_last_click_is_not_replaced_in_silence(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    topic.modes = [Mode.OFFICE, Mode.PHONE]
    topic.save()
    browser = walk_to_check(**TYPED, mode="phone")
    topic.modes = [Mode.OFFICE]
    topic.save()
    monday_morning.shift(5)
    press_step(browser, "book")
    assert NOTICE.findall(browser.html) == ["This topic is offered at the office only."]
    assert Consultation.objects.count() == 0
    press_step(browser, "book")
    assert Consultation.objects.get().mode == Mode.OFFICE
