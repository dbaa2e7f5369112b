"""The visitor's own page: opened by its key or by reference and contact, and closed to everybody else."""

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from center.limits import Limit
from center.models import Office
from consultations import links
from consultations.choices import Confirmation, Mode, State
from consultations.models import Consultation, Topic
from consultations.views import finding as pages
from consultations.views.addresses import visit_address
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db
NOBODY = (
    "We found no visit with this reference and this phone or email. Please check both, or call the office."
)
DEAD_LINK = "This link does not open a visit, or no longer works. Write your phone or email below to find it."
UNKNOWN = "22222222"


@pytest.fixture(autouse=True)
def topic(office: Office, monday_morning: time_machine.Traveller) -> Topic:
    topic = make_topic(
        "first-talk", modes=list(Mode), what_to_bring_en="Your notes.", what_to_bring_sr="Белешке."
    )
    make_advisor(topic)
    return topic


@pytest.fixture
def visit(topic: Topic) -> Consultation:
    return make_visit(
        topic, local(MONDAY, 10), mode=Mode.OFFICE, phone="064 1234567", email="Petar@example.org"
    )


def path_of(visit: Consultation) -> str:
    with translation.override("en"):
        return visit_address(visit)


def find(reference: str, contact: str) -> PlainBrowser:
    browser = PlainBrowser().open(f"/en/consultations/{reference}/")
    return browser.press("Show my visit", contact=contact)


def test_the_key_opens_the_visit_and_shows_what_matters(visit: Consultation) -> None:
    browser = PlainBrowser().open(path_of(visit))
    words = browser.page.words
    assert (browser.status, browser.heading) == (200, "Your visit")
    assert dict(zip(words["dt"], words["dd"], strict=True)) == {
        "Day": "Monday, 7 September 2026",
        "Time": "10:00–11:00",
        "Topic": "Topic 1",
        "Advisor": "Savetnik 1",
        "Place": "At the office Jugovićeva 17-3, 37000 Kruševac".replace("office J", "officeJ"),
        "Name": "Petar Petrović",
        "Contact": "064 1234567Petar@example.org",
    }
    assert words["h2"] == ["What to bring", "How to get there"]


def title(browser: PlainBrowser) -> str:
    return browser.html.partition("<title>")[2].partition(" · ")[0]


def test_the_title_of_the_page_is_its_heading(visit: Consultation) -> None:
    booked = PlainBrowser().open(f"{path_of(visit)}&booked=1")
    Client().post(visit_address(visit, "visit_cancel"))
    cancelled = PlainBrowser().open(path_of(visit))
    assert [(title(each), each.heading) for each in (booked, cancelled)] == [
        (words, words) for words in ("Your visit is booked", "Your visit is cancelled")
    ]


def test_a_request_says_by_which_way_it_will_be_confirmed(topic: Topic) -> None:
    topic.confirmation = Confirmation.BY_STAFF
    topic.save()
    visit = make_visit(topic, local(MONDAY, 10), email="petar@example.org")
    browser = PlainBrowser().open(f"{path_of(visit)}&booked=1")
    assert (browser.heading, "A colleague will confirm it by email." in browser.page.words["p"][0]) == (
        "We hold this time for you",
        True,
    )


def test_the_printed_page_says_how_to_cancel(visit: Consultation, settings: Settings) -> None:
    settings.BASE_URL = "https://portal.example"
    Office.objects.update(phone="+38137123456")
    assert (
        "If you cannot come, tell us at 037 123456, or cancel at https://portal.example/en/consultations/find/"
        " with this reference and your phone or email."
    ) in PlainBrowser().open(path_of(visit)).page.words["p"]


def test_an_empty_question_for_the_visit_says_what_to_write(topic: Topic) -> None:
    browser = PlainBrowser().open("/en/consultations/find/")
    browser.press("Show my visit")
    assert browser.page.alerts == [
        "Reference: Write the reference.",
        "Phone or email: Write the phone number or the email address that you left.",
    ]


def test_the_way_to_the_office_is_told_or_help_is_offered(visit: Consultation) -> None:
    Office.objects.update(directions_en="Through the yard.")
    assert "Through the yard." in PlainBrowser().open(path_of(visit)).page.words["p"]
    Office.objects.update(directions_sr="", directions_en="")
    offer = "If you need help to find the office or to enter it, please call us."
    assert offer in PlainBrowser().open(path_of(visit)).page.words["p"]


def test_its_pages_are_kept_by_no_cache_and_no_search_engine(visit: Consultation) -> None:
    for name in ("visit", "visit_cancel", "visit_calendar"):
        response = Client().get(visit_address(visit, name))
        assert (response.status_code, response["Cache-Control"], response["X-Robots-Tag"]) == (
            200,
            "max-age=0, no-cache, no-store, must-revalidate, private",
            "noindex",
        )


@pytest.mark.parametrize(
    "contact",
    ["064 1234567", "+381 64 123 45 67", "064/1234-567", "petar@example.org", " PETAR@EXAMPLE.ORG "],
)
def test_reference_and_contact_lead_to_the_page_with_its_key(contact: str, visit: Consultation) -> None:
    browser = find(visit.reference, contact)
    assert (browser.status, browser.path) == (200, path_of(visit))


def test_a_reference_may_be_typed_in_small_letters_with_blanks(visit: Consultation) -> None:
    typed = f"{visit.reference[:4].lower()} {visit.reference[4:].lower()}"
    browser = PlainBrowser().open("/en/consultations/find/")
    browser.press("Show my visit", reference=typed, contact="0641234567")
    assert browser.path == path_of(visit)


def test_a_wrong_reference_and_a_wrong_contact_get_the_same_answer(visit: Consultation) -> None:
    answers = [
        (browser.status, browser.problem, browser.path)
        for browser in (find(UNKNOWN, "064 1234567"), find(visit.reference, "064 7654321"))
    ]
    assert answers == [(422, NOBODY, "/en/consultations/find/")] * 2


@pytest.mark.parametrize("key", ["", "wrong", "ž:ć", "x" * 500])
def test_a_wrong_key_opens_nothing_whether_there_is_such_a_visit_or_not(
    key: str, visit: Consultation
) -> None:
    answers = []
    for reference in (visit.reference, UNKNOWN):
        for name in ("", "cancel/"):
            browser = PlainBrowser().open(f"/en/consultations/{reference}/{name}?key={key}")
            answers.append((browser.status, browser.problem, browser.heading))
        calendar = Client().get(f"/en/consultations/{reference}/visit.ics?key={key}")
        answers.append((calendar.status_code, "", ""))
    page, file = (403, DEAD_LINK, "Find your visit"), (404, "", "")
    assert answers == [page, page, file, page, page, file]


def test_the_key_of_one_visit_does_not_open_another(topic: Topic, visit: Consultation) -> None:
    other = make_visit(topic, local(MONDAY, 11))
    browser = PlainBrowser().open(f"/en/consultations/{other.reference}/?key={links.make_key(visit)}")
    assert (browser.status, browser.problem) == (403, DEAD_LINK)


@pytest.mark.parametrize("name", ["NOTREFER", "short", "toolong22", "2222222!"])
def test_what_can_be_no_reference_is_no_page(name: str) -> None:
    assert PlainBrowser().open(f"/en/consultations/{name}/").status == 404


def test_guessing_is_stopped_after_some_tries_also_with_the_right_contact(
    visit: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_PER_REFERENCE", Limit(2, pages._PER_REFERENCE.window))
    statuses = [find(visit.reference, f"064 765432{n}").status for n in range(2)]
    last = find(visit.reference, "064 1234567")
    assert ([*statuses, last.status], last.response["Retry-After"].isdigit()) == ([422, 422, 429], True)


def test_only_the_button_of_the_second_page_cancels(visit: Consultation) -> None:
    browser = PlainBrowser().open(path_of(visit)).follow("Cancel the visit")
    visit.refresh_from_db()
    assert (browser.heading, visit.state) == ("Do you want to cancel this visit?", State.CONFIRMED)
    browser.press("Yes, cancel the visit")
    visit.refresh_from_db()
    assert (browser.status, browser.heading) == (200, "Your visit is cancelled")
    assert (visit.state, visit.cancelled_by_visitor, visit.cancelled_by) == (State.CANCELLED, True, None)
    assert PlainBrowser().open(path_of(visit)).page.words.get("h2") is None


def test_cancelling_twice_changes_nothing_more(visit: Consultation) -> None:
    client, address = Client(), visit_address(visit, "visit_cancel")
    client.post(address)
    before = Consultation.objects.get().cancelled_at
    assert client.post(address).status_code == 302
    assert Consultation.objects.get().cancelled_at == before


def test_a_visit_that_has_begun_cannot_be_cancelled(
    visit: Consultation, monday_morning: time_machine.Traveller
) -> None:
    monday_morning.move_to(local(MONDAY, 10, 1))
    browser = PlainBrowser().open(path_of(visit))
    assert [words for words, _url in browser.page.links if "ancel" in words] == []
    assert browser.open(visit_address(visit, "visit_cancel").replace("/sr/", "/en/")).heading == "Your visit"
    browser.response = browser.client.post(visit_address(visit, "visit_cancel").replace("/sr/", "/en/"))
    visit.refresh_from_db()
    assert (browser.status, visit.state) == (409, State.CONFIRMED)


def test_a_cancelled_visit_frees_its_time_for_the_same_form(topic: Topic, visit: Consultation) -> None:
    Client().post(visit_address(visit, "visit_cancel"))
    browser = PlainBrowser().open("/en/consultations/book/?topic=first-talk&day=2026-09-07")
    assert browser.choices == ["09:00", "10:00", "11:00", "12:00"]


def test_the_calendar_file_is_for_this_visit_and_holds_nothing_private(visit: Consultation) -> None:
    response = Client().get(visit_address(visit, "visit_calendar"))
    text = response.content.decode()
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        f'attachment; filename="visit-{visit.reference}.ics"',
    )
    assert text.count("BEGIN:VEVENT") == 1
    assert [secret for secret in ("064", "Petar", "Петар", "Topic", "Тема") if secret in text] == []


def test_the_calendar_file_of_a_cancelled_visit_is_gone(visit: Consultation) -> None:
    Client().post(visit_address(visit, "visit_cancel"))
    assert Client().get(visit_address(visit, "visit_calendar")).status_code == 404


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (Mode.PHONE, "We call you at this time, at the number you gave."),
        (Mode.ONLINE, "The advisor calls you before the visit and tells you how to join."),
    ],
)
def test_the_page_says_how_we_talk_when_it_is_not_at_the_office(
    mode: Mode, sentence: str, topic: Topic
) -> None:
    visit = make_visit(topic, local(MONDAY, 10), mode=mode, phone="064 1234567")
    words = PlainBrowser().open(path_of(visit)).page.words
    assert (words["h2"], sentence in words["p"]) == (["What to prepare", "How we talk"], True)
