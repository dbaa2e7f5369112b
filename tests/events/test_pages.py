"""Events on the public pages, without scripts: see them, register, wait, answer an offer, change, cancel, be erased."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from center.base.guarded_form import new_token
from center.limits import Limit
from center.models import StoredMail
from entrepreneurs.choices import Purpose
from events import links
from events.choices import Admission, QuestionKind, RegistrationState
from events.models import Event, Feedback, Question, QuestionAnswer, Registration
from events.services import events, registrations
from events.views import registering as pages
from events.views.addresses import registration_address
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff, states
from tests.plain_browser import PlainBrowser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
LINK = "https://call.example/secret-room"


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def form_of(event: Event) -> PlainBrowser:
    return PlainBrowser().open(f"/en/events/{event.slug}/register/")


def path_of(registration: Registration, name: str = "registration") -> str:
    with translation.override("en"):
        return registration_address(registration, name)


def own_page(registration: Registration) -> PlainBrowser:
    return PlainBrowser().open(path_of(registration))


def old_token(clock: Clock) -> str:
    """Return the key of a form that was opened a minute ago."""
    clock.shift(timedelta(seconds=-60))
    token = new_token()
    clock.shift(timedelta(seconds=60))
    return token


def send(browser: PlainBrowser, clock: Clock, button: str = "Register", **typed: str) -> PlainBrowser:
    answers = {"name": "Ана Анић", "phone": "064 7654321", "token": old_token(clock), **typed}
    return browser.press(button, **answers)


def test_the_list_shows_what_is_to_come_and_below_what_was(clock: Clock) -> None:
    make_event(title_en="Later", starts_at=local(SATURDAY + timedelta(days=7), 17))
    make_event(title_en="Sooner")
    make_event(title_en="Hidden", published=False)
    past = make_event(title_en="Past", starts_at=local(SATURDAY - timedelta(days=9), 17))
    clock.move_to(past.ends_at + timedelta(hours=1), tick=False)
    page = PlainBrowser().open("/en/events/")
    shown = re.findall(r'event-name"><a href="[^"]+">([^<]+)', page.html)
    assert (shown, "Past" in page.html, "Hidden" in page.html) == (["Sooner", "Later"], True, False)


def test_the_list_of_one_kind_shows_that_kind_only() -> None:
    make_event(title_en="A workshop")
    make_event(title_en="A fair", kind="fair")
    page = PlainBrowser().open("/en/events/?kind=fair")
    assert (page.heading, "A fair" in page.html, "A workshop" in page.html) == ("Mini-fairs", True, False)
    assert PlainBrowser().open("/en/events/?kind=nonsense").heading == "Events"


def test_a_draft_is_no_page_a_cancelled_one_says_so_and_an_old_short_name_leads_on() -> None:
    draft, cancelled = make_event(published=False), make_event()
    events.cancel_event(event=cancelled, by=make_staff())
    assert PlainBrowser().open(f"/en/events/{draft.slug}/").status == 404
    assert "This event does not take place" in PlainBrowser().open(f"/en/events/{cancelled.slug}/").html
    moved = make_event(slug="old-name")
    events.change_event(event=moved, by=make_staff(), slug="new-name")
    answer = Client().get("/en/events/old-name/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/events/new-name/")


def test_a_person_registers_and_sees_the_reference_and_how_to_cancel(clock: Clock) -> None:
    event = make_event()
    browser = send(form_of(event), clock, size="2")
    made = Registration.objects.get()
    assert (browser.heading, made.reference in browser.html) == ("You are registered", True)
    assert (made.size, made.contact_phone, made.language) == (2, "+381647654321", "en")
    assert made.consent_text is not None
    assert made.consent_text.purpose == Purpose.EVENT
    browser.follow("Cancel my registration").press("Yes, cancel my registration")
    assert states(event) == [RegistrationState.CANCELLED]


def test_a_group_that_is_too_large_for_the_free_places_is_offered_the_waiting_list(clock: Clock) -> None:
    event = make_event(3)
    enter(event, 1, size=2)
    refused = send(form_of(event), clock, size="3")
    assert (refused.status, refused.problem) == (409, "Only 1 place is free.")
    assert refused.value("size") == "3"
    refused.press("Join the waiting list")
    assert states(event) == [RegistrationState.SIGNED_UP, RegistrationState.WAITING]


def test_a_full_event_offers_the_waiting_list_and_an_offer_is_one_button(clock: Clock) -> None:
    event = make_event(1)
    first = enter(event, 1)
    page = form_of(event)
    assert "All places are taken." in page.html
    waiting = send(page, clock, "Join the waiting list", email="ana@example.org")
    assert (waiting.heading, "You are the next in the queue." in waiting.html) == (
        "You are on the waiting list",
        True,
    )
    registrations.cancel_registration(registration=first)
    mail = StoredMail.objects.get(kind="events/offered")
    found = re.search(r"http://\S+", mail.body_text)
    assert found
    offer = PlainBrowser().open(re.sub(r"^http://[^/]+", "", found[0]))
    assert (offer.heading, states(event)[1]) == ("A place is free for you", RegistrationState.OFFERED)
    assert offer.press("Yes, I am coming").heading == "Your registration"
    assert states(event)[1] == RegistrationState.SIGNED_UP


def test_opening_a_mailed_link_changes_nothing() -> None:
    event = make_event(1)
    first, second = enter(event, 1), enter(event, 2)
    registrations.cancel_registration(registration=first)
    before = states(event)
    for name in ("accept", "decline"):
        assert Client().get(path_of(second, f"registration_{name}")).status_code == 405
    for name in ("cancel", "people", "erase"):
        assert Client().get(path_of(second, f"registration_{name}")).status_code == 200
    assert states(event) == before


def test_questions_of_the_event_are_asked_answered_and_kept_encrypted(clock: Clock) -> None:
    event = make_event()
    needs = Question.objects.create(event=event, text_sr="Шта Вам треба?", text_en="What do you need?")
    ways = Question.objects.create(
        event=event,
        kind=QuestionKind.ONE_OF,
        text_sr="Како долазите?",
        text_en="How do you come?",
        options_sr="Аутобусом\nПешке",
        options_en="By bus\nOn foot",
        is_required=True,
    )
    missing = send(form_of(event), clock)
    assert (missing.status, "How do you come?" in missing.html) == (422, True)
    done = send(form_of(event), clock, **{f"question_{needs.pk}": "Tumač", f"question_{ways.pk}": "1"})
    assert done.heading == "You are registered"
    kept = {answer.question_id: (answer.text, answer.chosen) for answer in QuestionAnswer.objects.all()}
    assert kept == {needs.pk: ("Tumač", []), ways.pk: ("", [1])}


def test_more_people_than_places_are_refused_at_the_number_and_fewer_are_fine(clock: Clock) -> None:
    event = make_event(3)
    registration = enter(event, 1, size=2)
    page = PlainBrowser().open(path_of(registration, "registration_people"))
    refused = page.press("Save", size="4")
    assert (refused.status, refused.problem) == (422, "Only 1 place is free.")
    assert refused.press("Save", size="1").heading == "Your registration"
    registration.refresh_from_db()
    assert registration.size == 1


def test_who_takes_the_consent_back_is_erased_and_the_place_is_free() -> None:
    event = make_event(1)
    first, _second = enter(event, 1), enter(event, 2)
    page = PlainBrowser().open(path_of(first, "registration_erase"))
    assert page.press("Yes, erase my data").heading == "Your data are erased"
    first.refresh_from_db()
    assert (first.contact_name, first.contact_email, states(event)) == (
        "",
        "",
        [RegistrationState.CANCELLED, RegistrationState.OFFERED],
    )
    assert own_page(first).heading == "Find your registration"


def test_the_link_of_the_call_is_seen_only_by_those_with_a_place() -> None:
    event = make_event(1, online_link=LINK, venue=None)
    placed, waiting = enter(event, 1), enter(event, 2)
    public = PlainBrowser().open(f"/en/events/{event.slug}/")
    assert [LINK in page.html for page in (public, own_page(placed), own_page(waiting))] == [
        False,
        True,
        False,
    ]
    entry = Client().get(path_of(placed, "registration_calendar")).content.decode()
    feed = Client().get("/events/calendar.ics").content.decode()
    assert LINK not in entry.replace("\r\n ", "") + feed.replace("\r\n ", "")


def test_without_the_key_nobody_sees_or_does_anything() -> None:
    event = make_event(1)
    first, second = enter(event, 1), enter(event, 2)
    registrations.cancel_registration(registration=first)
    other = links.make_key(first)
    for key in ("", "?key=x", f"?key={other}"):
        for name in ("", "cancel/", "people/", "erase/"):
            page = PlainBrowser().open(f"/en/events/registration/{second.reference}/{name}{key}")
            assert (page.heading, second.contact_name in page.html) == ("Find your registration", False)
        for verb in ("accept", "decline", "cancel", "erase"):
            Client().post(f"/en/events/registration/{second.reference}/{verb}/{key}")
        address = f"/en/events/registration/{second.reference}/event.ics{key}"
        assert Client().get(address).status_code == 404
    assert states(event) == [RegistrationState.CANCELLED, RegistrationState.OFFERED]


@pytest.mark.parametrize("contact", ["064 7654321", "ANA@example.org"])
def test_a_registration_is_found_by_its_reference_and_the_contact(contact: str) -> None:
    registration = enter(make_event(), phone="064 7654321", email="ana@example.org")
    browser = PlainBrowser().open("/en/events/find/")
    typed = f"{registration.reference[:4].lower()} {registration.reference[4:]}"
    assert (
        browser.press("Show my registration", reference=typed, contact=contact).heading == "Your registration"
    )
    browser = PlainBrowser().open("/en/events/find/")
    wrong = browser.press("Show my registration", reference=registration.reference, contact="064 7654322")
    assert (wrong.status, registration.contact_name in wrong.html) == (422, False)


def test_the_link_lives_for_two_months_after_the_event(clock: Clock) -> None:
    registration = enter(make_event())
    clock.move_to(registration.event.ends_at + timedelta(days=60), tick=False)
    assert own_page(registration).status == 200
    clock.shift(timedelta(seconds=1))
    assert own_page(registration).status == 403


def test_a_double_click_is_one_registration(clock: Clock) -> None:
    event = make_event()
    token = old_token(clock)
    first = send(form_of(event), clock, token=token)
    second = send(form_of(event), clock, token=token)
    assert (first.heading, second.heading, Registration.objects.count()) == (
        "You are registered",
        "You are registered",
        1,
    )


def test_many_registrations_from_one_place_are_slowed_down_and_nothing_typed_is_lost(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_PER_CONTACT", Limit(1, timedelta(hours=1)))
    event = make_event()
    send(form_of(event), clock)
    refused = send(form_of(event), clock, name="Беба Анић")
    assert (refused.status, refused.value("name"), Registration.objects.count()) == (429, "Беба Анић", 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"registration_opens_at": local(SATURDAY, 9)}, "Registration opens: Saturday, 19 September 2026"),
        (
            {"registration_closes_at": local(SATURDAY - timedelta(days=13), 9)},
            "Registration online is closed.",
        ),
        ({"admission": Admission.FREE}, "You need not register: everybody may simply come."),
    ],
)
def test_a_closed_registration_says_why(fields: dict[str, Any], sentence: str) -> None:
    page = form_of(make_event(**fields))
    assert (page.status, sentence in page.html, "<form" in page.html.partition("<main")[2]) == (
        200,
        True,
        False,
    )


def test_who_types_while_registration_closes_reads_what_was_typed_and_whom_to_call(clock: Clock) -> None:
    event = make_event()
    form = form_of(event)
    Event.objects.filter(pk=event.pk).update(registration_closes_at=timezone.now())
    late = send(form, clock, name="Ана Анић", phone="064 7654321")
    assert (late.status, Registration.objects.count()) == (409, 0)
    assert [words in late.html for words in ("This is what you typed", "Ана Анић", "064 7654321")] == [
        True
    ] * 3
    assert "This is what you typed" not in form_of(event).html


def test_feedback_needs_no_name_and_is_open_from_the_beginning_to_a_month_after(clock: Clock) -> None:
    event = make_event()
    address = f"/en/events/{event.slug}/feedback/"
    assert "<form" not in PlainBrowser().open(address).html.partition("<main")[2]
    clock.move_to(event.ends_at + timedelta(days=1), tick=False)
    done = PlainBrowser().open(address).press("Send", score="4", good="Мед", token=old_token(clock))
    assert (done.heading, Feedback.objects.get().score, Feedback.objects.get().good) == (
        "Thank you",
        4,
        "Мед",
    )
    clock.move_to(event.ends_at + timedelta(days=31), tick=False)
    assert "<form" not in PlainBrowser().open(address).html.partition("<main")[2]


def test_the_calendar_holds_public_events_and_cancelled_ones_say_so() -> None:
    make_event(title_en="Kept"), make_event(title_en="Draft", published=False)
    fair = make_event(title_en="Gone", kind="fair")
    events.cancel_event(event=fair, by=make_staff())
    feed = Client().get("/events/calendar.ics?lang=en").content.decode()
    assert (feed.count("BEGIN:VEVENT"), "SUMMARY:Kept" in feed, "STATUS:CANCELLED" in feed) == (2, True, True)
    of_kind = Client().get("/events/calendar.ics?kind=fair&lang=en").content.decode()
    assert (of_kind.count("BEGIN:VEVENT"), "SUMMARY:Gone" in of_kind) == (1, True)


def test_the_calendar_is_not_sent_again_when_nothing_changed() -> None:
    make_event()
    first = Client().get("/events/calendar.ics")
    again = Client().get("/events/calendar.ics", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_what_search_engines_read_says_place_price_and_state() -> None:
    event = make_event()
    page = PlainBrowser().open(f"/en/events/{event.slug}/").html
    assert '"eventStatus":"https://schema.org/EventScheduled"' in page
    assert '"price":"0"' in page
    events.postpone_event(event=event, by=make_staff())
    page = PlainBrowser().open(f"/en/events/{event.slug}/").html
    assert ('"eventStatus":"https://schema.org/EventPostponed"' in page, '"offers"' in page) == (True, False)


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("address", ["/en/events/", "/en/events/{slug}/", "/en/events/{slug}/register/"])
def test_a_page_asks_the_database_as_often_for_one_event_as_for_three(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_event()
    enter(first, 1)
    path = address.format(slug=first.slug)
    with translation.override("en"):
        Client().get(path)
    with CaptureQueriesContext(connection) as once:
        Client().get(path)
    for number in range(2, 4):
        enter(make_event(), number)
        enter(first, number)
        Question.objects.create(event=first, text_sr=f"Питање {number}")
    with django_assert_num_queries(len(once)):
        Client().get(path)
