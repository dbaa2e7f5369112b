"""Group sessions on the public pages, without scripts: see them, sign up, wait, answer an offer, cancel."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from center.base.guarded_form import new_token
from center.limits import Limit
from center.models import StoredMail
from consultations import links
from consultations.choices import Mode, PlaceState
from consultations.models import GroupSession, Participation
from consultations.services import participations, sessions
from consultations.views import groups as pages
from consultations.views.addresses import place_address
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import NEXT_MONDAY, enter, make_session, states
from tests.plain_browser import PlainBrowser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
LINK = "https://call.example/secret-room"


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def page_of(session: GroupSession) -> PlainBrowser:
    return PlainBrowser().open(f"/en/consultations/groups/{session.pk}/")


def path_of(place: Participation, name: str = "place") -> str:
    with translation.override("en"):
        return place_address(place, name)


def old_token(clock: Clock) -> str:
    """Return the key of a form that was opened a minute ago."""
    clock.shift(timedelta(seconds=-60))
    token = new_token()
    clock.shift(timedelta(seconds=60))
    return token


def sign_up(browser: PlainBrowser, clock: Clock, button: str = "Sign up for", **typed: str) -> PlainBrowser:
    answers = {"name": "Ана Анић", "phone": "064 7654321", "token": old_token(clock), **typed}
    return browser.press(button, **answers)


def test_the_page_of_topics_shows_three_coming_sessions_and_where_all_are() -> None:
    for number in range(4):
        topic = make_topic(name_en=f"Evening {number}")
        make_session(topic=topic, start=local(NEXT_MONDAY + timedelta(days=number), 17))
    browser = PlainBrowser().open("/en/consultations/")
    shown = re.findall(r"<h3 class=\"group-name\"><a href=\"[^\"]+\">(Evening \d)", browser.html)
    assert shown == ["Evening 0", "Evening 1", "Evening 2"]
    assert browser.html.count("5 free places") == 3
    every = browser.follow("All group sessions")
    assert len(re.findall(r"Evening \d", every.html)) == 4


def test_drafts_cancelled_and_past_sessions_are_not_listed(clock: Clock) -> None:
    make_session(published=False)
    cancelled = make_session()
    sessions.cancel_session(session=cancelled, by=cancelled.advisor.user)
    make_session(start=local(MONDAY, 9))
    clock.move_to(local(MONDAY, 9))
    assert "group-row" not in PlainBrowser().open("/en/consultations/groups/").html
    assert "group-list" not in PlainBrowser().open("/en/consultations/").html


def test_a_draft_is_no_page_and_a_cancelled_one_says_so() -> None:
    draft, cancelled = make_session(published=False), make_session()
    sessions.cancel_session(session=cancelled, by=cancelled.advisor.user)
    assert page_of(draft).status == 404
    page = page_of(cancelled)
    assert (
        page.status,
        "This session is cancelled" in page.html,
        "<form" in page.html.partition("<main")[2],
    ) == (
        200,
        True,
        False,
    )


def test_a_person_signs_up_and_sees_the_reference_and_how_to_cancel(clock: Clock) -> None:
    session = make_session()
    browser = sign_up(page_of(session), clock)
    place = Participation.objects.get()
    assert (browser.heading, place.reference in browser.html) == ("You are signed up", True)
    assert (place.state, place.contact_phone, place.language) == ("signed_up", "+381647654321", "en")
    assert "Write down the reference" in browser.html
    browser.follow("Cancel my place").press("Yes, cancel my place")
    assert states(session) == [PlaceState.CANCELLED]


def test_the_link_of_the_call_is_seen_only_by_those_with_a_place(clock: Clock) -> None:
    session = make_session(places=1, mode=Mode.ONLINE, online_link=LINK)
    placed, waiting = enter(session, 1), enter(session, 2)
    seen = [
        LINK in page.html
        for page in (
            page_of(session),
            PlainBrowser().open(path_of(placed)),
            PlainBrowser().open(path_of(waiting)),
        )
    ]
    assert seen == [False, True, False]
    entry = Client().get(path_of(placed, "place_calendar")).content.decode()
    assert LINK not in entry.replace("\r\n ", "")
    participations.cancel_place(participation=placed)
    assert LINK not in PlainBrowser().open(path_of(placed)).html


def test_a_full_session_offers_the_waiting_list_and_says_the_place_in_the_queue(clock: Clock) -> None:
    session = make_session(places=1)
    enter(session, 1), enter(session, 2)
    page = page_of(session)
    assert "Your number in the queue would be 2." in page.html
    done = sign_up(page, clock, "Join the waiting list")
    assert (done.heading, "Your number in the queue: 2." in done.html) == (
        "You are on the waiting list",
        True,
    )
    assert states(session) == [PlaceState.SIGNED_UP, PlaceState.WAITING, PlaceState.WAITING]


def test_who_finds_the_last_place_gone_is_asked_before_waiting(clock: Clock) -> None:
    session = make_session(places=1)
    page = page_of(session)
    enter(session, 1)
    refused = sign_up(page, clock)
    assert (refused.status, refused.problem) == (409, "The last place was just taken.")
    assert Participation.objects.count() == 1
    assert refused.value("name") == "Ана Анић"
    refused.press("Join the waiting list")
    assert states(session) == [PlaceState.SIGNED_UP, PlaceState.WAITING]


def test_who_asked_to_wait_and_finds_a_place_gets_it(clock: Clock) -> None:
    session = make_session(places=1)
    first = enter(session, 1)
    page = page_of(session)
    participations.cancel_place(participation=first)
    assert sign_up(page, clock, "Join the waiting list").heading == "You are signed up"


def test_an_offer_is_accepted_with_one_button_and_opening_the_link_changes_nothing(clock: Clock) -> None:
    session = make_session(places=1)
    first, second = enter(session, 1), enter(session, 2)
    participations.cancel_place(participation=first)
    mail = StoredMail.objects.get(kind="consultations/group_offered")
    found = re.search(r"http://\S+", mail.body_text)
    assert found
    browser = PlainBrowser().open(
        found[0].removeprefix("http://testserver").removeprefix("http://localhost:8000")
    )
    assert (browser.heading, states(session)) == (
        "A place is free for you",
        [PlaceState.CANCELLED, PlaceState.OFFERED],
    )
    for path in (path_of(second, "place_accept"), path_of(second, "place_decline")):
        assert Client().get(path).status_code == 405
    assert states(session) == [PlaceState.CANCELLED, PlaceState.OFFERED]
    assert browser.press("Yes, I am coming").heading == "Your place in the group session"
    assert states(session) == [PlaceState.CANCELLED, PlaceState.SIGNED_UP]


def test_an_offer_is_declined_and_an_old_one_is_refused_kindly(clock: Clock) -> None:
    session = make_session(places=1)
    first, second, third = (enter(session, number) for number in range(3))
    participations.cancel_place(participation=first)
    Client().post(path_of(second, "place_decline"))
    assert states(session)[1:] == [PlaceState.CANCELLED, PlaceState.OFFERED]
    page = PlainBrowser().open(path_of(third))
    clock.shift(timedelta(days=2))
    late = page.press("Yes, I am coming")
    assert (late.status, late.problem) == (409, "This place is no longer offered.")
    assert "The offer was not answered in time" in late.html
    assert late.follow("Look at the session").heading == session.topic.name


def test_without_the_key_nobody_sees_or_does_anything() -> None:
    session = make_session(places=1)
    first, second = enter(session, 1), enter(session, 2)
    participations.cancel_place(participation=first)
    other = links.make_place_key(first)
    for key in ("", "?key=x", f"?key={other}"):
        for name in ("", "cancel/"):
            page = PlainBrowser().open(f"/en/consultations/place/{second.reference}/{name}{key}")
            assert (page.heading, second.contact_name in page.html) == ("Find your visit", False)
        for verb in ("accept", "decline", "cancel"):
            Client().post(f"/en/consultations/place/{second.reference}/{verb}/{key}")
        assert Client().get(f"/en/consultations/place/{second.reference}/session.ics{key}").status_code == 404
    assert states(session) == [PlaceState.CANCELLED, PlaceState.OFFERED]


def test_a_key_of_a_visit_opens_no_place_and_the_other_way_round() -> None:
    topic = make_topic()
    session = make_session(topic=topic)
    make_advisor(topic)
    place, visit = enter(session), make_visit(topic, local(MONDAY, 9))
    assert links.read_place_key(place.reference, links.make_key(visit)) is None
    assert links.read_key(visit.reference, links.make_place_key(place)) is None


@pytest.mark.parametrize("contact", ["064 7654321", "ana@example.org", "ANA@example.org"])
def test_the_one_search_form_finds_places_too(contact: str) -> None:
    place = enter(make_session(), phone="064 7654321", email="ana@example.org")
    browser = PlainBrowser().open("/en/consultations/find/")
    typed = f"{place.reference[:4].lower()} {place.reference[4:]}"
    found = browser.press("Show my visit", reference=typed, contact=contact)
    assert found.heading == "Your place in the group session"
    browser = PlainBrowser().open("/en/consultations/find/")
    wrong = browser.press("Show my visit", reference=place.reference, contact="064 7654322")
    assert (wrong.status, place.contact_name in wrong.html) == (422, False)


def test_the_link_lives_for_a_month_after_the_session(clock: Clock) -> None:
    place = enter(make_session())
    clock.move_to(place.session.ends_at + timedelta(days=30))
    assert PlainBrowser().open(path_of(place)).status == 200
    clock.shift(timedelta(seconds=1))
    assert PlainBrowser().open(path_of(place)).status == 403


def test_the_same_name_and_contact_is_asked_about_and_nobody_learns_of_a_contact_alone(clock: Clock) -> None:
    session = make_session()
    enter(session, name="Ана Анић", phone="064 7654321", email="")
    asked = sign_up(page_of(session), clock)
    assert (asked.status, "This is another person with the same name" in asked.html) == (409, True)
    done = asked.press("Sign up for", another_person="on")
    assert done.heading == "You are signed up"
    assert sign_up(page_of(session), clock, name="Беба Анић").heading == "You are signed up"


def test_a_double_click_is_one_place_and_another_person_needs_another_form(clock: Clock) -> None:
    session = make_session()
    page = page_of(session)
    sent = {**page.sent_by("Sign up for"), "name": "Ана", "phone": "064 7654321", "token": old_token(clock)}
    clicks = [PlainBrowser(path=page.path, response=page.response).post(sent).heading for _time in range(2)]
    assert clicks == ["You are signed up"] * 2
    page = page_of(session)
    again = page.post({**sent, "name": "Беба"})
    assert (again.status, Participation.objects.count()) == (409, 1)
    clock.shift(timedelta(seconds=10))
    assert again.press("Sign up for").heading == "You are signed up"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Write your name"),
        ({"phone": ""}, "Give a phone number or an email address"),
        ({"phone": "12"}, "Phone:"),
        ({"email": "nobody"}, "Email:"),
        ({"website": "x"}, "A hidden field was filled in"),
    ],
    ids=str,
)
def test_wrong_answers_are_named_and_what_was_typed_stays(
    typed: dict[str, str], sentence: str, clock: Clock
) -> None:
    page = sign_up(page_of(make_session()), clock, **typed)
    assert (page.status, sentence in " ".join(page.page.alerts)) == (422, True)
    assert "no-store" in page.response["Cache-Control"]
    assert Participation.objects.count() == 0


def test_a_form_sent_in_an_instant_is_a_programs() -> None:
    page = page_of(make_session()).press("Sign up for", name="Ана", phone="064 7654321")
    assert (page.status, page.problem.startswith("That was very quick.")) == (422, True)


def test_sign_up_opens_and_closes_when_staff_say(clock: Clock) -> None:
    later = make_session(signup_opens_at=local(MONDAY, 12))
    closed = make_session(signup_closes_at=local(MONDAY, 7, 30))
    assert "Sign-up opens: Monday, 7 September 2026 at 12:00." in page_of(later).html.replace("\xa0", " ")
    assert "Sign-up online is closed." in page_of(closed).html
    clock.move_to(local(MONDAY, 12))
    assert page_of(later).sent_by("Sign up for")["token"] != ""


def test_near_the_session_a_full_one_closes_its_waiting_list(clock: Clock) -> None:
    session = make_session(places=1)
    enter(session, 1)
    clock.move_to(local(NEXT_MONDAY, 14, 30))
    assert "It is too late for the waiting list" in page_of(session).html


def test_too_many_from_one_contact_or_address_wait(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(pages, "_PER_CONTACT", Limit(2, pages._PER_CONTACT.window))
    session = make_session(places=9)
    statuses = [sign_up(page_of(session), clock, name=name).status for name in ("Ана", "Беба", "Вера")]
    assert (statuses, Participation.objects.count()) == ([200, 200, 429], 2)
    # A second click on a form that was taken is never refused.
    page = page_of(session)
    assert sign_up(page, clock, name="Гоца", phone="064 7654322").status == 200


@pytest.mark.parametrize(("path", "queries"), [("groups", 4), ("group", 5), ("place", 5)])
def test_pages_ask_the_database_as_often_for_many(
    path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    session = make_session(places=1)
    people = [enter(session, number) for number in range(4)]
    for _number in range(2):
        make_session()
    address = {
        "groups": "/en/consultations/groups/",
        "group": f"/en/consultations/groups/{session.pk}/",
        "place": path_of(people[-1]),
    }[path]
    Client().get(address)
    with django_assert_num_queries(queries):
        Client().get(address)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_search_engines_find_the_list_and_never_a_place(language: str) -> None:
    session = make_session()
    place = enter(session)
    text = Client().get("/sitemap.xml").content.decode()
    assert text.count(f"<loc>http://testserver/{language}/consultations/groups/</loc>") == 1
    assert "/place/" not in text
    response = Client().get(path_of(place))
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex", True)


def test_no_name_of_a_person_is_on_the_public_page(clock: Clock) -> None:
    session = make_session()
    enter(session, name="Тајна Особа")
    assert "Тајна" not in page_of(session).html
