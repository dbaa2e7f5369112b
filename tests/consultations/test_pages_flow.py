"""The whole way from the topics to a booked visit, in plain HTML, in each language."""

import re
from html import unescape

import pytest
import time_machine

from center.models import StoredMail
from consultations.choices import Mode, State
from consultations.models import Consultation, Topic
from tests.consultations.booking_walk import press_step, sent, walk_to_check, walk_to_details
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monday_morning: time_machine.Traveller) -> time_machine.Traveller:
    return monday_morning


@pytest.fixture
def topic(office: object, clock: time_machine.Traveller) -> Topic:
    topic = make_topic("first-talk", modes=[Mode.OFFICE], name_sr="Први разговор", name_en="First talk")
    make_advisor(topic)
    return topic


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_a_visitor_with_only_a_phone_books_and_sees_the_reference(
    language: str, topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_details(language)
    press_step(browser, "check", name="Петар Петровић", phone="064/123-45-67")
    clock.shift(5)
    press_step(browser, "book")
    visit = Consultation.objects.get()
    assert (
        browser.status,
        browser.html.count(f">{visit.reference}</strong>"),
        visit.topic,
        visit.starts_at,
        visit.mode,
        visit.state,
        visit.contact_name,
        visit.contact_phone,
        visit.contact_email,
        visit.language,
        visit.booked_by,
    ) == (
        200,
        1,
        topic,
        local(MONDAY, 10),
        Mode.OFFICE,
        State.CONFIRMED,
        "Петар Петровић",
        "+381641234567",
        "",
        language,
        None,
    )
    assert browser.path.startswith(f"/{language}/consultations/{visit.reference}/?key=")
    assert StoredMail.objects.exclude(recipient__startswith="advisor").count() == 0


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_a_visitor_with_only_an_email_books_and_gets_a_letter(
    language: str, topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_details(language)
    press_step(browser, "check", name="Ana Anić", email="ana@example.org", note="Pekara za sve.")
    clock.shift(5)
    press_step(browser, "book")
    visit = Consultation.objects.get()
    assert (visit.contact_phone, visit.contact_email, visit.note) == ("", "ana@example.org", "Pekara za sve.")
    assert list(
        StoredMail.objects.filter(recipient="ana@example.org").values_list("language", flat=True)
    ) == [language]
    assert "ana@example.org" not in browser.path


def test_each_question_stands_on_its_own_page_with_its_number(topic: Topic) -> None:
    browser = PlainBrowser().open("/en/consultations/book/")
    seen = []
    for wanted in ("topic=first-talk", f"day={MONDAY:%Y-%m-%d}", "start=2026-09-07T08%3A00Z"):
        seen.append((browser.page.words["p"][0], browser.heading, browser.choices[:2]))
        browser.open(next(url for _, url in browser.page.links if wanted in url))
    seen.append((browser.page.words["p"][0], browser.heading, browser.choices))
    press_step(browser, "check", name="Ana", phone="0641234567")
    seen.append((browser.page.words["p"][0], browser.heading, browser.choices))
    assert seen == [
        ("Step 1 of 5", "What would you like to talk about?", ["First talk What we talk about."]),
        (
            "Step 2 of 5",
            "Which day suits you?",
            ["Monday 7 September 4 free times", "Tuesday 8 September 4 free times"],
        ),
        ("Step 3 of 5", "What time suits you?", ["09:00", "10:00"]),
        ("Step 4 of 5", "Your details", []),
        ("Step 5 of 5", "Is everything right?", []),
    ]


def test_reloading_and_going_back_change_nothing(topic: Topic, clock: time_machine.Traveller) -> None:
    browser = walk_to_details("en")
    details = browser.path
    data = {
        **{c.name: c.value for c in browser.page.fields},
        "step": "check",
        "name": "Ana",
        "phone": "0641234567",
    }
    first = browser.post(data).page.fields
    assert browser.post(data).page.fields[2:] == first[2:]
    assert browser.open(details).heading == "Your details"
    assert Consultation.objects.count() == 0


def test_two_clicks_make_one_visit_and_lead_to_the_same_page(
    topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_check()
    clock.shift(5)
    final = {**{c.name: c.value for c in browser.page.fields}, "step": "book"}
    first = browser.client.post("/en/consultations/book/", final)
    second = browser.client.post("/en/consultations/book/", final)
    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert Consultation.objects.count() == 1


def test_the_same_form_for_another_time_asks_before_it_books_once_more(
    topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_check()
    clock.shift(5)
    final = {**{c.name: c.value for c in browser.page.fields}, "step": "book"}
    browser.client.post("/en/consultations/book/", final)
    browser.post({**final, "start": "2026-09-07T09:00Z"})
    assert (browser.status, browser.problem) == (
        409,
        "You have already booked a visit with this form. To book one more, press the button again.",
    )
    assert Consultation.objects.count() == 1
    clock.shift(5)
    press_step(browser, "book")
    assert sorted(Consultation.objects.values_list("starts_at", flat=True)) == [
        local(MONDAY, 10),
        local(MONDAY, 11),
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    "other",
    [
        {"phone": "0607654321"},
        {"name": "Mira"},
        {"email": "mira@example.org"},
        {"name": "Mira", "phone": "0607654321", "start": "2026-09-07T09:00Z"},
    ],
)
def test_the_same_form_with_another_person_books_nothing_and_shows_nothing_of_the_first(
    other: dict[str, str], topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_check(name="Ana", phone="0641234567", note="A bakery.")
    clock.shift(5)
    final = {**sent(browser), "step": "book"}
    browser.client.post("/en/consultations/book/", final)
    visit = Consultation.objects.get()
    browser.post({**final, "note": "", **other})
    page = browser.response.content.decode()
    assert (browser.status, browser.problem) == (
        409,
        "A visit with other details was already booked with this form. To book another visit, press the button"
        " again. To change the earlier one, cancel it or call us.",
    )
    assert [secret for secret in (visit.reference, "A bakery.", "key=") if secret in page] == []
    assert (browser.value("token") == final["token"], Consultation.objects.count()) == (False, 1)


def test_another_note_in_the_same_form_is_not_thrown_away(
    topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_check(name="Ana", phone="0641234567", note="A bakery.")
    clock.shift(5)
    final = {**sent(browser), "step": "book"}
    browser.client.post("/en/consultations/book/", final)
    browser.post({**final, "note": "A bakery for two."})
    assert (browser.status, browser.problem, browser.value("note")) == (
        409,
        "You have already booked a visit with this form. To book one more, press the button again.",
        "A bakery for two.",
    )


def test_every_answer_can_be_changed_from_the_check_page_and_nothing_typed_is_lost(
    topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = walk_to_details("en")
    press_step(browser, "check", name="Ana", phone="0641234567", note="A bakery.")
    typed = {name: browser.value(name) for name in ("name", "phone", "note", "token")}
    browser.press("Change the day")
    assert (browser.heading, {name: browser.value(name) for name in typed}) == ("Which day suits you?", typed)
    browser.press("Tuesday")
    assert (browser.heading, {name: browser.value(name) for name in typed}) == ("What time suits you?", typed)
    browser.press("09:00")
    assert (browser.heading, {name: browser.value(name) for name in typed}) == ("Is everything right?", typed)
    browser.press("Change your details")
    assert (browser.heading, {name: browser.value(name) for name in typed}) == ("Your details", typed)
    browser.press("Change the topic", name="Ana Anić")
    browser.press("First talk")
    clock.shift(5)
    browser.press("Book the visit")
    visit = Consultation.objects.get()
    assert (visit.starts_at, visit.contact_name) == (local(MONDAY.replace(day=8), 9), "Ana Anić")


def test_every_answer_of_the_check_page_has_its_own_way_to_change_it(topic: Topic) -> None:
    browser = walk_to_details("en")
    press_step(browser, "check", name="Ana", phone="0641234567", note="A bakery.")
    assert [button.words for button in browser.page.buttons if button.words.startswith("Change")] == [
        "Change the topic",
        "Change the day",
        "Change the time",
        "Change your details",
        "Change how we reach you",
        "Change your idea or question",
    ]


def test_pages_with_what_was_typed_are_kept_by_the_own_browser_alone(topic: Topic) -> None:
    browser = walk_to_check()
    # For its back button.
    assert browser.response["Cache-Control"] == "private, no-cache, max-age=0"
    assert browser.response["X-Robots-Tag"] == "noindex"


def speak(browser: PlainBrowser, language: str) -> PlainBrowser:
    """Press the button of the header that leads to the other language."""
    (form,) = re.findall(
        rf'<form method="post" action="(/{language}/[^"]*)">(.*?)</form>', browser.html.partition("<main")[0]
    )
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form[1])
    response = browser.client.post(form[0], {name: unescape(value) for name, value in fields})
    return PlainBrowser(browser.client, form[0], response)


@pytest.mark.parametrize(
    ("button", "heading"),
    [
        ("", "Да ли је све тачно?"),
        ("Change your details", "Ваши подаци"),
        ("Change the day", "Који дан Вам одговара?"),
        ("Change the time", "Које време Вам одговара?"),
        ("Change the topic", "О чему желите да разговарамо?"),
    ],
)
def test_another_language_keeps_what_was_typed(button: str, heading: str, topic: Topic) -> None:
    browser = walk_to_check(name='Ana "A"', phone="0641234567", note="A bakery.")
    typed = {name: browser.value(name) for name in ("name", "phone", "note", "token")}
    if button:
        browser.press(button)
    other = speak(browser, "sr")
    assert (other.status, other.heading, {name: other.value(name) for name in typed}) == (200, heading, typed)


def test_another_language_keeps_wrong_answers_for_mending(topic: Topic) -> None:
    browser = press_step(walk_to_details(), "check", name="Ana", phone="0")
    other = speak(browser, "sr-latn")
    assert (other.heading, other.value("name"), other.value("phone")) == ("Vaši podaci", "Ana", "0")
