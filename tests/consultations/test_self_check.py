"""A self-check goes along to a booking only when its person wants it, and only staff read it."""

import uuid
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from center.models import StoredMail, User
from consultations import calendars
from consultations.choices import Mode
from consultations.errors import AlreadyUsed
from consultations.models import Consultation, Topic
from entrepreneurs.eligibility import LAW, Answers, Outcome, read_code, to_record
from tests.consultations.booking_walk import press_step
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.usefixtures("monday_morning", "office")
CODE = "1-cooperative.3-work.4-work.5-roma-disability.6-no.7-unknown.8-yes.9-yes.10-yes.11-no"
DETAILS = f"/en/consultations/book/?topic=first-talk&start=2026-09-07T08:00Z&check={CODE}"
GOES_ALONG = "Your self-check goes along."
# Words that only the answers could bring into a mail or a calendar.
FROM_ANSWERS = [
    "Roma",
    "disabilit",
    "Роми",
    "инвалидит",
    "cooperative",
    "задруг",
    "self-check",
    "провер",
    "14/2022",
]


def answers(code: str = CODE) -> Answers:
    return read_code(code).answers


@pytest.fixture
def topic() -> Topic:
    topic = make_topic("first-talk", modes=[Mode.OFFICE], name_en="First talk")
    make_advisor(topic)
    return topic


def check_page(**typed: str) -> PlainBrowser:
    return press_step(
        PlainBrowser().open(DETAILS), "check", **{"name": "Ana", "phone": "0641234567", "email": "", **typed}
    )


def book(browser: PlainBrowser, clock: time_machine.Traveller) -> Consultation:
    clock.shift(5)
    press_step(browser, "book")
    assert browser.status == 200
    return Consultation.objects.get()


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_answers_taken_along_are_stored_with_the_visit(
    language: str, topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    browser = PlainBrowser().open(f"/{language}/eligibility/result/?check={CODE}")
    browser.open(next(url for _words, url in browser.page.links if "/book/?check=" in url))
    for wanted in ("topic=first-talk", f"day={MONDAY:%Y-%m-%d}", "start=2026-09-07T08%3A00Z"):
        browser.open(
            next(url for _words, url in browser.page.links if wanted in url and "change=" not in url)
        )
    press_step(browser, "check", name="Ана", phone="064 1234567")
    visit = book(browser, monday_morning)
    assert visit.self_check == to_record(answers())
    assert visit.self_check["law"] == LAW.gazette


def test_each_page_of_the_booking_says_that_they_go_along(topic: Topic) -> None:
    browser = PlainBrowser().open(f"/en/consultations/book/?check={CODE}")
    told = [GOES_ALONG in browser.page.words["dd"]]
    for wanted in ("topic=first-talk", f"day={MONDAY:%Y-%m-%d}", "start=2026-09-07T08%3A00Z"):
        browser.open(
            next(url for _words, url in browser.page.links if wanted in url and "change=" not in url)
        )
        told.append(GOES_ALONG in browser.page.words["dd"])
    press_step(browser, "check", name="Ana", phone="0641234567")
    told.append(GOES_ALONG in browser.page.words["dd"])
    assert told == [True] * 5
    assert "The answers of your self-check are kept with the visit" in browser.html


def test_who_did_not_come_from_the_self_check_reads_nothing_of_it(topic: Topic) -> None:
    browser = PlainBrowser().open("/en/consultations/book/?topic=first-talk&start=2026-09-07T08:00Z")
    press_step(browser, "check", name="Ana", phone="0641234567")
    assert "self-check" not in browser.html.partition("<main")[2].partition("</main>")[0]


def test_left_out_by_a_link_before_anything_is_typed(topic: Topic) -> None:
    browser = PlainBrowser().open(f"/en/consultations/book/?topic=first-talk&check={CODE}")
    browser.follow("Leave your self-check out")
    assert (browser.path, GOES_ALONG in browser.html) == ("/en/consultations/book/?topic=first-talk", False)


def test_left_out_at_the_last_moment_nothing_is_stored_and_the_rest_is_kept(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    browser = press_step(check_page(note="Пекара."), "leave_out")
    assert (browser.heading, GOES_ALONG in browser.html) == ("Is everything right?", False)
    visit = book(browser, monday_morning)
    assert (visit.self_check, visit.contact_name, visit.note) == (None, "Ana", "Пекара.")


def test_changed_on_the_check_page_the_changed_answers_are_stored_and_the_rest_is_kept(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    browser = press_step(check_page(note="Пекара."), "self_check")
    assert (browser.heading, len(browser.html.split("<fieldset")) - 1) == ("Your self-check", 11)
    browser.press("Go on with these answers", q6="yes", q11="yes")
    assert browser.heading == "Is everything right?"
    visit = book(browser, monday_morning)
    # A form as this browser sends it holds one value for a name: the last one.
    changed = (
        CODE.replace("6-no", "6-yes").replace("11-no", "11-yes").replace("5-roma-disability", "5-disability")
    )
    assert (visit.self_check, visit.note) == (to_record(answers(changed)), "Пекара.")


def test_changed_by_a_link_before_anything_is_typed(topic: Topic) -> None:
    browser = PlainBrowser().open(f"/en/consultations/book/?topic=first-talk&check={CODE}")
    browser.follow("Change your self-check")
    assert browser.heading == "Your self-check"
    browser.press("Go on with these answers", q6="yes")
    assert (browser.heading, "6-yes" in browser.value("check")) == ("Which day suits you?", True)


def test_contradictory_answers_are_asked_again_with_all_else_kept(topic: Topic) -> None:
    browser = press_step(check_page(), "self_check")
    data: Any = {control.name: control.value for control in browser.page.fields} | {"q3": ["none", "work"]}
    browser.post(data)
    assert (browser.status, browser.problem, browser.value("name")) == (
        422,
        "We could not make sense of the answer to question 3. Please choose again.",
        "Ana",
    )


def test_all_answers_taken_back_nothing_goes_along(topic: Topic) -> None:
    browser = press_step(check_page(), "self_check")
    browser.press("Go on with these answers", **{f"q{number}": "" for number in range(1, 12)})
    assert (browser.heading, GOES_ALONG in browser.html) == ("Is everything right?", False)


@pytest.mark.parametrize("code", ["nonsense", "1-boat", "<script>", "x" * 5000])
def test_a_code_that_says_nothing_goes_along_nowhere(code: str, topic: Topic) -> None:
    response = Client().get("/en/consultations/book/", {"topic": "first-talk", "check": code})
    assert (response.status_code, GOES_ALONG in response.content.decode()) == (200, False)


def test_another_topic_keeps_the_answers(topic: Topic) -> None:
    make_topic("second-talk", name_en="Second talk")
    browser = PlainBrowser().open(f"/en/consultations/book/?topic=first-talk&check={CODE}")
    browser.follow("Change the topic")
    browser.follow("Second talk")
    assert f"check={CODE}" in browser.path


def test_another_language_keeps_the_answers(topic: Topic) -> None:
    browser = check_page()
    forms = browser.html.partition("<main")[0]
    assert forms.count(f'name="check" value="{CODE}"') == 3


def test_neither_mails_nor_the_calendar_say_anything_of_it(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    visit = make_visit(topic, local(MONDAY, 9), email="ana@example.org", self_check=answers())
    mails = [f"{mail.subject} {mail.body_text} {mail.body_html}" for mail in StoredMail.objects.all()]
    assert len(mails) == 2
    said = [*mails, calendars.calendar_file(visit)]
    assert [word for word in FROM_ANSWERS for text in said if word.lower() in text.lower()] == []


def test_the_same_form_twice_is_one_visit_and_with_other_answers_it_asks(topic: Topic) -> None:
    key = uuid.uuid4()
    first = make_visit(topic, local(MONDAY, 9), submission=key, self_check=answers())
    assert make_visit(topic, local(MONDAY, 9), submission=key, self_check=answers()) == first
    with pytest.raises(AlreadyUsed):
        make_visit(topic, local(MONDAY, 9), submission=key, self_check=answers("1-company"))


def test_empty_answers_are_stored_as_none(topic: Topic) -> None:
    assert make_visit(topic, local(MONDAY, 9), self_check=Answers()).self_check is None


def test_the_history_keeps_no_copy_of_the_answers(topic: Topic) -> None:
    make_visit(topic, local(MONDAY, 9), self_check=answers())
    event = apps.get_model("consultations", "ConsultationEvent")
    assert "self_check" not in {field.name for field in event._meta.get_fields()}


@pytest.mark.each
@pytest.mark.parametrize(
    "record",
    [
        {},
        [],
        "law",
        ["answers", "checked_on", "law", "result"],
        to_record(answers()) | {"law": "eligible"},
        to_record(answers()) | {"checked_on": "yesterday"},
        to_record(answers()) | {"answers": []},
        to_record(answers()) | {"result": "gap"},
        {key: value for key, value in to_record(answers()).items() if key != "law"},
    ],
)
def test_the_database_refuses_what_is_no_self_check(record: Any, topic: Topic) -> None:
    visit = make_visit(topic, local(MONDAY, 9))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Consultation.objects.filter(pk=visit.pk).update(self_check=record)
    assert '"consultation_self_check_form"' in str(refused.value)


def test_staff_read_the_answers_article_by_article_with_the_version_of_the_law(
    topic: Topic, coordinator: User, as_user: Any
) -> None:
    visit = make_visit(topic, local(MONDAY, 9), self_check=answers())
    record = to_record(answers())
    # What the person was told stays, whatever we would say today.
    record["result"]["7"] = Outcome.GAP.value
    record |= {"law": "7/2030", "checked_on": "2030-01-05"}
    Consultation.objects.filter(pk=visit.pk).update(self_check=record)
    coordinator.language = "en"
    coordinator.save()
    client = as_user(coordinator)
    client.cookies["language"] = "en"
    html = client.get(f"/admin/consultations/consultation/{visit.pk}/change/").content.decode()
    part = html.partition('<ul class="self-check">')[2].partition("</ul>")[0]
    shown = [" ".join(_plain(line).split()) for line in part.split("</li>")[:-1]]
    assert shown[:3] == [
        "Gap Article 11: The profit Share of the profit: No, or less than half Use of the profit: I don’t know yet",
        "Gap Entry in the register Papers for the register: No, not all of it",
        "Gap Article 7: The area of work Area: Inclusion through work, such as training and jobs",
    ]
    assert "Official Gazette number 7/2030, checked on" in html


def _plain(html: str) -> str:
    text, inside = "", False
    for sign in html.replace("<br>", " "):
        inside = sign == "<" or (inside and sign != ">")
        text += "" if inside or sign == ">" else sign
    return text


def test_a_visit_without_a_self_check_has_no_empty_line_for_it(
    topic: Topic, coordinator: User, as_user: Any
) -> None:
    visit = make_visit(topic, local(MONDAY, 9))
    html = as_user(coordinator).get(f"/admin/consultations/consultation/{visit.pk}/change/").content.decode()
    assert "field-self_check_words" not in html


def test_the_visitor_sees_on_the_page_of_the_visit_that_the_advisor_has_them(
    topic: Topic, monday_morning: time_machine.Traveller
) -> None:
    browser = check_page()
    book(browser, monday_morning)
    assert "The advisor has the answers that you took along." in browser.page.words["dd"]
