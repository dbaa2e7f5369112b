"""What an advisor's calendar program is given: the right visits, nothing about people, and a file that all read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from center.models import Office
from consultations import services
from consultations.choices import Confirmation, Mode, State
from consultations.feeds import calendar_of
from consultations.models import Advisor, Allocation, Consultation, VisitMove
from consultations.services import sessions
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic, make_visit
from tests.consultations.groups import enter, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]
MONTH = timedelta(days=30)


def read(advisor: Advisor, language: str = "en") -> Any:
    with translation.override(language):
        return Calendar.from_ical(calendar_of(advisor))


def entries(advisor: Advisor) -> list[Any]:
    return list(read(advisor).walk("VEVENT"))


def entry(advisor: Advisor) -> Any:
    (only,) = entries(advisor)
    return only


def references(advisor: Advisor) -> list[str]:
    return [str(event["uid"]).removeprefix("consultation-").partition("@")[0] for event in entries(advisor)]


@pytest.fixture
def advisor(office: Office) -> Advisor:
    return make_advisor(make_topic(name_en="Debts", name_sr="Дугови"))


def visit(advisor: Advisor, start: datetime, **wish: Any) -> Consultation:
    return make_visit(advisor.topics.get(), start, advisor=advisor, **wish)


def test_a_visit_says_when_where_and_which_but_neither_who_nor_why(advisor: Advisor) -> None:
    booked = visit(
        advisor,
        local(MONDAY, 9),
        name="Ђорђе Шумар",
        phone="064 7654321",
        email="djordje@example.org",
        note="Дугујем банци.",
    )
    event = entry(advisor)
    link = f"http://testserver/admin/consultations/consultation/{booked.pk}/change/"
    assert {name: event[name] for name in ("SUMMARY", "STATUS", "TRANSP", "CLASS", "SEQUENCE", "URL")} == {
        "SUMMARY": f"Visit {booked.reference} · At the office",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "CLASS": "PRIVATE",
        "SEQUENCE": 0,
        "URL": link,
    }
    assert str(event["UID"]) == f"consultation-{booked.reference}@testserver"
    assert (event.start, event.end) == (local(MONDAY, 9), local(MONDAY, 10))
    assert str(event["DESCRIPTION"]) == f"State: Confirmed\nThe record (sign-in needed): {link}"
    assert "Jugovićeva" in event["LOCATION"]
    everything = " ".join(str(value) for value in event.values())
    told = [
        fact for fact in ("Шумар", "7654321", "djordje", "Дугови", "Debts", "банци") if fact in everything
    ]
    assert told == []


def test_it_is_written_in_the_language_of_the_advisor(advisor: Advisor) -> None:
    booked = visit(advisor, local(MONDAY, 9), mode=Mode.PHONE)
    summaries = {
        language: str(read(advisor, language).walk("VEVENT")[0]["SUMMARY"]) for language in ("sr", "sr-latn")
    }
    assert summaries == {
        "sr": f"Разговор {booked.reference} · Телефоном",
        "sr-latn": f"Razgovor {booked.reference} · Telefonom",
    }


def test_programs_learn_its_name_its_zone_and_how_often_to_ask(advisor: Advisor) -> None:
    file = read(advisor)
    wanted = ("VERSION", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "X-PUBLISHED-TTL")
    assert {name: str(file[name]) for name in wanted} == {
        "VERSION": "2.0",
        "NAME": "Visits: Social Entrepreneurship Kruševac",
        "X-WR-CALNAME": "Visits: Social Entrepreneurship Kruševac",
        "X-WR-TIMEZONE": "Europe/Belgrade",
        "X-PUBLISHED-TTL": "PT15M",
    }
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n" in calendar_of(advisor)
    assert "METHOD" not in file


def test_an_empty_calendar_is_still_one(advisor: Advisor) -> None:
    assert entries(advisor) == []


def test_a_request_is_tentative_until_it_is_confirmed(advisor: Advisor) -> None:
    advisor.topics.update(confirmation=Confirmation.BY_STAFF)
    asked = visit(advisor, local(MONDAY, 9), email="a@example.org")
    before = entry(advisor)
    services.confirm(consultation=asked, by=advisor.user)
    after = entry(advisor)
    assert (str(before["STATUS"]), str(before["SUMMARY"])[:16]) == ("TENTATIVE", "To be confirmed:")
    assert (str(after["STATUS"]), after["UID"]) == ("CONFIRMED", before["UID"])
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_cancelled_visit_stays_for_a_month_so_that_programs_drop_it(
    advisor: Advisor, monday_morning: time_machine.Traveller
) -> None:
    booked = visit(advisor, local(MONDAY + timedelta(days=59), 9))
    before = entry(advisor)
    monday_morning.shift(timedelta(hours=1))
    services.cancel(consultation=booked, by=advisor.user)
    event = entry(advisor)
    assert {name: str(event[name]) for name in ("STATUS", "TRANSP", "SUMMARY", "UID")} == {
        "STATUS": "CANCELLED",
        "TRANSP": "TRANSPARENT",
        "SUMMARY": f"Cancelled: visit {booked.reference} · At the office",
        "UID": str(before["UID"]),
    }
    assert event["SEQUENCE"] > before["SEQUENCE"]
    assert event["DTSTAMP"].dt - before["DTSTAMP"].dt == timedelta(hours=1)
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == datetime(2026, 9, 7, 7, tzinfo=UTC)
    monday_morning.shift(MONTH)
    assert len(entries(advisor)) == 1
    monday_morning.shift(timedelta(days=1))
    assert entries(advisor) == []


@pytest.mark.parametrize(("outcome", "transparent"), [(State.DONE, "OPAQUE"), (State.MISSED, "TRANSPARENT")])
def test_a_visit_that_is_over_remains_and_only_a_missed_one_leaves_the_time_free(
    outcome: State, transparent: str, advisor: Advisor
) -> None:
    past = make_past_visit(advisor, advisor.topics.get(), local(MONDAY, 7))
    close = services.mark_done if outcome == State.DONE else services.mark_missed
    close(consultation=past, by=advisor.user)
    event = entry(advisor)
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CONFIRMED", transparent)


def test_it_reaches_thirty_days_back_and_as_far_ahead_as_staff_may_book(advisor: Advisor) -> None:
    topic = advisor.topics.get()
    first_day = MONDAY - MONTH
    make_past_visit(advisor, topic, local(first_day - timedelta(days=1), 9))
    oldest = make_past_visit(advisor, topic, local(first_day, 9))
    farthest = visit(advisor, local(MONDAY + timedelta(weeks=100), 9), by=advisor.user)
    assert references(advisor) == [oldest.reference, farthest.reference]


def test_visits_of_colleagues_are_not_in_it_but_those_that_also_hold_the_advisor_are(
    advisor: Advisor,
) -> None:
    colleague = make_advisor(advisor.topics.get())
    make_visit(advisor.topics.get(), local(MONDAY, 9), advisor=colleague)
    together = make_visit(advisor.topics.get(), local(MONDAY, 11), advisor=colleague)
    busy = together.allocations.get().busy
    Allocation.objects.create(resource=advisor.resource, consultation=together, busy=busy)
    assert references(advisor) == [together.reference]
    assert len(references(colleague)) == 2


def test_the_same_visits_are_the_same_bytes_at_any_time_of_the_day(
    advisor: Advisor, monday_morning: time_machine.Traveller
) -> None:
    visit(advisor, local(MONDAY, 9))
    before = calendar_of(advisor)
    monday_morning.shift(timedelta(hours=3))
    assert calendar_of(advisor) == before


@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)
    | st.text("ЂЉЊЏђѓ,;\\ \n", min_size=1, max_size=120)
)
def test_every_line_ends_with_crlf_and_has_at_most_75_octets_whatever_the_office_is_called(
    name: str, advisor: Advisor
) -> None:
    if not Consultation.objects.exists():
        visit(advisor, local(MONDAY, 9))
    Office.objects.update(name_sr=name, short_name_sr=name, street_sr=name[:100])
    with translation.override("sr"):
        content = calendar_of(advisor)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert [line for line in lines if line.decode() == "\N{REPLACEMENT CHARACTER}"] == []
    again = Calendar.from_ical(content)
    assert len(again.walk("VEVENT")) == 1
    # Nothing that was written can begin a property of its own.
    assert {line.partition(b":")[0].partition(b";")[0] for line in lines if not line.startswith(b" ")} == {
        *(b"BEGIN", b"END", b"VERSION", b"PRODID", b"NAME", b"X-WR-CALNAME", b"REFRESH-INTERVAL"),
        *(
            b"X-PUBLISHED-TTL",
            b"X-WR-TIMEZONE",
            b"UID",
            b"SEQUENCE",
            b"DTSTAMP",
            b"LAST-MODIFIED",
            b"CREATED",
        ),
        *(
            b"DTSTART",
            b"DTEND",
            b"SUMMARY",
            b"LOCATION",
            b"DESCRIPTION",
            b"URL",
            b"CLASS",
            b"STATUS",
            b"TRANSP",
        ),
        b"",
    }


def test_the_link_leads_to_the_record_where_one_signs_in(advisor: Advisor) -> None:
    booked = visit(advisor, local(MONDAY, 9))
    path = reverse("admin:consultations_consultation_change", args=[booked.pk])
    assert str(entry(advisor)["URL"]) == f"http://testserver{path}"


def test_a_move_is_the_last_change_that_programs_hear_of(
    advisor: Advisor, monday_morning: time_machine.Traveller
) -> None:
    booked = visit(advisor, local(MONDAY, 9))
    monday_morning.shift(timedelta(minutes=30))
    VisitMove.objects.create(
        consultation=booked,
        from_start=booked.starts_at,
        to_start=local(MONDAY, 11),
        from_advisor=advisor,
        to_advisor=advisor,
    )
    assert entry(advisor)["LAST-MODIFIED"].dt == datetime(2026, 9, 7, 6, 30, tzinfo=UTC)


def test_a_group_session_is_in_it_without_its_topic_and_its_people(advisor: Advisor) -> None:
    session = make_session(advisor=advisor, topic=advisor.topics.get(), published=False)
    draft = entry(advisor)
    sessions.publish_session(session=session, by=advisor.user)
    enter(session, 1)
    event = entry(advisor)
    link = f"http://testserver/admin/consultations/groupsession/{session.pk}/change/"
    assert [str(each["SUMMARY"]) for each in (draft, event)] == [
        "In preparation: group session · At the office",
        "Group session · At the office",
    ]
    assert [str(each["STATUS"]) for each in (draft, event)] == ["TENTATIVE", "CONFIRMED"]
    assert (draft["UID"], str(event["UID"])) == (event["UID"], f"group-session-{session.pk}@testserver")
    assert (str(event["URL"]), event["SEQUENCE"] > draft["SEQUENCE"]) == (link, True)
    assert (event.start, event.end) == (session.starts_at, session.ends_at)
    everything = " ".join(str(value) for value in event.values())
    assert [fact for fact in ("Debts", "Дугови", "Бане", "person1") if fact in everything] == []


def test_a_cancelled_group_session_is_told_so_that_programs_drop_it(advisor: Advisor) -> None:
    session = make_session(advisor=advisor)
    before = entry(advisor)
    sessions.cancel_session(session=session, by=advisor.user, reason="Болест")
    event = entry(advisor)
    assert {name: str(event[name]) for name in ("STATUS", "TRANSP", "SUMMARY")} == {
        "STATUS": "CANCELLED",
        "TRANSP": "TRANSPARENT",
        "SUMMARY": "Cancelled: group session · At the office",
    }
    assert (event["SEQUENCE"] > before["SEQUENCE"], "Болест" in str(event)) == (True, False)
