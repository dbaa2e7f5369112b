"""Busy times from somebody's own calendar file (RFC 5545): spans of time, and nothing else of what it says.

What an entry is about, where and with whom is dropped line by line before anything is parsed: only what decides about
the time is read. Runs as a process of its own (`python -m`), since the file is a stranger's; it needs no Django.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.prop import vPeriod

from center.base.confined import confine

MOST_ENTRIES: Final = 20_000
MOST_TIMES: Final = 5_000
_OF_EVENTS: Final = frozenset(
    {
        *("UID", "SEQUENCE", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE"),
        *("DTSTART", "DTEND", "DURATION", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }
)
_OF_ZONES: Final = frozenset({"TZID", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE", "RDATE"})
_FREE_PERIOD: Final = re.compile(r'[^:]*;FBTYPE="?FREE\b', re.IGNORECASE)
_REPEATS: Final = frozenset({"RRULE", "RDATE", "RECURRENCE-ID"})
# Outlook's own word for it: who works elsewhere is not away.
_FREE_IN_OUTLOOK: Final = frozenset({"FREE", "WORKINGELSEWHERE"})
# Zones reach from -12 to +14 hours; two days are more than any difference of them.
_MARGIN: Final = timedelta(days=2)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Span = tuple[datetime, datetime]
Lines = list[str]


class NotACalendarError(Exception):
    """The file is something else, or only half of it came."""


class TooManyError(Exception):
    """More entries or times than a person can have."""


@dataclass(frozen=True)
class Question:
    """What is asked: times from `since` to `until`, floating and whole-day ones in `zone`, without our own entries."""

    zone: ZoneInfo
    since: datetime
    until: datetime
    all_day: bool
    own_host: str


@dataclass(frozen=True)
class Found:
    """Distinct spans in UTC, in order, within the question's; and how many entries could not be understood."""

    spans: list[Span]
    unread: int


def busy_times(data: bytes, question: Question) -> Found:
    """Return when the owner is busy. Raises NotACalendarError or TooManyError."""
    zones, events, periods = _sorted_out(_lines(data))
    wanted = [event for event in events if _may_matter(event, question)]
    if len(wanted) > MOST_ENTRIES:
        raise TooManyError
    if zones:
        # The library remembers the zones that a file defines.
        _parsed([line for zone in zones for line in zone])
    spans: set[Span] = set()
    unread = 0
    for series in _by_uid(wanted):
        try:
            calendar = _parsed([line for event in series for line in event])
            is_broken = any(event.errors for event in calendar.walk("VEVENT"))
            spans.update(_spans(calendar, question))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- a stranger's entry can break anything, and must not hide the others
            is_broken = True
        unread += is_broken
        if len(spans) > MOST_TIMES:
            raise TooManyError
    for piece in periods:
        try:
            spans.update(_within(_period(piece), question))
        except ValueError:
            unread += 1
    if len(spans) > MOST_TIMES:
        raise TooManyError
    return Found(sorted(spans), unread)


def _lines(data: bytes) -> Lines:
    """Return the unfolded lines of a whole calendar."""
    text = re.sub(r"(\r\n|\n|\r)[ \t]", "", data.decode("utf-8-sig", "replace"))
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    ends = [line.strip().upper() for line in (*lines[:1], *lines[-1:])]
    if ends != ["BEGIN:VCALENDAR", "END:VCALENDAR"]:
        raise NotACalendarError
    return lines


def _name(line: str) -> str:
    return re.split("[:;]", line, maxsplit=1)[0].strip().upper()


def _sorted_out(lines: Iterable[str]) -> tuple[list[Lines], list[Lines], list[str]]:
    """Return the definitions of zones, the events and the pieces of busy time; of each only what is about time."""
    zones: list[Lines] = []
    events: list[Lines] = []
    periods: list[str] = []
    within: list[str] = []
    for line in lines:
        name, value = _name(line), line.partition(":")[2].strip()
        if name == "BEGIN":
            within.append(value.upper())
            if within[-1] == "VEVENT":
                events.append([])
            elif within[-1] == "VTIMEZONE":
                zones.append([])
        kind = within[-1] if within else ""
        if kind == "VEVENT" and (name in _OF_EVENTS or name in {"BEGIN", "END"}):
            events[-1].append(line)
        elif "VTIMEZONE" in within and (name in _OF_ZONES or name in {"BEGIN", "END"}):
            zones[-1].append(line)
        elif (
            kind == "VFREEBUSY"
            and name == "FREEBUSY"
            and not re.match(r"[^:]*;FBTYPE=\"?FREE\b", line, re.IGNORECASE)
        ):
            periods.extend(value.split(","))
        if name == "END" and within:
            within.pop()
    return zones, events, periods


def _value(event: Lines, name: str) -> str:
    return next((line.partition(":")[2].strip() for line in event if _name(line) == name), "")


def _may_matter(event: Lines, question: Question) -> bool:
    """Leave out our own entries, and quickly what was over long ago: people keep their calendars for decades."""
    if _value(event, "UID").endswith(f"@{question.own_host}"):
        return False
    names = {_name(line) for line in event}
    if names & _REPEATS:
        return True
    start, end = _value(event, "DTSTART"), _value(event, "DTEND")
    if not re.match(r"\d{8}", start):
        return True
    first, last = (f"{moment:%Y%m%d}" for moment in (question.since - _MARGIN, question.until + _MARGIN))
    is_over = re.match(r"\d{8}", end or start) and "DURATION" not in names and (end or start)[:8] < first
    return not is_over and start[:8] <= last


def _by_uid(events: Iterable[Lines]) -> Iterator[list[Lines]]:
    """Give the parts of each series together; entries without a UID stand alone."""
    series: dict[str, list[Lines]] = {}
    for number, event in enumerate(events):
        series.setdefault(_value(event, "UID") or f" {number}", []).append(event)
    yield from series.values()


def _parsed(lines: Lines) -> Any:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-", *lines, "END:VCALENDAR", ""])
    return Calendar.from_ical(text)


def _spans(calendar: Any, question: Question) -> Iterator[Span]:
    """Yield the busy spans of one series, exceptions included."""
    query = recurring_ical_events.of(calendar)
    for event in query.between(question.since - _MARGIN, question.until + _MARGIN):
        if _is_free(event):
            continue
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if not isinstance(start, datetime):
            if not question.all_day:
                continue
            end = max(end, start + timedelta(days=1))
        yield from _within((_instant(start, question.zone), _instant(end, question.zone)), question)


def _is_free(event: Any) -> bool:
    return bool(
        str(event.get("TRANSP", "")).strip().upper() == "TRANSPARENT"
        or str(event.get("STATUS", "")).strip().upper() == "CANCELLED"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).strip().upper() in _FREE_IN_OUTLOOK
    )


def _instant(moment: date, zone: ZoneInfo) -> datetime:
    """Return the UTC instant; days begin at midnight of the office, and so do clocks without a zone."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0))
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _period(piece: str) -> Span:
    start, end = vPeriod.from_ical(piece.strip())
    if start.tzinfo is None:
        raise ValueError
    finish = start + end if isinstance(end, timedelta) else end
    return start.astimezone(UTC), finish.astimezone(UTC)


def _within(span: Span, question: Question) -> Iterator[Span]:
    """Yield what of the span lies in the asked time; a moment without length keeps nobody busy."""
    start, end = max(span[0], question.since), min(span[1], question.until)
    if start < end:
        yield start, end


def main(arguments: list[str]) -> None:
    """Read a file from standard input and write the answer in JSON: spans in seconds since 1970, or the problem."""
    seconds, megabytes, zone, since, until, all_day, own_host = arguments
    confine(int(seconds), int(megabytes))
    first, last = (datetime.fromisoformat(each).astimezone(UTC) for each in (since, until))
    question = Question(ZoneInfo(zone), first, last, all_day == "1", own_host)
    try:
        found = busy_times(sys.stdin.buffer.read(), question)
    except NotACalendarError:
        answer: dict[str, Any] = {"problem": "not_a_calendar"}
    except TooManyError:
        answer = {"problem": "too_many"}
    else:
        answer = {
            "busy": [[int((moment - _EPOCH).total_seconds()) for moment in span] for span in found.spans],
            "unread": found.unread,
        }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
