"""Busy times read from strangers' files: what counts, when exactly, and that nothing in a file can do harm."""

import json
import os
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.confined import ConfinedError, run_confined
from consultations import foreign_calendars
from consultations.foreign_calendars import (
    MOST_TIMES,
    NotACalendarError,
    Question,
    TooManyError,
    busy_times,
)
from tests.consultations.ics import calendar, event, timed

BELGRADE = ZoneInfo("Europe/Belgrade")
SINCE = datetime(2026, 9, 6, 22, tzinfo=UTC)  # midnight of Monday, 7 September
UNTIL = SINCE + timedelta(days=190)
# As Outlook writes it: a name of its own, with the rules of Central Europe.
ZONE = "\r\n".join(
    [
        *("BEGIN:VTIMEZONE", "TZID:Wherever", "BEGIN:STANDARD", "DTSTART:16010101T030000"),
        *(
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "END:STANDARD",
        ),
        *("BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"),
        *("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE", ""),
    ]
)


def question(*, all_day: bool = True) -> Question:
    return Question(BELGRADE, SINCE, UNTIL, all_day, "portal.example")


def busy(*parts: str, all_day: bool = True) -> list[str]:
    """Return the spans as a person in the office reads them: "08.09. 11:00-12:00"."""
    return [words(span) for span in busy_times(calendar(*parts), question(all_day=all_day)).spans]


def words(span: tuple[datetime, datetime]) -> str:
    start, end = (moment.astimezone(BELGRADE) for moment in span)
    return f"{start:%d.%m. %H:%M}-{end:{'%H:%M' if start.date() == end.date() else '%d.%m. %H:%M'}}"


# --- What counts, and when ---


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z"], "08.09. 11:00-12:00"),
        (["DTSTART:20260908T090000", "DTEND:20260908T100000"], "08.09. 09:00-10:00"),
        (["DTSTART:20260908T090000Z", "DURATION:PT1H30M"], "08.09. 11:00-12:30"),
        (["DTSTART;TZID=America/New_York:20260908T050000", "DURATION:PT1H"], "08.09. 11:00-12:00"),
        (
            ["DTSTART;TZID=Central Europe Standard Time:20260908T090000", "DURATION:PT1H"],
            "08.09. 09:00-10:00",
        ),
        (["DTSTART;TZID=Wherever:20261208T090000", "DURATION:PT1H"], "08.12. 09:00-10:00"),
        (["DTSTART;TZID=Nowhere/Land:20260908T090000", "DURATION:PT1H"], "08.09. 09:00-10:00"),
        (["DTSTART;VALUE=DATE:20260908", "DTEND;VALUE=DATE:20260910"], "08.09. 00:00-10.09. 00:00"),
        (["DTSTART;VALUE=DATE:20260908"], "08.09. 00:00-09.09. 00:00"),
        (["DTSTART;VALUE=DATE:20260908", "DTEND;VALUE=DATE:20260908"], "08.09. 00:00-09.09. 00:00"),
        (["DTSTART;VALUE=DATE:20261024", "DURATION:P2D"], "24.10. 00:00-26.10. 00:00"),
        (["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "STATUS:TENTATIVE"], "08.09. 11:00-12:00"),
        (["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "TRANSP:OPAQUE"], "08.09. 11:00-12:00"),
        # Begun before today, or longer than the time we look at: what lies within counts.
        (["DTSTART:20260901T090000Z", "DTEND:20260907T100000Z"], "07.09. 00:00-12:00"),
        (["DTSTART:20270314T090000Z", "DTEND:20280101T000000Z"], "14.03. 10:00-15.03. 23:00"),
        (["DTSTART:20200101T090000Z", "DTEND:20300101T000000Z"], "07.09. 00:00-15.03. 23:00"),
        (["DTSTART:20200101T090000Z", "DURATION:P4000D"], "07.09. 00:00-15.03. 23:00"),
    ],
)
def test_an_entry_is_busy_from_when_to_when_it_says(lines: list[str], expected: str) -> None:
    assert busy(ZONE, event(*lines, "SUMMARY:Зубар")) == [expected]


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "TRANSP:TRANSPARENT"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "transp:transparent"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "STATUS:CANCELLED"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"],
        ["DTSTART:20260908T090000Z"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T090000Z"],
        ["DTSTART:20260906T090000Z", "DTEND:20260906T100000Z"],
        ["DTSTART:20270320T090000Z", "DTEND:20270320T100000Z"],
    ],
)
def test_free_cancelled_past_and_far_entries_and_moments_are_not_busy(lines: list[str]) -> None:
    assert busy(event(*lines)) == []


def test_whole_days_count_only_if_their_owner_wants_it() -> None:
    birthday = event("DTSTART;VALUE=DATE:20260908", "RRULE:FREQ=YEARLY")
    dentist = timed("20260908T090000Z", "20260908T100000Z", uid="2")
    assert busy(birthday, dentist) == ["08.09. 00:00-09.09. 00:00", "08.09. 11:00-12:00"]
    assert busy(birthday, dentist, all_day=False) == ["08.09. 11:00-12:00"]


def test_a_week_stays_at_its_hour_when_the_clocks_change() -> None:
    weekly = event(
        "DTSTART;TZID=Europe/Belgrade:20261018T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"
    )
    in_utc = timed("20261018T050000Z", "20261018T060000Z", "RRULE:FREQ=WEEKLY;COUNT=3", uid="2")
    named = event(
        "DTSTART;TZID=Wherever:20261018T120000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", uid="3"
    )
    assert busy(ZONE, weekly, in_utc, named) == [
        *("18.10. 07:00-08:00", "18.10. 09:00-10:00", "18.10. 12:00-13:00"),
        *("25.10. 06:00-07:00", "25.10. 09:00-10:00", "25.10. 12:00-13:00"),
        *("01.11. 06:00-07:00", "01.11. 09:00-10:00", "01.11. 12:00-13:00"),
    ]


def test_a_whole_day_has_23_or_25_hours_when_the_clocks_change() -> None:
    days = [event(f"DTSTART;VALUE=DATE:{day}", uid=day) for day in ("20261025", "20261026")]
    found = busy_times(calendar(*days), question()).spans
    assert [end - start for start, end in found] == [timedelta(hours=25), timedelta(hours=24)]


def test_exceptions_of_a_series_take_the_place_of_what_they_change() -> None:
    series = timed(
        "20260908T090000Z",
        "20260908T100000Z",
        "RRULE:FREQ=DAILY;COUNT=6",
        "EXDATE:20260910T090000Z",
        "RDATE:20260920T120000Z",
    )
    moved = timed("20260909T140000Z", "20260909T143000Z", "RECURRENCE-ID:20260909T090000Z")
    dropped = timed(
        "20260911T090000Z", "20260911T100000Z", "RECURRENCE-ID:20260911T090000Z", "STATUS:CANCELLED"
    )
    freed = timed(
        "20260912T090000Z", "20260912T100000Z", "RECURRENCE-ID:20260912T090000Z", "TRANSP:TRANSPARENT"
    )
    assert busy(series, moved, dropped, freed) == [
        "08.09. 11:00-12:00",
        "09.09. 16:00-16:30",
        "13.09. 11:00-12:00",
        "20.09. 14:00-15:00",
    ]


def test_a_change_of_this_and_all_later_ones_is_followed() -> None:
    series = timed("20260907T090000Z", "20260907T100000Z", "RRULE:FREQ=DAILY;COUNT=4")
    later = timed(
        "20260909T110000Z", "20260909T130000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260909T090000Z"
    )
    assert busy(series, later) == [
        "07.09. 11:00-12:00",
        "08.09. 11:00-12:00",
        "09.09. 13:00-15:00",
        "10.09. 13:00-15:00",
    ]


def test_published_free_and_busy_times_count_too() -> None:
    lines = [
        "FREEBUSY:20260908T090000Z/PT1H,20260909T090000Z/20260909T110000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260910T090000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20260911T090000Z/PT1H",
        'FREEBUSY;X-A=b;FBTYPE="FREE":20260912T090000Z/PT1H',
    ]
    published = "\r\n".join(["BEGIN:VFREEBUSY", *lines, "END:VFREEBUSY", ""])
    assert busy(published) == ["08.09. 11:00-12:00", "09.09. 11:00-13:00", "10.09. 11:00-12:00"]


def test_our_own_visits_that_come_back_do_not_block_themselves() -> None:
    ours = timed("20260908T090000Z", "20260908T100000Z", uid="consultation-K7MD2T4V@portal.example")
    theirs = timed("20260909T090000Z", "20260909T100000Z", uid="consultation-K7MD2T4V@other.example")
    assert busy(ours, theirs) == ["09.09. 11:00-12:00"]


def test_tasks_and_reminders_are_no_busy_times() -> None:
    task = "BEGIN:VTODO\r\nUID:t\r\nDTSTART:20260908T090000Z\r\nDUE:20260908T100000Z\r\nEND:VTODO\r\n"
    reminded = event(
        *("DTSTART:20260909T090000Z", "DTEND:20260909T100000Z", "BEGIN:VALARM", "TRIGGER:-PT15M"),
        *("DURATION:PT5M", "REPEAT:2", "END:VALARM"),
    )
    assert busy(task, reminded) == ["09.09. 11:00-12:00"]


def test_lines_may_be_folded_anywhere_and_end_as_they_like() -> None:
    whole = calendar(timed("20260908T090000Z", "20260908T100000Z", "SUMMARY:Зубар и нешто дуже"))
    folded = b"\r\n".join(
        b"\r\n ".join(line[at : at + 7] for at in range(0, len(line), 7))
        for line in whole.split(b"\r\n")
        if line
    )
    files = [
        whole,
        folded,
        whole.replace(b"\r\n", b"\n"),
        whole.replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + whole,
    ]
    assert [list(map(words, busy_times(file, question()).spans)) for file in files] == [
        ["08.09. 11:00-12:00"]
    ] * 5


def test_equal_times_are_told_once() -> None:
    same = [timed("20260908T090000Z", "20260908T100000Z", uid=uid) for uid in "abc"]
    assert busy(*same) == ["08.09. 11:00-12:00"]


# --- Against a slow and obvious model ---


@st.composite
def series(draw: st.DrawFn) -> dict[str, Any]:
    start = date(2026, 8, 1) + timedelta(days=draw(st.integers(0, 120)))
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]))
    days = (
        {start.weekday(), *draw(st.sets(st.integers(0, 6), max_size=3))} if frequency == "WEEKLY" else set()
    )
    end = draw(st.sampled_from(["count", "until", "never"]))
    return {
        "start": start,
        # No clock of Belgrade skips or repeats these hours.
        "hour": draw(st.integers(4, 20)),
        "minutes": draw(st.sampled_from([15, 60, 150])),
        "frequency": frequency,
        "interval": draw(st.integers(1, 3)),
        "days": sorted(days),
        "count": draw(st.integers(1, 40)) if end == "count" else None,
        "until": start + timedelta(days=draw(st.integers(0, 200))) if end == "until" else None,
        "left_out": draw(st.sets(st.integers(0, 12), max_size=3)),
    }


def matches(rule: dict[str, Any], day: date) -> bool:
    start = rule["start"]
    if rule["frequency"] == "DAILY":
        return bool((day - start).days % rule["interval"] == 0)
    if rule["frequency"] == "WEEKLY":
        monday, first = day - timedelta(days=day.weekday()), start - timedelta(days=start.weekday())
        return bool((monday - first).days // 7 % rule["interval"] == 0 and day.weekday() in rule["days"])
    months = (day.year - start.year) * 12 + day.month - start.month
    return bool(months % rule["interval"] == 0 and day.day == start.day)


def by_hand(rule: dict[str, Any]) -> tuple[list[date], list[date]]:
    """Go through the days one by one; return those of the series, and those left out."""
    days: list[date] = []
    day = rule["start"]
    while day < date(2027, 4, 1):
        if (rule["count"] is not None and len(days) == rule["count"]) or (
            rule["until"] and day > rule["until"]
        ):
            break
        if matches(rule, day):
            days.append(day)
        day += timedelta(days=1)
    left_out = [days[number] for number in sorted(rule["left_out"]) if number < len(days)]
    return [each for each in days if each not in left_out], left_out


@given(rule=series(), zone=st.sampled_from(["Europe/Belgrade", "Wherever"]))
def test_repetitions_are_those_that_one_counts_out_on_the_fingers(rule: dict[str, Any], zone: str) -> None:
    days, left_out = by_hand(rule)
    text = f"FREQ={rule['frequency']};INTERVAL={rule['interval']}"
    if rule["days"]:
        text += ";BYDAY=" + ",".join(("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day] for day in rule["days"])
    if rule["count"] is not None:
        text += f";COUNT={rule['count']}"
    if rule["until"]:
        last = datetime.combine(rule["until"], clock(23, 59), tzinfo=BELGRADE).astimezone(UTC)
        text += f";UNTIL={last:%Y%m%dT%H%M%SZ}"
    lines = [
        f"DTSTART;TZID={zone}:{rule['start']:%Y%m%d}T{rule['hour']:02}0000",
        f"DURATION:PT{rule['minutes']}M",
        f"RRULE:{text}",
        *(f"EXDATE;TZID={zone}:{day:%Y%m%d}T{rule['hour']:02}0000" for day in left_out),
    ]
    starts = [datetime.combine(day, clock(rule["hour"]), tzinfo=BELGRADE).astimezone(UTC) for day in days]
    length = timedelta(minutes=rule["minutes"])
    wanted = [(start, start + length) for start in starts if start + length > SINCE and start < UNTIL]
    found = busy_times(calendar(ZONE, event(*lines)), question())
    assert (found.spans, found.unread) == (wanted, 0)


@given(
    st.lists(
        st.tuples(st.integers(-3 * 1440, 195 * 1440), st.integers(1, 4000)),
        max_size=12,
        unique_by=lambda one: one[0],
    )
)
def test_every_span_that_is_written_comes_back_cut_to_the_time_asked_for(
    minutes: list[tuple[int, int]],
) -> None:
    spans = [
        (SINCE + timedelta(minutes=start), SINCE + timedelta(minutes=start + length))
        for start, length in minutes
    ]
    written = [
        timed(f"{start:%Y%m%dT%H%M%SZ}", f"{end:%Y%m%dT%H%M%SZ}", uid=str(number))
        for number, (start, end) in enumerate(spans)
    ]
    wanted = {(max(start, SINCE), min(end, UNTIL)) for start, end in spans if end > SINCE and start < UNTIL}
    assert busy_times(calendar(*written), question()).spans == sorted(wanted)


# --- Files that are none, and wicked ones ---


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><title>Sign in</title>",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n",
        calendar(timed("20260908T090000Z", "20260908T100000Z"))[:-20],
        b"\x00\x01\x02",
        b"BEGIN:VCARD\r\nEND:VCARD\r\n",
    ],
)
def test_what_is_no_whole_calendar_frees_nothing(data: bytes) -> None:
    with pytest.raises(NotACalendarError):
        busy_times(data, question())


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:garbage", "DTEND:20260908T100000Z"],
        ["DTEND:20260908T100000Z"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "RRULE:FREQ=OFTEN"],
        ["DTSTART:20260908T090000Z", "DTEND:20260908T100000Z", "RRULE:FREQ=DAILY;COUNT=many"],
        ["DTSTART:20260908T090000Z", "DURATION:long"],
    ],
)
def test_an_entry_that_cannot_be_understood_is_counted_and_hides_no_other(lines: list[str]) -> None:
    found = busy_times(
        calendar(event(*lines), timed("20260909T090000Z", "20260909T100000Z", uid="2")), question()
    )
    assert found.unread == 1
    assert "09.09. 11:00-12:00" in [words(span) for span in found.spans]


@pytest.mark.long
def test_more_times_than_a_person_can_have_are_refused() -> None:
    every_half_hour = timed("20260907T000000Z", "20260907T001000Z", "RRULE:FREQ=HOURLY")
    other = timed("20260907T003000Z", "20260907T004000Z", "RRULE:FREQ=HOURLY", uid="2")
    assert len(busy(every_half_hour)) <= MOST_TIMES
    with pytest.raises(TooManyError):
        busy(every_half_hour, other)


@given(data=st.binary(max_size=400))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    with suppress(NotACalendarError, TooManyError):
        busy_times(b"BEGIN:VCALENDAR\r\n" + data + b"\r\nEND:VCALENDAR\r\n", question())


NAMES = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXDATE",
    "RDATE",
    "RECURRENCE-ID",
    "BEGIN",
    "END",
    "TZID",
    "UID",
]
VALUES = [
    "20260908T090000Z",
    "20260908",
    "PT1H",
    "-P1W",
    "FREQ=DAILY;COUNT=2",
    "VEVENT",
    "VTIMEZONE",
    "",
    "\ud7ff;:,",
]


@given(
    st.lists(
        st.builds(
            "{}{}:{}".format,
            st.sampled_from(NAMES),
            st.sampled_from(["", ";VALUE=DATE", ";TZID=Wherever", ';X="a:b', ";RANGE=THISANDFUTURE"]),
            st.sampled_from(VALUES) | st.text(max_size=12),
        ),
        max_size=14,
    )
)
def test_no_mixture_of_real_lines_breaks_the_reading(lines: list[str]) -> None:
    with suppress(NotACalendarError, TooManyError):
        busy_times(calendar(event(*lines), ZONE, event(*lines, uid="2")), question())


def ask_confined(data: bytes, seconds: int = 4, megabytes: int = 400) -> dict[str, Any]:
    answer = run_confined(
        "consultations.foreign_calendars",
        *("Europe/Belgrade", SINCE.isoformat(), UNTIL.isoformat(), "1", "portal.example"),
        data=data,
        seconds=seconds,
        megabytes=megabytes,
    )
    found: dict[str, Any] = json.loads(answer)
    return found


def test_the_process_of_its_own_gives_the_same_answer() -> None:
    data = calendar(timed("20260908T090000Z", "20260908T100000Z"), event("DTSTART:garbage", uid="2"))
    start = int(datetime(2026, 9, 8, 9, tzinfo=UTC).timestamp())
    assert ask_confined(data) == {"busy": [[start, start + 3600]], "unread": 1}
    assert ask_confined(b"<html>") == {"problem": "not_a_calendar"}


@pytest.mark.long
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
        pytest.param("FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5,6,7,8,9", marks=pytest.mark.long),
        pytest.param("FREQ=SECONDLY;COUNT=2000000000", marks=pytest.mark.long),
    ],
)
def test_a_wicked_repetition_ends_with_its_process_and_soon(rule: str) -> None:
    begun = time.monotonic()
    wicked = timed("19700101T000000Z", "19700101T000001Z", f"RRULE:{rule}")
    try:
        answer = ask_confined(calendar(wicked))
    except ConfinedError:
        answer = {"problem": "too_complex"}
    assert (answer.get("problem") in {"too_complex", "too_many"}, time.monotonic() - begun < 12) == (
        True,
        True,
    )


def test_the_process_knows_none_of_our_secrets_and_says_nothing_of_what_it_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FIELD_KEYS_OF_A_TEST", "secret")
    kept = run_confined("tests.consultations.tell_environment", data=b"", seconds=4, megabytes=400)
    told = set(json.loads(kept))
    assert told <= {"PATH", "LANG", "TZDIR", "LC_CTYPE", "SYSTEMROOT"}
    assert "FIELD_KEYS_OF_A_TEST" in os.environ
    with pytest.raises(ConfinedError) as caught:
        run_confined("consultations.foreign_calendars", "nonsense", data=b"TITLE", seconds=4, megabytes=400)
    assert str(caught.value) == "CalledProcessError"


def test_nothing_but_times_is_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    original = foreign_calendars._parsed

    def watched(lines: list[str]) -> Any:
        parsed.extend(lines)
        return original(lines)

    monkeypatch.setattr(foreign_calendars, "_parsed", watched)
    private = ["SUMMARY:Зубар", "LOCATION:Код лекара", "DESCRIPTION:x", "ATTENDEE:mailto:a@b.rs", "GEO:1;2"]
    assert busy(timed("20260908T090000Z", "20260908T100000Z", *private)) == ["08.09. 11:00-12:00"]
    assert [line for line in parsed if line in private] == []
