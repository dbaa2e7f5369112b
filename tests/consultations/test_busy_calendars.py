"""An advisor's own calendar: read over a real connection, its busy times are no times for visitors."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from center.base import fetching
from center.models import Office
from consultations.choices import BusyProblem, BusyState, Mode
from consultations.errors import ChangeRefused, NotBookable
from consultations.models import Absence, Advisor, BusyCalendar, BusyTime
from consultations.services import busy_calendars
from consultations.services.busy_calendars import (
    add_calendar,
    ask_for_reading,
    count_all_day,
    end_calendar,
    queue_readings,
    read_calendar,
)
from consultations.services.displaced import Why, displaced_visits
from consultations.slots import free_times
from consultations.spans import local_day
from tests.center.base.wicked_server import WickedServer, plain, says, serving
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.ics import calendar, event, timed
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]
HERE = fetching.Rules(frozenset({"http"}), lambda _address: True, 100_000, 3)
NINE = timed("20260907T070000Z", "20260907T080000Z")
TOO_MANY = [
    timed("20260907T000000Z", f"20260907T0{number}0000Z", "RRULE:FREQ=HOURLY", uid=f"{number}")
    for number in (1, 2)
]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WickedServer]:
    """A server on this machine, which only a test may read."""
    monkeypatch.setattr(busy_calendars, "RULES", HERE)
    with serving() as running:
        running.answers["/a.ics"] = says(plain(calendar(NINE)))
        yield running


@pytest.fixture
def advisor(office: Office) -> Advisor:
    return make_advisor(make_topic())


@pytest.fixture
def own(server: WickedServer, advisor: Advisor) -> BusyCalendar:
    return add(advisor, f"http://127.0.0.1:{server.port}/a.ics")


def add(advisor: Advisor, address: str, *, counts_all_day: bool = True) -> BusyCalendar:
    return add_calendar(advisor=advisor, address=address, counts_all_day=counts_all_day, by=advisor.user)


def read(own: BusyCalendar) -> BusyCalendar:
    read_calendar(calendar_id=own.pk)
    own.refresh_from_db()
    return own


def hours(advisor: Advisor, *, by_staff: bool = False) -> list[int]:
    """Return the hours at which the advisor can be had on Monday."""
    found = free_times(advisor.topics.get(), first=MONDAY, last=MONDAY, advisor=advisor, by_staff=by_staff)
    return [(time_.start - local(MONDAY, 0)) // timedelta(hours=1) for time_ in found]


def give(server: WickedServer, *parts: str, status: str = "200 OK") -> None:
    server.answers["/a.ics"] = says(plain(calendar(*parts), status=status))


# --- Reading ---


def test_what_is_busy_there_is_no_time_for_visitors_or_for_colleagues_here(
    own: BusyCalendar, advisor: Advisor
) -> None:
    before = hours(advisor)
    read(own)
    assert (before, hours(advisor), hours(advisor, by_staff=True)) == (
        [9, 10, 11, 12],
        [10, 11, 12],
        [10, 11, 12],
    )
    assert (own.state, own.problem, own.unread_entries) == (BusyState.READ, "", 0)
    with pytest.raises(NotBookable):
        make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=advisor)


def test_a_colleague_can_still_be_had_at_that_time(own: BusyCalendar, advisor: Advisor) -> None:
    colleague = make_advisor(advisor.topics.get())
    read(own)
    visit = make_visit(advisor.topics.get(), local(MONDAY, 9))
    assert visit.advisor == colleague


def test_only_from_when_to_when_is_kept(server: WickedServer, own: BusyCalendar) -> None:
    give(server, timed("20260907T070000Z", "20260907T080000Z", "SUMMARY:Зубар", "LOCATION:Код лекара"))
    read(own)
    rows = list(BusyTime.objects.values())
    assert [set(row) for row in rows] == [{"id", "calendar_id", "starts_at", "ends_at"}]
    assert (rows[0]["starts_at"], rows[0]["ends_at"]) == (local(MONDAY, 9), local(MONDAY, 10))


def test_a_time_that_is_freed_there_is_free_here_after_the_next_reading(
    server: WickedServer, own: BusyCalendar, advisor: Advisor
) -> None:
    read(own)
    give(server, timed("20260907T080000Z", "20260907T090000Z", uid="2"))
    kept = read(own).times.get()
    read(own)
    assert hours(advisor) == [9, 11, 12]
    # What did not change was not written again.
    assert own.times.get().pk == kept.pk


def test_our_own_visits_read_back_do_not_block_themselves(
    server: WickedServer, own: BusyCalendar, advisor: Advisor
) -> None:
    visit = make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=advisor)
    give(
        server,
        timed("20260907T070000Z", "20260907T080000Z", uid=f"consultation-{visit.reference}@testserver"),
    )
    assert read(own).times.count() == 0


def test_repetitions_reach_beyond_the_last_day_that_can_be_booked(
    server: WickedServer, own: BusyCalendar
) -> None:
    give(server, event("DTSTART;TZID=Europe/Belgrade:20200106T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"))
    days = [local_day(start) for start in read(own).times.values_list("starts_at", flat=True)]
    assert (days[0], len(days), days[-1] - MONDAY > timedelta(days=180)) == (MONDAY, 28, True)


# --- Asking for changes only ---


def test_an_unchanged_calendar_is_not_sent_again_but_once_a_day(
    server: WickedServer, own: BusyCalendar, monday_morning: time_machine.Traveller
) -> None:
    body = calendar(NINE)

    def answer(connection: Any, request: str) -> None:
        known = 'If-None-Match: "1"' in request
        head = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n' if known else plain(body, 'ETag: "1"')
        connection.sendall(head)

    server.answers["/a.ics"] = answer
    for _time in range(2):
        read(own)
        monday_morning.shift(timedelta(minutes=15))
    monday_morning.shift(timedelta(days=1))
    read(own)
    assert server.asked_for("If-None-Match") == ["", '"1"', ""]
    assert (own.state, own.times.count()) == (BusyState.READ, 0)


@pytest.mark.parametrize("tag", ['"' + "x" * 250 + '"', '"\xe9"'])
def test_a_mark_that_we_cannot_keep_whole_is_not_kept(
    tag: str, server: WickedServer, own: BusyCalendar
) -> None:
    server.answers["/a.ics"] = says(
        plain(calendar(NINE), "X: y").replace(b"X: y", b"ETag: " + tag.encode("latin-1"))
    )
    assert (read(own).etag, own.state) == ("", BusyState.READ)


# --- What goes wrong ---


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (plain(b"", status="404 Not Found"), BusyProblem.MISSING),
        (plain(b"<!doctype html>"), BusyProblem.NOT_A_CALENDAR),
        (plain(calendar(NINE)[:-10]), BusyProblem.NOT_A_CALENDAR),
        (plain(b"x" * 100_001), BusyProblem.TOO_LARGE),
        (plain(calendar(NINE), "Content-Encoding: gzip"), BusyProblem.GARBLED),
        (plain(b"", "Location: ftp://x.example/", status="302 Found"), BusyProblem.SCHEME),
        (plain(calendar(*TOO_MANY)), BusyProblem.TOO_MANY),
    ],
)
def test_a_reading_that_fails_leaves_the_busy_times_as_they_were(
    answer: bytes, problem: BusyProblem, server: WickedServer, own: BusyCalendar, advisor: Advisor
) -> None:
    good = read(own).read_at
    server.answers["/a.ics"] = says(answer)
    read(own)
    assert (own.state, own.problem, own.failures, own.read_at) == (BusyState.FAILING, problem, 1, good)
    assert hours(advisor) == [10, 11, 12]
    give(server, NINE)
    read(own)
    assert (own.state, own.problem, own.failures) == (BusyState.READ, "", 0)


@pytest.mark.long
def test_a_calendar_that_takes_too_long_to_parse_is_given_up(
    server: WickedServer, own: BusyCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy_calendars, "_SECONDS_TO_PARSE", 2)
    give(server, timed("19700101T000000Z", "19700101T000001Z", "RRULE:FREQ=SECONDLY"))
    assert (read(own).state, own.problem) == (BusyState.FAILING, BusyProblem.TOO_COMPLEX)


def test_every_trouble_of_fetching_has_words() -> None:
    assert {each.value for each in fetching.Trouble} <= set(BusyProblem.values)


def test_a_failure_leaves_no_address_in_the_log(
    server: WickedServer, own: BusyCalendar, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers.clear()
    read(own)
    lines = [str(record.__dict__) for record in caplog.records]
    assert [line for line in lines if "a.ics" in line or str(server.port) in line] == []
    assert any("own calendar not read" in line for line in lines)


def test_the_portal_itself_reads_no_machine_of_its_own_network(advisor: Advisor) -> None:
    with serving() as server, pytest.raises(ValidationError) as refused:
        add(advisor, f"https://127.0.0.1:{server.port}/a.ics")
    assert refused.value.message_dict == {"address": [str(BusyProblem.PRIVATE.label)]}
    inside = BusyCalendar.objects.create(
        advisor=advisor,
        address="https://localhost:9443/a.ics",
        address_mark="x",
        host="localhost",
        added_at=local(MONDAY, 8),
    )
    assert (read(inside).state, inside.problem) == (BusyState.FAILING, BusyProblem.PRIVATE)


# --- Adding, changing, ending ---


def test_the_address_rests_encrypted_and_is_in_no_history(advisor: Advisor) -> None:
    own = add(advisor, "webcal://calendar.example/private-1234/basic.ics")
    history = str(list(apps.get_model("consultations", "BusyCalendarEvent").objects.values()))
    assert (own.address, own.shown_address) == (
        "https://calendar.example/private-1234/basic.ics",
        "https://calendar.example/…",
    )
    assert ("1234" in history, "1234" in str(own), own.address_mark in history) == (False, False, False)


def test_the_same_address_twice_is_one_calendar(advisor: Advisor) -> None:
    first = add(advisor, "https://calendar.example/a.ics")
    again = add(advisor, "webcal://Calendar.example/a.ics", counts_all_day=False)
    other = add(make_advisor(make_topic()), "https://calendar.example/a.ics")
    assert (again, again.counts_all_day, other.pk == first.pk) == (first, True, False)


def test_five_calendars_are_enough(advisor: Advisor) -> None:
    first, *_others = [add(advisor, f"https://calendar.example/{number}.ics") for number in range(5)]
    with pytest.raises(ValidationError):
        add(advisor, "https://calendar.example/more.ics")
    end_calendar(calendar=first, by=advisor.user)
    assert add(advisor, "https://calendar.example/more.ics").state == BusyState.WAITING


@pytest.mark.parametrize(
    "address", ["http://calendar.example/a.ics", "a.ics", "https://10.0.0.1/", "https://testserver/a.ics"]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(address: str, advisor: Advisor) -> None:
    with pytest.raises(ValidationError) as refused:
        add(advisor, address)
    assert (list(refused.value.message_dict), BusyCalendar.objects.count()) == (["address"], 0)


def test_nobody_adds_a_calendar_for_another(advisor: Advisor) -> None:
    other = make_advisor(make_topic())
    with pytest.raises(ChangeRefused):
        add_calendar(
            advisor=advisor, address="https://calendar.example/a.ics", counts_all_day=True, by=other.user
        )


def test_ending_erases_address_and_times_and_frees_them(own: BusyCalendar, advisor: Advisor) -> None:
    read(own)
    end_calendar(calendar=own, by=advisor.user)
    end_calendar(calendar=own, by=make_advisor(make_topic()).user)
    own.refresh_from_db()
    assert (own.state, own.address, own.address_mark, own.etag, own.ended_by) == (
        BusyState.ENDED, "", "", "", advisor.user,
    )  # fmt: skip
    assert (BusyTime.objects.count(), hours(advisor)) == (0, [9, 10, 11, 12])
    assert read_calendar(calendar_id=own.pk) is None
    for change in (ask_for_reading, count_all_day):
        with pytest.raises(ChangeRefused):
            change(calendar=own, by=advisor.user, **({"counts": True} if change is count_all_day else {}))


def test_whole_days_count_as_its_owner_says(
    server: WickedServer, own: BusyCalendar, advisor: Advisor
) -> None:
    give(server, event("DTSTART;VALUE=DATE:20260907"))
    read(own)
    with_them = hours(advisor)
    count_all_day(calendar=own, counts=False, by=advisor.user)
    read(own)
    assert (with_them, hours(advisor)) == ([], [9, 10, 11, 12])


@pytest.mark.parametrize("what", ["ended", "whole days"])
def test_what_was_changed_while_it_was_read_is_not_overwritten(
    what: str, server: WickedServer, own: BusyCalendar, advisor: Advisor
) -> None:
    give(server, event("DTSTART;VALUE=DATE:20260907"))
    fetch = fetching.fetch

    def meanwhile(*args: Any, **options: Any) -> fetching.Fetched:
        found = fetch(*args, **options)
        if what == "ended":
            end_calendar(calendar=own, by=advisor.user)
        else:
            count_all_day(calendar=own, counts=False, by=advisor.user)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "fetch", meanwhile)
        read(own)
    assert (BusyTime.objects.count(), own.state) == (
        0,
        BusyState.ENDED if what == "ended" else BusyState.WAITING,
    )


def test_who_has_left_is_not_read_any_more(own: BusyCalendar, advisor: Advisor) -> None:
    type(advisor.user).objects.filter(pk=advisor.user_id).update(is_active=False)
    assert (read_calendar(calendar_id=own.pk), queue_readings()) == (None, 0)


def test_one_that_fails_is_tried_less_and_less_often_but_every_six_hours(
    server: WickedServer, own: BusyCalendar, monday_morning: time_machine.Traveller
) -> None:
    server.answers.clear()
    waits = []
    for _time in range(7):
        read(own)
        waited = 0
        while not queue_readings():
            monday_morning.shift(timedelta(minutes=15))
            waited += 15
        forget_planned()
        waits.append(waited)
    assert waits == [30, 60, 120, 240, 360, 360, 360]


def forget_planned() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock NOT LIKE '%%.now'")


# --- Queries and conflicts ---


@pytest.mark.parametrize("advisors", [*seldom([1]), 3])
@pytest.mark.parametrize("calendars", [*seldom([1]), 3])
def test_free_times_take_the_same_queries_whatever_is_read(
    advisors: int, calendars: int, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for _advisor in range(advisors):
        someone = make_advisor(topic)
        for number in range(calendars):
            own = add(someone, f"https://calendar.example/{number}.ics")
            BusyTime.objects.create(
                calendar=own, starts_at=local(MONDAY, 9 + number), ends_at=local(MONDAY, 10 + number)
            )
    with django_assert_num_queries(6):
        found = free_times(topic, first=MONDAY, last=MONDAY)
    assert len(found) == 4 - calendars


def busy(advisor: Advisor, start: float, end: float) -> BusyTime:
    own = BusyCalendar.objects.filter(advisor=advisor).first() or add(
        advisor, "https://calendar.example/a.ics"
    )
    begin = local(MONDAY, 0)
    return BusyTime.objects.create(
        calendar=own, starts_at=begin + timedelta(hours=start), ends_at=begin + timedelta(hours=end)
    )


@pytest.mark.parametrize(
    ("spans", "collides"),
    [
        ([(9, 10)], False),  # the visit itself, written there by hand
        ([(9, 10), (9.5, 11)], True),
        ([(8, 12)], True),
        ([(9.25, 9.5)], True),
        ([(9, 10.5)], True),
        ([(8.5, 10)], True),
        ([(8, 9), (10, 11)], False),
    ],
)
def test_a_visit_in_a_time_that_became_busy_stays_and_is_told(
    spans: list[tuple[float, float]], collides: bool, advisor: Advisor
) -> None:
    visit = make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=advisor, mode=Mode.OFFICE)
    make_visit(advisor.topics.get(), local(MONDAY, 12), advisor=advisor)
    for start, end in spans:
        busy(advisor, start, end)
    found = [(each.visit, each.why) for each in displaced_visits()]
    assert found == ([(visit, Why.BUSY)] if collides else [])
    visit.refresh_from_db()
    assert visit.is_live


def test_an_absence_is_the_reason_that_is_told_when_there_are_both(advisor: Advisor) -> None:
    make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=advisor)
    busy(advisor, 8, 12)
    Absence.objects.create(advisor=advisor, starts_at=local(MONDAY, 8), ends_at=local(MONDAY, 12))
    assert [each.why for each in displaced_visits()] == [Why.AWAY]


def test_a_written_copy_of_the_visit_hides_no_hours_that_shrank(advisor: Advisor) -> None:
    make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=advisor)
    busy(advisor, 9, 10)
    advisor.hours.all().delete()
    assert [each.why for each in displaced_visits()] == [Why.HOURS]


def test_busy_times_of_a_colleague_collide_with_nobody_elses_visits(advisor: Advisor) -> None:
    make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=advisor)
    busy(make_advisor(advisor.topics.get()), 8, 12)
    assert displaced_visits() == []


@pytest.mark.parametrize(
    ("hours_ago", "reads", "is_late"), [(23, 1, False), (25, 1, True), (23, 0, False), (25, 0, True)]
)
def test_a_calendar_is_late_a_day_after_its_last_good_reading(
    hours_ago: int,
    reads: int,
    is_late: bool,
    own: BusyCalendar,
    monday_morning: time_machine.Traveller,
) -> None:
    for _time in range(reads):
        read(own)
    monday_morning.shift(timedelta(hours=hours_ago))
    now = local(MONDAY, 8) + timedelta(hours=hours_ago)
    found = BusyCalendar.objects.unread_since(now - timedelta(days=1))
    assert list(found) == ([own] if is_late else [])
