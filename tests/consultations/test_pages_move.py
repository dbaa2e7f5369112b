"""The visitor puts a visit to another time, without scripts and without a way to do it by accident."""

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from center.models import Office, StoredMail
from consultations import services
from consultations.choices import Confirmation, State
from consultations.models import Advisor, Consultation, Topic, VisitMove
from consultations.views.addresses import visit_address
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db
NINE, TEN = local(MONDAY, 9), local(MONDAY, 10)


@pytest.fixture(autouse=True)
def topic(office: Office, monday_morning: time_machine.Traveller) -> Topic:
    topic = make_topic("first-talk", modes=["office"])
    make_advisor(topic, name_en="Jelena")
    return topic


@pytest.fixture
def visit(topic: Topic) -> Consultation:
    return make_visit(topic, NINE, email="ana@example.org")


def path_of(visit: Consultation, name: str = "visit", **query: str) -> str:
    with translation.override("en"):
        return visit_address(visit, name, **query)


def follow(browser: PlainBrowser, part: str) -> PlainBrowser:
    return browser.open(next(url for _words, url in browser.page.links if part in url))


def test_a_visitor_chooses_day_and_time_is_asked_once_more_and_has_the_new_time(visit: Consultation) -> None:
    browser = follow(PlainBrowser().open(path_of(visit)), "/move/")
    assert browser.heading == "Which day suits you better?"
    follow(browser, f"day={MONDAY:%Y-%m-%d}")
    assert browser.heading == "What time suits you better?"
    # The time that one has is not offered.
    assert [words for words, url in browser.page.links if "start=" in url] == ["10:00", "11:00", "12:00"]
    follow(browser, "start=2026-09-07T09")
    assert browser.heading == "Move the visit to this time?"
    assert Consultation.objects.get().starts_at == NINE
    browser.press("Move the visit")
    assert browser.heading == "Your visit"
    assert dict(zip(browser.page.words["dt"], browser.page.words["dd"], strict=True))["Time"] == "11:00–12:00"
    assert Consultation.objects.get().starts_at == local(MONDAY, 11)
    assert VisitMove.objects.get().moved_by is None
    assert StoredMail.objects.filter(kind="consultations/moved").count() == 1


def test_opening_every_page_changes_nothing(visit: Consultation) -> None:
    for query in ({}, {"day": f"{MONDAY:%Y-%m-%d}"}, {"start": "2026-09-07T09:00Z"}, {"whoever": "1"}):
        assert Client().get(path_of(visit, "visit_move", **query)).status_code == 200
    assert (VisitMove.objects.count(), Consultation.objects.get().starts_at) == (0, NINE)


def test_whoever_is_free_is_asked_for_and_another_advisor_receives(visit: Consultation, topic: Topic) -> None:
    other = make_advisor(topic)
    make_visit(topic, TEN, advisor=visit.advisor)
    browser = PlainBrowser().open(path_of(visit, "visit_move", day=f"{MONDAY:%Y-%m-%d}"))
    assert [words for words, url in browser.page.links if "start=" in url] == ["11:00", "12:00"]
    follow(browser.open(path_of(visit, "visit_move")), "whoever=1")
    follow(follow(browser, f"day={MONDAY:%Y-%m-%d}"), "start=2026-09-07T08").press("Move the visit")
    visit.refresh_from_db()
    assert (visit.starts_at, visit.advisor) == (TEN, other)


def test_a_time_that_somebody_took_meanwhile_leads_to_the_nearest_ones(
    visit: Consultation, topic: Topic
) -> None:
    browser = PlainBrowser().open(path_of(visit, "visit_move", start="2026-09-07T08:00Z"))
    make_visit(topic, TEN)
    browser.press("Move the visit")
    assert (browser.status, browser.heading) == (409, "Please choose another time")
    assert browser.page.alerts == ["This time was just taken."]
    offered = [url for _words, url in browser.page.links if "start=" in url]
    assert [url[url.index("start=") :][:22] for url in offered][:2] == [
        "start=2026-09-07T09%3A",
        "start=2026-09-07T10%3A",
    ]
    assert Consultation.objects.get(pk=visit.pk).starts_at == NINE


@pytest.mark.parametrize("query", [{"start": "tomorrow"}, {"day": "2026-13-01"}])
def test_an_unreadable_choice_is_asked_again(visit: Consultation, query: dict[str, str]) -> None:
    browser = PlainBrowser().open(path_of(visit, "visit_move", **query))
    assert (browser.status, browser.heading) == (400, "Which day suits you better?")


def test_after_the_limit_the_page_says_to_call_and_the_address_leads_back(
    visit: Consultation, topic: Topic
) -> None:
    topic.change_notice_hours = 24
    topic.save()
    browser = PlainBrowser().open(path_of(visit))
    assert [url for _words, url in browser.page.links if "/move/" in url or "/cancel/" in url] == []
    assert "Online you can move or cancel this visit until 24 hours before it begins." in " ".join(
        browser.page.words["p"]
    )
    response = Client().get(path_of(visit, "visit_move"))
    assert (response.status_code, response["Location"]) == (302, path_of(visit))
    assert Client().post(path_of(visit, "visit_move"), {"start": "2026-09-07T08:00Z"}).status_code == 302
    assert Consultation.objects.get().starts_at == NINE


def test_a_stranger_without_the_key_learns_nothing(visit: Consultation) -> None:
    path = path_of(visit, "visit_move").partition("?")[0]
    for address, status in ((path, 200), (f"{path}?key=wrong", 403)):
        for response in (Client().get(address), Client().post(address, {"start": "2026-09-07T08:00Z"})):
            assert response.status_code == status
            assert "Jelena" not in response.content.decode()
    assert Consultation.objects.get().starts_at == NINE


def test_where_staff_confirm_the_visitor_reads_that_the_new_time_is_held(topic: Topic) -> None:
    topic.confirmation = Confirmation.BY_STAFF
    topic.save()
    visit = make_visit(topic, NINE, email="ana@example.org")
    services.confirm(consultation=visit, by=visit.advisor.user)
    browser = PlainBrowser().open(path_of(visit, "visit_move", start="2026-09-07T08:00Z"))
    assert browser.press("Move the visit").heading == "We hold this time for you"
    assert Consultation.objects.get().state == State.REQUESTED


def test_another_visit_is_booked_with_the_advisor_whom_one_knows(visit: Consultation, topic: Topic) -> None:
    make_advisor(topic)
    with time_machine.travel(local(MONDAY, 10, 30)):
        services.mark_done(consultation=visit, by=visit.advisor.user)
        browser = PlainBrowser().open(path_of(visit))
        url = next(url for words, url in browser.page.links if words == "With the same advisor")
    assert f"advisor={visit.advisor.pk}" in url
    browser.open(url)
    assert browser.heading == "Which day suits you?"
    # Nobody is received by anybody else on the way.
    for part in ("day=2026-09-08", "start=2026-09-08T07"):
        follow(browser, part)
        assert browser.page.words["dd"][2] == "Jelena"


def test_a_visitor_names_an_advisor_and_gets_that_one(topic: Topic) -> None:
    wanted = make_advisor(topic, name_en="Marko")
    browser = PlainBrowser().open("/en/consultations/book/?topic=first-talk")
    follow(browser, f"advisor={wanted.pk}")
    follow(follow(browser, f"day={MONDAY:%Y-%m-%d}"), "start=2026-09-07T08")
    fields = {control.name: control.value for control in browser.page.fields}
    browser.post({**fields, "step": "check", "name": "Ana", "phone": "0641234567"})
    with time_machine.travel(NINE.replace(hour=6, minute=1), tick=False):
        fields = {control.name: control.value for control in browser.page.fields}
        browser.post({**fields, "step": "book"})
    assert Consultation.objects.get().advisor == wanted


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999", "9" * 30])
def test_an_advisor_who_does_not_exist_leads_back_to_the_days(number: str) -> None:
    browser = PlainBrowser().open(f"/en/consultations/book/?topic=first-talk&advisor={number}")
    assert (browser.status, browser.heading) == (404, "Which day suits you?")


def test_an_advisor_without_times_says_so_and_leaves_the_others_to_choose(topic: Topic) -> None:
    busy = make_advisor(topic, days=range(0))
    browser = PlainBrowser().open(f"/en/consultations/book/?topic=first-talk&advisor={busy.pk}")
    assert "There are no free times with this advisor at the moment" in browser.page.words["h2"]
    assert [words for words, url in browser.page.links if "book/?topic" in url and "day=" not in url][:2] == [
        "Whoever is free",
        "Jelena",
    ]


def test_one_advisor_alone_is_no_choice(topic: Topic) -> None:
    assert Advisor.objects.count() == 1
    browser = PlainBrowser().open("/en/consultations/book/?topic=first-talk")
    assert "With whom?" not in browser.page.words["h2"]


@pytest.mark.long
def test_a_visit_is_moved_ten_times_an_hour_and_then_the_page_says_when_to_try_again(
    visit: Consultation,
) -> None:
    path = path_of(visit, "visit_move")
    starts = ["2026-09-07T08:00Z", "2026-09-07T09:00Z"] * 5
    assert [Client().post(path, {"start": start}).status_code for start in starts] == [302] * 10
    refused = Client().post(path, {"start": "2026-09-07T10:00Z"})
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
    assert VisitMove.objects.count() == 10
