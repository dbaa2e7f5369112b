"""Wrong, forged, expired and unreadable answers: each gets a sentence and the right status, nothing is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from center.base.guarded_form import new_token
from consultations.choices import Mode
from consultations.models import Absence, Advisor, Consultation, Topic
from tests.consultations.booking_walk import BOOK, TEN, press_step, sent, walk_to_check, walk_to_details
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db
NO_TIME = "We could not read the day or the time. Please choose again."
NOT_AT_THIS_TIME = "This topic cannot be booked at this time. Please choose another time."
NO_DAY = "There are no free times on this day. Please choose another day."


@pytest.fixture(autouse=True)
def topic(office: object, monday_morning: time_machine.Traveller) -> Topic:
    topic = make_topic("first-talk", modes=[Mode.OFFICE])
    make_advisor(topic)
    return topic


@pytest.mark.parametrize(
    ("query", "status", "problem", "heading"),
    [
        (
            "topic=unknown",
            404,
            "This topic is not offered at the moment. Please choose another one.",
            "What would you like to talk about?",
        ),
        (
            "topic=first-talk&mode=pigeon",
            400,
            "We could not read how you would like to talk. Please choose again.",
            "Which day suits you?",
        ),
        ("topic=first-talk&day=yesterday", 400, NO_TIME, "Which day suits you?"),
        ("topic=first-talk&day=2026-02-30", 400, NO_TIME, "Which day suits you?"),
        ("topic=first-talk&day=٢٠٢٦-٠٩-٠٧", 400, NO_TIME, "Which day suits you?"),
        ("topic=first-talk&day=9999-12-31", 400, NO_TIME, "Which day suits you?"),
        ("topic=first-talk&day=2026-09-06", 409, NO_DAY, "Which day suits you?"),
        ("topic=first-talk&day=2001-01-01", 409, NO_DAY, "Which day suits you?"),
        ("topic=first-talk&day=2099-12-31", 409, NO_DAY, "Which day suits you?"),
        ("topic=first-talk&start=10:00", 400, NO_TIME, "Which day suits you?"),
        ("topic=first-talk&start=2026-09-07T08:07Z", 409, NOT_AT_THIS_TIME, "Please choose another time"),
        (
            "topic=first-talk&start=2026-09-04T08:00Z",
            409,
            "This time has already passed.",
            "Please choose another time",
        ),
        ("topic=first-talk&start=2099-09-07T08:00Z", 409, NOT_AT_THIS_TIME, "Please choose another time"),
        (
            "topic=first-talk&page=abc",
            404,
            "There is no such page. These are the next free days.",
            "Which day suits you?",
        ),
        (
            "topic=first-talk&page=0",
            404,
            "There is no such page. These are the next free days.",
            "Which day suits you?",
        ),
    ],
)
def test_a_wrong_address_asks_again(query: str, status: int, problem: str, heading: str) -> None:
    browser = PlainBrowser().open(f"{BOOK}?{query}")
    assert (browser.status, browser.problem, browser.heading) == (status, problem, heading)


def test_a_page_beyond_the_last_one_shows_the_last_days() -> None:
    browser = PlainBrowser().open(f"{BOOK}?topic=first-talk&page=99")
    assert (browser.status, browser.choices[-1]) == (200, "Friday 6 November 4 free times")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": "", "phone": "0641234567"}, "Your name: Write your name, so that we know who is coming."),
        (
            {"name": " \t ", "phone": "0641234567"},
            "Your name: Write your name, so that we know who is coming.",
        ),
        ({"name": "Ana"}, "Phone: Give a phone number or an email address, so that we can reach you."),
        (
            {"name": "Ana", "phone": "012"},
            "Phone: This number does not have the right number of digits. Please check it.",
        ),
        ({"name": "Ana", "email": "ana@"}, "Email: Enter a valid email address."),
        (
            {"name": "An\0a", "phone": "0641234567"},
            "Your name: Please write only a name here, without web or email addresses and without hidden characters.",
        ),
        (
            {"name": "An\ufffda", "phone": "0641234567"},
            "Your name: Some characters could not be read. Please type them again.",
        ),
        (
            {"name": "Ana", "phone": "0641234567", "note": "ш" * 2001},
            "Your idea or question: Ensure this value has at most 2000 characters (it has 2001).",
        ),
        (
            {"name": "Ana", "phone": "0641234567", "website": "https://spam.example"},
            "Leave this field empty: A hidden field was filled in, as programs do."
            " It is empty again; please go on.",
        ),
    ],
)
def test_a_wrong_detail_is_named_and_the_rest_is_kept(typed: dict[str, str], message: str) -> None:
    browser = press_step(walk_to_details(), "check", **typed)
    assert (browser.status, browser.problem, browser.heading) == (422, message, "Your details")
    kept = {name: browser.value(name) for name in typed if name != "website"}
    assert kept == {name: value for name, value in typed.items() if name != "website"}
    assert (browser.value("start"), browser.value("website")) == (TEN, "")
    assert Consultation.objects.count() == 0


def test_bytes_of_another_encoding_are_refused_with_a_sentence() -> None:
    client, data = Client(), sent(walk_to_details())
    body = f"topic=first-talk&start={TEN}&step=check&token={data['token']}&phone=0641234567&name=".encode()
    response = client.post(
        BOOK, body + b"%8A%F0%E1", content_type="application/x-www-form-urlencoded; charset=windows-1250"
    )
    assert response.status_code in {400, 422}
    assert b"<h1" in response.content


def test_a_way_of_talking_that_the_topic_does_not_offer_is_not_booked() -> None:
    topic = Topic.objects.get()
    topic.modes = [Mode.OFFICE, Mode.PHONE]
    topic.save()
    browser = press_step(walk_to_details(), "check", name="Ana", phone="0641234567")
    assert (browser.status, browser.problem) == (422, "How we talk: Choose one of the ways.")
    browser = press_step(browser, "check", mode="online")
    assert (browser.status, browser.heading, browser.value("name")) == (422, "Your details", "Ana")


def test_days_that_are_all_taken_are_said_with_their_end_and_the_phone() -> None:
    Absence.objects.create(
        advisor=Advisor.objects.get(),
        starts_at=local(MONDAY, 0),
        ends_at=local(MONDAY, 0) + timedelta(days=90),
    )
    browser = PlainBrowser().open("/en/consultations/book/?topic=first-talk")
    sentence = "All times up to 6 November 2026 are taken. Call us, write to us, or look again in a few days."
    assert sentence in browser.page.words["p"]
    assert "tel:+38137000000" in [url for _words, url in browser.page.links]


def test_without_topics_nobody_is_asked_about_one() -> None:
    Topic.objects.update(is_published=False)
    browser = PlainBrowser().open("/en/consultations/book/")
    assert (browser.heading, browser.page.words["h2"], "Step 1 of 5" in browser.html) == (
        "Book a consultation",
        ["No consultations can be booked online at the moment"],
        False,
    )
    assert "tel:+38137000000" in [url for _words, url in browser.page.links]


def test_the_title_of_a_step_with_a_problem_says_so() -> None:
    browser = PlainBrowser().open("/en/consultations/book/?topic=first-talk&day=2001-01-01")
    assert "<title>Please check: Which day suits you? · " in browser.html


def test_a_visit_by_phone_needs_a_number_before_anything_is_checked() -> None:
    Topic.objects.update(modes=[Mode.OFFICE, Mode.PHONE])
    typed = {"name": "Ana", "email": "ana@example.org"}
    browser = press_step(walk_to_details(), "check", mode="phone", **typed)
    sentence = "Phone: To talk by phone we need your number. Write it, or choose another way."
    assert (browser.status, browser.problem, browser.value("email")) == (422, sentence, "ana@example.org")
    assert press_step(browser, "check", mode="office").heading == "Is everything right?"


def test_a_button_that_we_do_not_have_is_a_bad_request() -> None:
    assert PlainBrowser().open(BOOK).post({"step": "everything"}).status == 400


def test_a_program_that_is_too_quick_sees_the_answers_again_and_can_go_on(
    monday_morning: time_machine.Traveller,
) -> None:
    browser = press_step(walk_to_check(), "book")
    assert (browser.status, browser.problem, browser.heading, browser.value("name")) == (
        422,
        "That was very quick. Please wait a few seconds and send it again; nothing you typed is lost.",
        "Is everything right?",
        "Ana",
    )
    monday_morning.shift(4)
    press_step(browser, "book")
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("token", "problem"),
    [
        ("", "Please look at your answers and send them again."),
        ("forged:1:2", "Please look at your answers and send them again."),
        (
            "old",
            "This page was open for more than a day. Please look at your answers and send them again.",
        ),
    ],
)
def test_an_old_or_forged_form_is_renewed_and_nothing_is_lost(
    token: str, problem: str, monday_morning: time_machine.Traveller
) -> None:
    browser = walk_to_check()
    final = {**sent(browser), "step": "book"}
    if token == "old":
        with time_machine.travel("2026-09-05T06:00:00Z", tick=False):
            token = new_token()
    browser.post({**final, "token": token})
    assert (browser.status, browser.problem, browser.value("phone")) == (422, problem, "0641234567")
    monday_morning.shift(4)
    press_step(browser, "book")
    assert Consultation.objects.count() == 1


def test_details_changed_behind_the_check_page_are_checked_again(
    monday_morning: time_machine.Traveller,
) -> None:
    browser = walk_to_check()
    monday_morning.shift(4)
    press_step(browser, "book", phone="12")
    assert (browser.status, browser.heading, Consultation.objects.count()) == (422, "Your details", 0)


STEPS = st.sampled_from(["topic", "day", "time", "details", "go_on", "check", "book", "nothing", ""])
ANSWERS = st.dictionaries(
    st.sampled_from(
        ["topic", "mode", "day", "start", "page", "name", "phone", "email", "note", "token", "website"]
    ),
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            ["first-talk", "office", "2026-09-07", TEN, "2001-01-01", "2099-12-31T23:59Z", "\0", "0"]
        ),
    ),
)


@given(step=STEPS, answers=ANSWERS)
def test_no_posted_answer_breaks_a_step(step: str, answers: dict[str, str]) -> None:
    status = Client().post(BOOK, {"topic": "first-talk", **answers, "step": step}).status_code
    assert status in {200, 302, 400, 404, 409, 422, 429}
