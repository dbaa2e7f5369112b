"""The secret address: whom it answers and how, for programs that ask again and again, and what it leaves in logs."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.utils.http import parse_http_date
from pytest_django import DjangoAssertNumQueries

from center import limits
from center.base.logs import JsonFormatter
from center.models import Office, User
from consultations import feeds, services
from consultations.feeds import address
from consultations.models import Advisor, CalendarFeed
from consultations.services.calendar_feeds import end_feed, make_feed, renew_feed
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import make_session
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


@pytest.fixture
def advisor(office: Office) -> Advisor:
    cache.clear()
    return make_advisor(make_topic())


@pytest.fixture
def feed(advisor: Advisor) -> CalendarFeed:
    return make_feed(advisor=advisor, by=advisor.user)


def path(feed: CalendarFeed) -> str:
    return address(feed).removeprefix("http://testserver")


def book(feed: CalendarFeed, hour: int = 9, days: int = 0) -> None:
    make_visit(feed.advisor.topics.get(), local(MONDAY + timedelta(days=days), hour), advisor=feed.advisor)


def test_the_secret_is_long_random_and_nowhere_in_the_database_as_it_is(feed: CalendarFeed) -> None:
    again = CalendarFeed.objects.values_list("digest", flat=True).get()
    assert len(feed.secret) == 43
    assert path(feed) == f"/consultations/feeds/{feed.secret}.ics"
    assert again is not None
    assert feed.secret not in again
    with_history = str(list(apps.get_model("consultations", "CalendarFeedEvent").objects.values()))
    assert [fact for fact in (feed.secret, again) if fact in with_history] == []


def test_a_program_gets_the_file_without_a_cookie_and_with_what_it_needs_to_ask_again(
    feed: CalendarFeed, client: Client
) -> None:
    book(feed)
    answer = client.get(path(feed))
    names = ("Content-Type", "Cache-Control", "X-Robots-Tag", "Content-Disposition", "X-Content-Type-Options")
    assert {name: answer.headers.get(name) for name in names} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, max-age=300",
        "X-Robots-Tag": "noindex",
        "Content-Disposition": 'inline; filename="visits.ics"',
        "X-Content-Type-Options": "nosniff",
    }
    assert (answer.status_code, answer.content[:17], dict(answer.cookies)) == (
        200,
        b"BEGIN:VCALENDAR\r\n",
        {},
    )


def test_the_file_speaks_the_language_of_the_advisor_whatever_the_program_asks_for(
    feed: CalendarFeed, client: Client
) -> None:
    User.objects.update(language="sr-latn")
    answer = client.get(path(feed), headers={"accept-language": "en"})
    assert "X-WR-CALNAME:Razgovori: Socijalno preduzetništvo Kruševac" in answer.content.decode()


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_who_has_the_newest_file_is_not_sent_it_again_until_something_changes(
    header: str, feed: CalendarFeed, client: Client, monday_morning: time_machine.Traveller
) -> None:
    book(feed)
    first = client.get(path(feed))
    name = "ETag" if header == "if-none-match" else "Last-Modified"
    monday_morning.shift(timedelta(minutes=20))
    again = client.get(path(feed), headers={header: first[name]})
    book(feed, hour=11)
    changed = client.get(path(feed), headers={header: first[name]})
    assert (again.status_code, again.content, again[name]) == (304, b"", first[name])
    assert (changed.status_code, changed.content.count(b"BEGIN:VEVENT")) == (200, 2)
    assert parse_http_date(changed["Last-Modified"]) - parse_http_date(first["Last-Modified"]) == 20 * 60


def test_a_visit_that_leaves_the_calendar_is_a_change_too(
    feed: CalendarFeed, client: Client, monday_morning: time_machine.Traveller
) -> None:
    """The newest moment of the visits that are left would be older than before."""
    book(feed)
    monday_morning.shift(timedelta(minutes=1))
    book(feed, hour=11)
    first = client.get(path(feed))
    monday_morning.shift(timedelta(minutes=1))
    last, colleague = feed.advisor.consultations.latest("starts_at"), make_advisor(feed.advisor.topics.get())
    services.move(consultation=last, start=last.starts_at, advisor=colleague, by=colleague.user)
    answer = client.get(path(feed), headers={"if-modified-since": first["Last-Modified"]})
    assert (answer.status_code, answer.content.count(b"BEGIN:VEVENT")) == (200, 1)


def test_a_proxy_that_compresses_the_answer_does_not_lose_the_mark(
    feed: CalendarFeed, client: Client
) -> None:
    """Servers in front mark what they compress as weak, or keep the weak mark that it has."""
    tag = client.get(path(feed))["ETag"]
    answers = [
        client.get(path(feed), headers={"if-none-match": each}) for each in (tag, tag[2:], f'"x", {tag}')
    ]
    assert (tag[:3], [answer.status_code for answer in answers]) == ('W/"', [304, 304, 304])


def test_a_head_has_the_same_headers_and_no_body(feed: CalendarFeed, client: Client) -> None:
    book(feed)
    got, asked = client.get(path(feed)), client.head(path(feed))
    names = ("ETag", "Last-Modified", "Content-Type", "Content-Length")
    assert [asked[name] for name in names] == [got[name] for name in names]
    assert (asked.status_code, asked.content) == (200, b"")
    assert client.post(path(feed)).status_code == 405


def test_only_the_day_of_the_last_reading_is_kept(
    feed: CalendarFeed, client: Client, monday_morning: time_machine.Traveller
) -> None:
    client.get(path(feed))
    monday_morning.shift(timedelta(days=1, hours=5))
    client.head(path(feed))
    feed.refresh_from_db()
    assert feed.read_on == MONDAY + timedelta(days=1)


def forget(feed: CalendarFeed, how: str) -> None:
    if how == "renewed":
        renew_feed(feed=feed, by=feed.advisor.user)
    elif how == "ended":
        end_feed(feed=feed, by=feed.advisor.user)
    elif how == "advisor gone":
        User.objects.filter(pk=feed.advisor.user_id).update(is_active=False)
    else:
        feed.secret = how


@pytest.mark.parametrize("how", ["renewed", "ended", "advisor gone", "x", "A" * 43, "Ђ", "a" * 5000])
def test_what_opens_nothing_gets_the_same_answer_in_the_same_queries(
    how: str, feed: CalendarFeed, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget(feed, how)
    with django_assert_num_queries(2):
        answer = client.get(path(feed))
    kept = ("Content-Type", "Cache-Control", "X-Robots-Tag")
    assert (answer.status_code, answer.content, [answer[name] for name in kept]) == (
        404,
        b"Not found.",
        ["text/plain; charset=utf-8", "private, no-store", "noindex"],
    )


def test_a_new_address_works_and_an_ended_one_can_be_made_again(feed: CalendarFeed, client: Client) -> None:
    old = path(feed)
    renewed = path(renew_feed(feed=feed, by=feed.advisor.user))
    assert [client.get(each).status_code for each in (old, renewed)] == [404, 200]
    end_feed(feed=feed, by=feed.advisor.user)
    again = path(make_feed(advisor=feed.advisor, by=feed.advisor.user))
    assert [client.get(each).status_code for each in (old, renewed, again)] == [404, 404, 200]
    assert CalendarFeed.objects.count() == 1


def test_who_asks_too_often_waits_whether_the_secret_is_right_or_wrong(
    feed: CalendarFeed, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "_PER_CLIENT", limits.Limit(3, timedelta(hours=1)))
    statuses = [client.get(each).status_code for each in (path(feed), "/consultations/feeds/x.ics") * 2]
    refused = client.get(path(feed))
    assert statuses == [200, 404, 200, 429]
    assert (refused.status_code, int(refused["Retry-After"]) > 3000) == (429, True)
    assert client.get(path(feed), REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_it_takes_the_same_queries_for_one_visit_and_for_three(
    rows: int, feed: CalendarFeed, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        book(feed, days=number)
        make_session(advisor=feed.advisor, start=local(MONDAY + timedelta(days=number), 17))
        make_advisor(feed.advisor.topics.get())
    # The limit, the feed, the office with hours and links, the visits, their moves, the sessions,
    # and what was read.
    with django_assert_num_queries(9):
        client.get(path(feed))
    with django_assert_num_queries(8):
        client.get(path(feed))


@pytest.mark.parametrize("is_known", [True, False])
def test_no_line_of_the_log_holds_the_secret(
    is_known: bool, feed: CalendarFeed, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    if not is_known:
        end_feed(feed=feed, by=feed.advisor.user)
    client.get(f"/consultations/feeds/{feed.secret}.ics")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert [line for line in lines if feed.secret in line] == []
    assert any('"route": "/consultations/feeds/<str:secret>.ics"' in line for line in lines)


def test_a_fault_while_it_is_made_does_not_put_the_secret_into_the_log(
    feed: CalendarFeed, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> bytes:
        raise RuntimeError(feed.secret)

    monkeypatch.setattr(feeds, "calendar_of", broken)
    answer = Client(raise_request_exception=False).get(path(feed))
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert (answer.status_code, [line for line in lines if feed.secret in line]) == (500, [])


def test_robots_are_not_sent_away_by_robots_txt_which_googles_calendar_obeys(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    forbidden = [line.partition(": ")[2] for line in lines if line.startswith("Disallow")]
    assert [each for each in forbidden if "/consultations/feeds/x.ics".startswith(each)] == []


def test_a_browser_that_is_signed_in_keeps_no_copy(
    feed: CalendarFeed, as_user: Callable[[User], Client]
) -> None:
    assert "no-store" in as_user(feed.advisor.user).get(path(feed))["Cache-Control"]


def test_a_visit_cancelled_between_two_readings_is_told_as_cancelled(
    feed: CalendarFeed, client: Client
) -> None:
    book(feed)
    client.get(path(feed))
    services.cancel(consultation=feed.advisor.consultations.get(), by=feed.advisor.user)
    assert client.get(path(feed)).content.count(b"STATUS:CANCELLED") == 1
