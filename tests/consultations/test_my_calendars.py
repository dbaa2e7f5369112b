"""The page “My calendars”: an advisor's own address, which nobody else sees and a coordinator can only end."""

import re
from collections.abc import Callable
from html import unescape
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.choices import Role
from center.models import Office, User
from center.services import accounts
from consultations import feeds
from consultations.errors import ChangeRefused
from consultations.models import Advisor, CalendarFeed
from consultations.services import calendar_feeds
from consultations.services.calendar_feeds import end_feed, make_feed, renew_feed
from tests.consultations.factories import make_advisor, make_topic
from tests.marks import seldom

AsUser = Callable[[User], Client]
MINE = "/admin/consultations/calendarfeed/mine/"
MAKE = "/admin/consultations/calendarfeed/make/"
LIST = "/admin/consultations/calendarfeed/"


def do(feed: CalendarFeed, verb: str) -> str:
    return reverse("admin:consultations_calendarfeed_do", args=[feed.pk, verb])


def text(html: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html.decode())).split())


def shown_address(client: Client) -> str:
    found = re.findall(r'id="feed-address" value="([^"]*)"', client.get(MINE).content.decode())
    return unescape(found[0]) if found else ""


@pytest.fixture
def owner(office: Office, advisor_user: User) -> Advisor:
    accounts.choose_language(user=advisor_user, language="en")
    return make_advisor(make_topic(), user=advisor_user, name_sr="Јелена Марић", name_en="Jelena Marić")


@pytest.fixture
def mine(owner: Advisor, as_user: AsUser) -> Client:
    return as_user(owner.user)


@pytest.mark.django_db
def test_an_advisor_makes_an_address_sees_it_again_and_a_second_press_changes_nothing(
    mine: Client, owner: Advisor
) -> None:
    before = shown_address(mine)
    page = mine.post(MAKE, follow=True)
    first = shown_address(mine)
    mine.post(MAKE)
    assert (before, page.redirect_chain[-1][0], "Your address is ready." in text(page.content)) == (
        "",
        MINE,
        True,
    )
    assert first == feeds.address(owner.calendar_feed) == shown_address(mine)
    assert Client().get(first.removeprefix("http://testserver")).status_code == 200


@pytest.mark.django_db
def test_looking_at_the_page_makes_nothing(mine: Client) -> None:
    page = mine.get(MINE)
    assert (page.status_code, mine.get(MAKE).status_code, CalendarFeed.objects.count()) == (200, 405, 0)
    assert "no-store" in page["Cache-Control"]


@pytest.mark.django_db
def test_a_new_address_is_asked_about_first_and_takes_the_place_of_the_old_one(
    mine: Client, owner: Advisor
) -> None:
    mine.post(MAKE)
    old = shown_address(mine)
    asked = mine.get(do(owner.calendar_feed, "renew"))
    assert ("The old address stops working at once" in text(asked.content), shown_address(mine)) == (
        True,
        old,
    )
    page = mine.post(do(owner.calendar_feed, "renew"), follow=True)
    new = shown_address(mine)
    assert (page.redirect_chain[-1][0], "There is a new address: Jelena Marić" in text(page.content)) == (
        MINE,
        True,
    )
    assert [Client().get(each[len("http://testserver") :]).status_code for each in (old, new)] == [404, 200]


@pytest.mark.django_db
def test_an_ended_address_is_gone_and_the_page_offers_another(mine: Client, owner: Advisor) -> None:
    mine.post(MAKE)
    page = mine.post(do(owner.calendar_feed, "end"), follow=True)
    feed = CalendarFeed.objects.get()
    assert (feed.secret, feed.digest, feed.ended_by, shown_address(mine)) == ("", None, owner.user, "")
    assert "Make my address" in text(page.content)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["renew", "end"])
def test_a_colleague_can_do_nothing_to_it_and_sees_nothing_of_it(
    verb: str, mine: Client, owner: Advisor, as_user: AsUser, make_user: Callable[..., User]
) -> None:
    mine.post(MAKE)
    colleague = make_advisor(make_topic(), user=make_user(Role.ADVISOR, "colleague@example.org"))
    theirs = as_user(colleague.user)
    before = shown_address(mine)
    asked, done = theirs.get(do(owner.calendar_feed, verb)), theirs.post(do(owner.calendar_feed, verb))
    record = theirs.get(reverse("admin:consultations_calendarfeed_change", args=[owner.calendar_feed.pk]))
    history = theirs.get(reverse("admin:consultations_calendarfeed_history", args=[owner.calendar_feed.pk]))
    assert [answer.status_code for answer in (asked, done, record, history)] == [404, 404, 302, 302]
    assert (shown_address(mine), shown_address(theirs)) == (before, "")


@pytest.mark.django_db
def test_a_coordinator_sees_that_there_is_one_never_where_and_can_end_it(
    mine: Client, owner: Advisor, coordinator: User, as_user: AsUser
) -> None:
    mine.post(MAKE)
    feed = owner.calendar_feed
    office = as_user(coordinator)
    pages = [
        office.get(each)
        for each in (
            LIST,
            MINE,
            "/admin/",
            reverse("admin:consultations_calendarfeed_change", args=[feed.pk]),
            reverse("admin:consultations_calendarfeed_history", args=[feed.pk]),
            do(feed, "end"),
        )
    ]
    assert [page.status_code for page in pages] == [200] * 6
    seen = [
        page
        for page in pages
        if feed.secret in page.content.decode() or (feed.digest or "") in str(page.content)
    ]
    assert seen == []
    assert [office.post(do(feed, "renew")).status_code, office.get(do(feed, "renew")).status_code] == [
        404,
        404,
    ]
    office.post(LIST, {"action": "renew", "_selected_action": [feed.pk], "_really": "1"})
    feed.refresh_from_db()
    assert shown_address(mine) == feeds.address(feed)
    office.post(do(feed, "end"))
    feed.refresh_from_db()
    assert (feed.is_open, feed.ended_by, shown_address(mine)) == (False, coordinator, "")


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("researcher", 403), ("stranger", 302)])
def test_others_have_no_such_page(
    who: str, status: int, owner: Advisor, request: pytest.FixtureRequest, as_user: AsUser
) -> None:
    client = as_user(request.getfixturevalue(who))
    assert [client.get(MINE).status_code, client.post(MAKE).status_code] == [status, status]
    assert CalendarFeed.objects.count() == 0


@pytest.mark.django_db
def test_who_receives_nobody_is_told_why_there_is_no_address(coordinator: User, as_user: AsUser) -> None:
    accounts.choose_language(user=coordinator, language="en")
    client = as_user(coordinator)
    assert "You are not in the list of advisors" in text(client.get(MINE).content)
    assert client.post(MAKE).status_code == 404


@pytest.mark.django_db
def test_nobody_makes_an_address_of_another_even_past_the_pages(owner: Advisor, coordinator: User) -> None:
    with pytest.raises(ChangeRefused):
        make_feed(advisor=owner, by=coordinator)
    feed = make_feed(advisor=owner, by=owner.user)
    with pytest.raises(ChangeRefused):
        renew_feed(feed=feed, by=coordinator)
    end_feed(feed=feed, by=coordinator)
    ended = CalendarFeed.objects.get().ended_at
    end_feed(feed=feed, by=owner.user)
    with pytest.raises(ChangeRefused):
        renew_feed(feed=feed, by=owner.user)
    assert (CalendarFeed.objects.get().ended_at, CalendarFeed.objects.get().ended_by) == (ended, coordinator)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    rows: int,
    office: Office,
    coordinator: User,
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(rows):
        advisor = make_advisor(make_topic())
        make_feed(advisor=advisor, by=advisor.user)
    client = as_user(coordinator)
    with django_assert_num_queries(10):
        page = client.get(LIST)
    assert page.content.decode().count("field-state_badge") == rows


def at_once(owner: Advisor) -> set[str]:
    """Press the button in two windows at the same instant; return the addresses that they show."""
    barrier = Barrier(2)
    shown: set[str] = set()

    def press() -> None:
        try:
            barrier.wait(timeout=20)
            shown.add(make_feed(advisor=owner, by=owner.user).secret)
        except Exception as error:  # noqa: BLE001 -- whatever the person would have seen
            shown.add(type(error).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return shown


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [0, *seldom(range(1, 6))])
def test_two_windows_at_once_show_one_address(again: int, owner: Advisor) -> None:
    assert at_once(owner) == {CalendarFeed.objects.get().secret}


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_the_two_windows_shows_a_fault(
    owner: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prove that the race above can be lost: both find nothing before either has written."""
    meeting = Barrier(2)
    draw = calendar_feeds._draw

    def together(feed: CalendarFeed) -> CalendarFeed:
        meeting.wait(timeout=20)
        return draw(feed)

    monkeypatch.setattr(calendar_feeds, "_draw", together)
    monkeypatch.setattr(Advisor.objects, "select_for_update", lambda **_options: Advisor.objects.all())
    assert at_once(owner) == {CalendarFeed.objects.get().secret, "IntegrityError"}
