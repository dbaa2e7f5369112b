"""What people agree to when they book, and how they take it back: by the link of the visit, as easily as given."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from center.base.sms import Console
from center.choices import Language
from center.models import User
from consultations import services
from consultations.choices import Mode
from consultations.models import Consultation, Participation
from consultations.views.addresses import place_address, visit_address
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.models import Consent, ConsentText, ContactPreference
from entrepreneurs.services import (
    ContactWishes,
    add_person,
    connect_login,
    give_consent,
    newest_text,
    newest_texts,
)
from tests.consultations.booking_walk import press_step, sent, walk_to_check, walk_to_details
from tests.consultations.cases import make_case
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import enter, make_session
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office")]
AsUser = Callable[[User], Client]
WHO = {"name": "Ana", "phone": "0641234567", "mode": "office"}


@pytest.fixture
def with_texts(settings: Settings) -> None:
    settings.SMS = Console()


@pytest.fixture
def ready(monday_morning: time_machine.Traveller) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_advisor(topic)


def agreed() -> list[tuple[str, str, date]]:
    found = Consent.objects.in_force().order_by("purpose")
    return [(each.purpose, each.given_how, each.text.version) for each in found.select_related("text")]


def words(purpose: Purpose, version: date) -> ConsentText:
    return ConsentText.objects.create(
        purpose=purpose, version=version, text_sr=f"Речи од {version}.", text_en=f"Words of {version}."
    )


FIRST = date(2026, 1, 1)


# --- At booking ---


@pytest.mark.usefixtures("ready")
def test_who_books_agrees_to_the_words_that_the_last_page_shows(
    monday_morning: time_machine.Traveller,
) -> None:
    browser = walk_to_check(**WHO)
    assert "I agree that the Center keeps my name and contact" in browser.html
    # The office changes its words while the person reads.
    words(Purpose.BOOKING, date(2026, 9, 1))
    monday_morning.shift(60)
    press_step(browser, "book")
    assert agreed() == [("booking", "web", FIRST)]
    browser = walk_to_check(**WHO, note="Once more.")
    assert "Words of 2026-09-01." in browser.html


@pytest.mark.usefixtures("ready")
def test_where_the_portal_sends_no_texts_nobody_is_offered_any(
    monday_morning: time_machine.Traveller,
) -> None:
    browser = walk_to_details()
    assert "sms" not in sent(browser)
    assert "SMS" not in browser.html
    monday_morning.shift(60)
    press_step(press_step(browser, "check", **WHO, sms="on"), "book")
    assert [purpose for purpose, _how, _version in agreed()] == ["booking"]


@pytest.mark.usefixtures("ready", "with_texts")
def test_the_box_for_texts_is_not_ticked_and_its_words_stand_on_the_last_page(
    monday_morning: time_machine.Traveller,
) -> None:
    browser = walk_to_details()
    assert re.search(r'<input[^>]*name="sms"[^>]*checked', browser.html) is None
    browser = press_step(browser, "check", **WHO, sms="on")
    assert "I agree that the Center sends me notices by SMS." in browser.html
    monday_morning.shift(60)
    press_step(browser, "book")
    assert agreed() == [("booking", "web", FIRST), ("sms", "web", FIRST)]


@pytest.mark.usefixtures("ready", "with_texts")
@pytest.mark.parametrize("phone", ["037 123456", ""])
def test_a_landline_is_not_promised_a_text(phone: str) -> None:
    contact = {"name": "Ana", "mode": "office", "phone": phone, "email": "ana@example.org"}
    browser = press_step(walk_to_details(), "check", **contact, sms="on")
    assert (browser.status, "An SMS reaches mobile phones only." in browser.html) == (
        422,
        True,
    )


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("read", ["", "x", "0", "9" * 30, "-1", "1-2-3-4-5-6-7", "²", "1;drop"])
def test_junk_in_place_of_the_words_shown_means_the_newest(
    read: str, monday_morning: time_machine.Traveller
) -> None:
    browser = walk_to_check(**WHO)
    newest = words(Purpose.BOOKING, date(2026, 9, 1))
    monday_morning.shift(60)
    press_step(browser, "book", read=read)
    assert [version for _purpose, _how, version in agreed()] in ([newest.version], [FIRST])
    assert Consent.objects.count() == 1


def test_the_same_form_twice_leaves_one_consent(ready: None) -> None:
    topic = make_topic()
    make_advisor(topic)
    text = newest_text(Purpose.BOOKING)
    assert text
    wish: dict[str, Any] = {"submission": uuid.uuid4(), "agreed": [text]}
    first, second = (make_visit(topic, local(MONDAY, 10), **wish) for _time in range(2))
    assert (first, len(agreed())) == (second, 1)


@pytest.mark.usefixtures("with_texts")
def test_who_signs_up_for_a_group_session_agrees_as_well(monday_morning: time_machine.Traveller) -> None:
    session = make_session()
    client, path = Client(), f"/en/consultations/groups/{session.pk}/"
    page = client.get(path).content.decode()
    assert "I agree that the Center sends me notices by SMS." in page
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    monday_morning.shift(60)
    answer = client.post(path, {**fields, "name": "Ana", "phone": "0641234567", "sms": "on"})
    assert (answer.status_code, Participation.objects.count()) == (302, 1)
    assert agreed() == [("booking", "web", FIRST), ("sms", "web", FIRST)]


def test_who_signed_up_takes_it_back_by_the_link_of_the_place(monday_morning: time_machine.Traveller) -> None:
    texts = newest_texts([Purpose.BOOKING, Purpose.SMS])
    place = enter(make_session(), 1, phone="064 1234567", agreed=texts)
    client, page = Client(), place_address(place, "place_consents")
    assert "/consents/?key=" in client.get(place_address(place)).content.decode()
    consent = Consent.objects.get(purpose=Purpose.SMS)
    answers = [client.post(page, {"withdraw": consent.pk}).status_code for _time in range(2)]
    assert (answers, [purpose for purpose, _how, _version in agreed()]) == ([302, 302], ["booking"])
    client.post(page.partition("?")[0], {"withdraw": Consent.objects.get(purpose=Purpose.BOOKING).pk})
    assert len(agreed()) == 1


# --- By phone, to a colleague ---


@pytest.mark.usefixtures("with_texts")
@pytest.mark.parametrize(
    ("ticks", "kept"),
    [
        ({}, []),
        ({"agreed": "on"}, [("booking", "phone")]),
        ({"agreed": "on", "sms": "on"}, [("booking", "phone"), ("sms", "phone")]),
    ],
)
def test_staff_note_what_a_caller_agreed_to(
    ticks: dict[str, str], kept: list[tuple[str, str]], coordinator: User, as_user: AsUser
) -> None:
    topic = make_topic()
    make_advisor(topic)
    typed = {
        "topic": topic.pk,
        "mode": Mode.OFFICE,
        "day": MONDAY.isoformat(),
        "start": local(MONDAY, 10).isoformat(),
        "name": "Ана",
        "phone": "064 1234567",
        "language": "sr",
        "submission": str(uuid.uuid4()),
        "_book": "1",
    }
    answer = as_user(coordinator).post("/admin/consultations/consultation/add/", {**typed, **ticks})
    assert answer.status_code == 302
    found = Consent.objects.order_by("purpose")
    assert [(each.purpose, each.given_how) for each in found] == kept
    assert {each.recorded_by for each in found} <= {coordinator}


@pytest.mark.usefixtures("with_texts")
@pytest.mark.parametrize(("query", "way"), [("", "phone"), ("?door=1", "spoken")])
def test_staff_note_what_somebody_agreed_to_who_joins_a_group(
    query: str,
    way: str,
    coordinator: User,
    as_user: AsUser,
    monday_morning: time_machine.Traveller,
) -> None:
    session = make_session()
    monday_morning.move_to(session.starts_at - timedelta(minutes=30))
    address = f"/admin/consultations/groupsession/{session.pk}/people/{query}"
    typed = {"name": "Ана", "phone": "064 7654321", "language": "sr", "submission": str(uuid.uuid4())}
    answer = as_user(coordinator).post(address, {**typed, "agreed": "on", "sms": "on"})
    assert answer.status_code == 302
    found = Consent.objects.order_by("purpose")
    assert [(each.purpose, each.given_how) for each in found] == [("booking", way), ("sms", way)]
    assert {each.recorded_by for each in found} == {coordinator}


@pytest.mark.usefixtures("with_texts")
def test_staff_note_what_somebody_agreed_to_who_came_without_a_booking(
    coordinator: User, as_user: AsUser
) -> None:
    topic = make_topic()
    typed = {"topic": topic.pk, "advisor": make_advisor(topic).pk, "minutes": "30", "name": "Ана"}
    typed |= {"language": "sr", "submission": str(uuid.uuid4()), "agreed": "on", "sms": "on"}
    client, address = as_user(coordinator), "/admin/consultations/consultation/walk-in/"
    refused = client.post(address, typed)
    assert (refused.status_code, Consent.objects.count()) == (422, 0)
    assert refused.context["form"].errors.keys() == {"sms"}
    assert client.post(address, {**typed, "phone": "064 7654321"}).status_code == 302
    found = Consent.objects.order_by("purpose")
    assert [(each.purpose, each.given_how) for each in found] == [("booking", "spoken"), ("sms", "spoken")]


def test_a_case_asks_for_its_consent_until_it_is_recorded(coordinator: User, as_user: AsUser) -> None:
    case, client = make_case(), as_user(coordinator)
    path = f"/admin/consultations/case/{case.pk}/"
    assert "/do/consent/" in client.get(f"{path}change/").content.decode()
    client.post(f"{path}do/consent/", {"how": "paper", "next": ""})
    kept = Consent.objects.get(purpose=Purpose.CASE_FILE)
    assert (kept.person, kept.given_how, kept.recorded_by) == (case.person, ConsentWay.PAPER, coordinator)
    assert "/do/consent/" not in client.get(f"{path}change/").content.decode()


# --- Taking it back by the link of the visit ---


@pytest.fixture
def visit(ready: None) -> Consultation:
    topic = make_topic()
    make_advisor(topic)
    helper = ContactWishes(
        helper_name="Мира",
        helper_phone="+381647654321",
        helper_relation="family",
        helper_agreed=True,
    )
    texts = [text for text in map(newest_text, (Purpose.BOOKING, Purpose.SMS)) if text]
    return make_visit(topic, local(MONDAY, 10), agreed=texts, wishes=helper, language="en")


def consents_page(visit: Consultation) -> str:
    return visit_address(visit, "visit_consents").replace("/sr/", "/en/")


def in_force() -> list[str]:
    return sorted(Consent.objects.in_force().values_list("purpose", flat=True))


def test_the_page_of_the_visit_leads_to_what_was_agreed_to_with_what_follows(visit: Consultation) -> None:
    client = Client()
    assert "/consents/?key=" in client.get(visit_address(visit)).content.decode()
    page = client.get(consents_page(visit)).content.decode()
    assert [
        page.count(each) for each in ("Take it back", "erase their name and contact at once", "no more SMS")
    ] == [
        3,
        1,
        1,
    ]
    assert in_force() == ["booking", "helper", "sms"]


@pytest.mark.parametrize("purpose", ["booking", "helper", "sms"])
def test_each_is_taken_back_by_one_button(purpose: str, visit: Consultation) -> None:
    consent = Consent.objects.get(purpose=purpose)
    client = Client()
    answers = [client.post(consents_page(visit), {"withdraw": consent.pk}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert in_force() == sorted({"booking", "helper", "sms"} - {purpose})
    # Only who helps leaves with the consent; the visit stands, as the page says.
    assert ContactPreference.objects.get().helper_name == ("" if purpose == "helper" else "Мира")
    visit.refresh_from_db()
    assert visit.is_live
    assert "It is noted" in client.get(answers[0].headers["Location"]).content.decode()


def test_without_the_key_nothing_is_shown_or_changed(visit: Consultation) -> None:
    path = consents_page(visit).partition("?")[0]
    consent = Consent.objects.get(purpose=Purpose.SMS)
    for key in ("", "?key=", "?key=x", f"?key={visit.reference}"):
        assert "Take it back" not in Client().get(path + key).content.decode()
        Client().post(path + key, {"withdraw": consent.pk})
    assert in_force() == ["booking", "helper", "sms"]


def test_a_link_reaches_no_consent_of_somebody_else_and_none_given_elsewhere(visit: Consultation) -> None:
    other = make_visit(visit.topic, local(MONDAY, 11), name="Други Човек")
    theirs = give_consent(person=other.entrepreneur, purpose=Purpose.SMS, how=ConsentWay.PHONE)
    case = give_consent(person=visit.entrepreneur, purpose=Purpose.CASE_FILE, how=ConsentWay.PAPER)
    client = Client()
    assert "Keeping a case file" not in client.get(consents_page(visit)).content.decode()
    for key in (theirs.pk, case.pk, "x", "", "9" * 400, "\0"):
        client.post(consents_page(visit), {"withdraw": key})
    assert in_force() == ["booking", "case_file", "helper", "sms", "sms"]


@pytest.mark.usefixtures("with_texts")
def test_texts_can_be_agreed_to_anew_as_easily(visit: Consultation) -> None:
    client = Client()
    consent = Consent.objects.get(purpose=Purpose.SMS)
    client.post(consents_page(visit), {"withdraw": consent.pk})
    page = client.get(consents_page(visit)).content.decode()
    offer = re.search(r'name="agree" value="(\d+)"', page)
    assert offer
    for _time in range(2):
        client.post(consents_page(visit), {"agree": offer[1]})
    assert in_force() == ["booking", "helper", "sms"]
    assert Consent.objects.filter(purpose=Purpose.SMS).count() == 2


@pytest.mark.parametrize("language", Language.values)
def test_the_page_is_in_every_language(language: str, visit: Consultation) -> None:
    path = consents_page(visit).replace("/en/", f"/{language}/")
    assert Client().get(path).status_code == 200


# --- My consents ---


@pytest.fixture
def owner(visit: Consultation, stranger: User) -> User:
    connect_login(user=stranger, person=visit.entrepreneur, by=visit.advisor.user)
    return stranger


def test_behind_the_login_everything_is_seen_and_taken_back(
    owner: User, as_user: AsUser, visit: Consultation
) -> None:
    give_consent(person=visit.entrepreneur, purpose=Purpose.CASE_FILE, how=ConsentWay.PAPER)
    client, path = as_user(owner), "/en/account/data/consents/"
    assert client.get(path).content.decode().count(">Take it back<") == 4
    for consent in Consent.objects.all():
        client.post(path, {"withdraw": consent.pk, "person": visit.entrepreneur_id})
    page = client.get(path).content.decode()
    assert (in_force(), page.count(">Take it back<"), "Taken back" in page) == ([], 0, True)


def test_one_agrees_for_oneself_and_not_for_another_person_of_the_same_login(
    owner: User, as_user: AsUser, visit: Consultation
) -> None:
    child = add_person(name="Дете", language="sr")
    connect_login(user=owner, person=child, by=visit.advisor.user)
    text = newest_text(Purpose.STATISTICS)
    assert text
    client = as_user(owner)
    client.post("/en/account/data/consents/", {"agree": text.pk, "person": child.pk})
    client.post("/en/account/data/consents/", {"agree": text.pk})
    assert [each.person for each in Consent.objects.filter(purpose=Purpose.STATISTICS)] == [child]


def test_nobody_else_sees_or_withdraws_them(visit: Consultation, make_user: Any, as_user: AsUser) -> None:
    consent = Consent.objects.get(purpose=Purpose.SMS)
    client = as_user(make_user(None, "other@example.org"))
    path = "/en/account/data/consents/"
    client.post(path, {"withdraw": consent.pk, "person": visit.entrepreneur_id})
    assert ("Take it back" in client.get(path).content.decode(), in_force()) == (
        False,
        ["booking", "helper", "sms"],
    )


def test_a_moved_visit_keeps_what_was_agreed_to(visit: Consultation) -> None:
    services.move(consultation=visit, start=local(MONDAY, 12), by=visit.advisor.user)
    assert in_force() == ["booking", "helper", "sms"]


@pytest.mark.parametrize("people", [*seldom([1]), 3])
def test_my_consents_take_queries_by_person_and_not_by_consent(
    people: int, owner: User, as_user: AsUser, visit: Consultation, django_assert_max_num_queries: Any
) -> None:
    for number in range(people):
        consent = give_consent(person=visit.entrepreneur, purpose=Purpose.STATISTICS, how=ConsentWay.WEB)
        if number < people - 1:
            Consent.objects.filter(pk=consent.pk).update(withdrawn_at=consent.given_at)
    client = as_user(owner)
    client.get("/en/account/data/consents/")
    with django_assert_max_num_queries(10):
        client.get("/en/account/data/consents/")
