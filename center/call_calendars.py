"""Deadlines of calls for funding as calendar entries (RFC 5545), for one call and as a feed of all."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm
from icalendar import Event as Entry

from center.base.person_names import plain_line
from center.calendar_files import PUBLISH, empty_calendar, host
from center.models import FundingCall


def feed(calls: Iterable[FundingCall], *, name: str, alarms: bool = False) -> str:
    """Return the .ics text of deadlines in the active language; withdrawn calls say so.

    A deadline without an hour is an entry of the whole day, one with an hour takes no time. The UID stays, SEQUENCE
    grows with what calendars have to hear of. The same calls give the same bytes. With `alarms` the reader's calendar
    calls seven days and one day before.
    """
    file = empty_calendar()
    file.add("method", PUBLISH)
    file.add("x-wr-calname", plain_line(name))
    file.add("refresh-interval;value=duration", "PT12H")
    for call in calls:
        if call.deadline_at is not None:
            file.add_component(_entry(call, alarms=alarms))
    content: bytes = file.to_ical()
    return content.decode()


def _entry(call: FundingCall, *, alarms: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"call-{call.pk}@{host()}")
    entry.add("dtstart", call.deadline_day if call.deadline_is_day else call.deadline_at)
    title = plain_line(call.title.plain)
    entry.add("summary", _("Deadline: %(title)s") % {"title": title})
    # Nobody is busy because of it.
    entry.add("transp", "TRANSPARENT")
    entry.add("sequence", call.ics_sequence)
    entry.add("dtstamp", call.changed_at)
    lines = [call.summary.plain, call.caller.plain, call.source_url]
    entry.add("description", "\n".join(plain_line(line) for line in lines if line))
    entry.add("url", settings.BASE_URL + reverse("resources:call", args=[call.slug]))
    is_off = call.ended_at is not None
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if alarms and not is_off:
        for days in (7, 1):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title)
            alarm.add("trigger", -timedelta(days=days))
            entry.add_component(alarm)
    return entry
