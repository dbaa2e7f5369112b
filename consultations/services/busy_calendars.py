"""Busy times from the advisors' own calendars: added, read by the worker again and again, ended."""

import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from center import calendar_files
from center.base import erasure_notes, fetching
from center.base.confined import ConfinedError, run_confined
from center.models import User
from consultations.choices import BusyProblem, BusyState
from consultations.errors import ChangeRefused
from consultations.models import Advisor, BusyCalendar, BusyTime
from consultations.spans import midnight

MOST_CALENDARS: Final = 5
# Farther than visitors may book (180 days), so that a reading that is put off leaves no gap.
REACH: Final = timedelta(days=190)
# A calendar of ten years is some 3 MB; those of the others are smaller.
RULES: Final = fetching.Rules(most_bytes=5 * 2**20, seconds=15)
_SECONDS_TO_PARSE: Final = 15
_MEGABYTES_TO_PARSE: Final = 512
_READ_EVERY: Final = timedelta(minutes=15)
# The calendars of all are not asked for in the same second.
_SPREAD_SECONDS: Final = 10 * 60
_LONGEST_WAIT: Final = timedelta(hours=6)
_AFTER_MAILS: Final = -5
_log = logging.getLogger("consultations.busy_calendars")

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class _Reading:
    """What came of one reading: spans are None when nothing had changed."""

    spans: Sequence[Span] | None
    unread: int = 0
    etag: str = ""
    modified: str = ""


class _Unreadable(Exception):  # noqa: N818 -- reads as what happened
    def __init__(self, problem: BusyProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


# In the log of erasures.
CALENDAR_ENDED: Final = "calendar_ended"


def add_calendar(*, advisor: Advisor, address: str, counts_all_day: bool, by: User) -> BusyCalendar:
    """Add a calendar of the advisor's own and queue its first reading; the same address again returns the first one.

    Only the advisor adds it. Raises ValidationError (by field: address) and ChangeRefused.
    """
    if advisor.user_id != by.pk:
        raise ChangeRefused(_("Only the advisor may add a calendar of the advisor's own."))
    try:
        cleaned = fetching.cleaned(address, RULES)
    except fetching.FetchError as error:
        raise ValidationError({"address": BusyProblem(error.trouble.value).label}) from None
    host = urlsplit(cleaned).hostname or ""
    if host == calendar_files.host():
        raise ValidationError(
            {"address": _("This is an address of the portal itself. Give one of your own calendar.")}
        )
    mark = salted_hmac("consultations.busy_calendars", cleaned, algorithm="sha256").hexdigest()
    try:
        return _add(advisor, cleaned, host, mark, counts_all_day=counts_all_day)
    except IntegrityError:
        # Pressed twice at once.
        return BusyCalendar.objects.being_read().get(advisor=advisor, address_mark=mark)


@transaction.atomic
def _add(advisor: Advisor, address: str, host: str, mark: str, *, counts_all_day: bool) -> BusyCalendar:
    there = BusyCalendar.objects.filter(advisor=advisor).exclude(state=BusyState.ENDED)
    if first := there.filter(address_mark=mark).first():
        return first
    if there.count() >= MOST_CALENDARS:
        raise ValidationError(
            {
                "address": _("There are %(number)d calendars already. End one of them first.")
                % {"number": MOST_CALENDARS}
            }
        )
    calendar = BusyCalendar.objects.create(
        advisor=advisor,
        address=address,
        address_mark=mark,
        host=host,
        counts_all_day=counts_all_day,
        added_at=timezone.now(),
    )
    _queue(calendar.pk, now=True)
    return calendar


@transaction.atomic
def count_all_day(*, calendar: BusyCalendar, counts: bool, by: User) -> BusyCalendar:
    """Say whether whole-day entries make busy, and read the calendar anew. Raises ChangeRefused when it has ended."""
    locked = _locked(calendar)
    if not locked.is_open:
        raise ChangeRefused(_("This calendar has ended."))
    if locked.counts_all_day != counts:
        locked.counts_all_day, locked.expanded_on = counts, None
        locked.save(update_fields=["counts_all_day", "expanded_on"])
        _queue(locked.pk, now=True)
    return locked


@transaction.atomic
def ask_for_reading(*, calendar: BusyCalendar, by: User) -> BusyCalendar:
    """Let the worker read the calendar now, all of it. Raises ChangeRefused when it has ended."""
    locked = _locked(calendar)
    if not locked.is_open:
        raise ChangeRefused(_("This calendar has ended."))
    locked.expanded_on = None
    locked.save(update_fields=["expanded_on"])
    _queue(locked.pk, now=True)
    return locked


@transaction.atomic
def end_calendar(*, calendar: BusyCalendar, by: User) -> BusyCalendar:
    """End the reading; address and busy times are erased, and the times are free again. An ended one stays so."""
    locked = _locked(calendar)
    if locked.is_open:
        erasure_notes.note(CALENDAR_ENDED, BusyCalendar, [locked.pk], actor=by.pk)
        locked.address = locked.address_mark = locked.problem = locked.etag = locked.modified = ""
        locked.state, locked.ended_at, locked.ended_by = BusyState.ENDED, timezone.now(), by
        locked.expanded_on = None
        locked.save()
        locked.times.all().delete()
    return locked


def queue_readings() -> int:
    """Queue a reading of every calendar that is due, spread over ten minutes; return how many that were.

    One that fails is tried less and less often, at least every six hours.
    """
    now, queued = timezone.now(), 0
    for calendar in BusyCalendar.objects.being_read().defer("address"):
        wait = (
            min(_READ_EVERY * 2 ** min(calendar.failures, 8), _LONGEST_WAIT)
            if calendar.failures
            else timedelta(0)
        )
        if calendar.tried_at is None or calendar.tried_at + wait <= now:
            queued += _queue(calendar.pk)
    return queued


def _queue(calendar_id: int, *, now: bool = False) -> bool:
    """Queue one reading; of those that wait one is enough, and never are two of a calendar at work."""
    name = f"consultations.busy_calendar.{calendar_id}"
    job = app.configure_task(
        "consultations.read_busy_calendar",
        lock=name,
        queueing_lock=f"{name}.now" if now else name,
        schedule_in=None if now else {"seconds": secrets.randbelow(_SPREAD_SECONDS)},
        priority=_AFTER_MAILS,
    )
    try:
        with transaction.atomic():
            job.defer(calendar_id=calendar_id)
    except AlreadyEnqueued:
        return False
    return True


def read_calendar(*, calendar_id: int) -> BusyState | None:
    """Read one calendar and put its busy times in the place of the old ones; return its state, None when it is gone.

    What fails leaves the times as they were: nobody is offered a time because a server was down.
    """
    calendar = BusyCalendar.objects.being_read().filter(pk=calendar_id).first()
    if calendar is None:
        return None
    try:
        reading = _read(calendar)
    except _Unreadable as error:
        _log.info("own calendar not read", extra={"error": error.problem.value})
        return _note_failure(calendar, error.problem)
    return _keep(calendar, reading)


def _read(calendar: BusyCalendar) -> _Reading:
    # Once a day all of it, since repetitions reach a day farther than yesterday.
    is_new_day = calendar.expanded_on != timezone.localdate()
    try:
        fetched = fetching.fetch(
            calendar.address,
            accept="text/calendar",
            agent=f"Portal calendar reader (+{settings.BASE_URL})",
            etag="" if is_new_day else calendar.etag,
            modified="" if is_new_day else calendar.modified,
            rules=RULES,
        )
    except fetching.FetchError as error:
        raise _Unreadable(BusyProblem(error.trouble.value)) from None
    if fetched.content is None:
        return _Reading(None)
    answer = _parse(fetched.content, all_day=calendar.counts_all_day)
    if "problem" in answer:
        raise _Unreadable(BusyProblem(answer["problem"]))
    spans = [
        (datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
        for start, end in answer["busy"]
    ]
    return _Reading(spans, answer["unread"], fetched.etag, fetched.modified)


def _parse(content: bytes, *, all_day: bool) -> dict[str, Any]:
    """Let a process of its own find the busy times, from today's midnight on."""
    since = midnight(timezone.localdate())
    arguments = (
        timezone.get_default_timezone_name(),
        since.isoformat(),
        (since + REACH).isoformat(),
        "1" if all_day else "0",
        calendar_files.host(),
    )
    try:
        answer = run_confined(
            "consultations.foreign_calendars",
            *arguments,
            data=content,
            seconds=_SECONDS_TO_PARSE,
            megabytes=_MEGABYTES_TO_PARSE,
        )
    except ConfinedError:
        raise _Unreadable(BusyProblem.TOO_COMPLEX) from None
    found: dict[str, Any] = json.loads(answer)
    return found


@transaction.atomic
def _keep(asked: BusyCalendar, reading: _Reading) -> BusyState:
    calendar = _locked(asked)
    if not calendar.is_open or calendar.counts_all_day != asked.counts_all_day:
        # Ended or changed meanwhile: what was read answers another question; a change queued its own reading.
        return BusyState(calendar.state)
    now = timezone.now()
    if reading.spans is not None:
        _replace(calendar, reading.spans)
        calendar.unread_entries = reading.unread
        # Asking again needs the whole mark; a cut one would never fit.
        calendar.etag = _if_short(reading.etag, BusyCalendar.ETAG_LENGTH)
        calendar.modified = _if_short(reading.modified, BusyCalendar.MODIFIED_LENGTH)
        calendar.expanded_on = timezone.localdate(now)
    calendar.state, calendar.problem, calendar.failures = BusyState.READ, "", 0
    calendar.tried_at = calendar.read_at = now
    calendar.save()
    return BusyState.READ


def _replace(calendar: BusyCalendar, spans: Sequence[Span]) -> None:
    """Write only the difference: most readings change nothing, and pages read these rows."""
    old = {(start, end): pk for pk, start, end in calendar.times.values_list("pk", "starts_at", "ends_at")}
    new = set(spans)
    calendar.times.filter(pk__in=[pk for span, pk in old.items() if span not in new]).delete()
    BusyTime.objects.bulk_create(
        BusyTime(calendar=calendar, starts_at=start, ends_at=end) for start, end in sorted(new - old.keys())
    )


def _if_short(value: str, most: int) -> str:
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


@transaction.atomic
def _note_failure(asked: BusyCalendar, problem: BusyProblem) -> BusyState:
    calendar = _locked(asked)
    if calendar.is_open:
        calendar.state, calendar.problem = BusyState.FAILING, problem
        calendar.failures = min(calendar.failures + 1, 1000)
        calendar.tried_at = timezone.now()
        calendar.save(update_fields=["state", "problem", "failures", "tried_at"])
    return BusyState(calendar.state)


def _locked(calendar: BusyCalendar) -> BusyCalendar:
    return BusyCalendar.objects.select_for_update(no_key=True).get(pk=calendar.pk)
