"""Events as calendar entries (RFC 5545): for who registered, and as feeds of all of them."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from center import offices
from center.base.person_names import plain_line
from center.base.shown_text import in_script
from center.calendar_files import CANCEL, PUBLISH, empty_calendar, host, sent_entry
from entrepreneurs.neutral_letters import is_neutral
from events.choices import EventState
from events.models import Event, ProgrammeRelease, Registration
from events.programmes import Item


def registration_file(registration: Registration, *, method: str = PUBLISH) -> str:
    """Return the .ics text of somebody's place in the active language, times in UTC; no name and no link of a call.

    The UID stays the same for the life of the registration, SEQUENCE grows with every change. The entry of a person
    who must not be seen with the office says neither what it is nor where.
    """
    event, neutral = registration.event, is_neutral(registration.entrepreneur)
    entry = Entry()
    entry.add("uid", f"registration-{registration.reference}@{host()}")
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", _("Appointment") if neutral else plain_line(event.title.plain))
    if not neutral:
        entry.add("location", where(event))
    entry.add("transp", "OPAQUE")
    entry.add("sequence", event.ics_sequence + registration.ics_sequence)
    moments = [registration.created_at, registration.placed_at, registration.cancelled_at, event.changed_at]
    entry.add("dtstamp", max(moment for moment in moments if moment))
    entry.add("description", _("Reference: %(reference)s") % {"reference": registration.reference})
    entry.add("class", "PRIVATE")
    is_off = method == CANCEL or not registration.is_open or event.state == EventState.CANCELLED
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    office = offices.neutral() if neutral else offices.sender()
    return sent_entry(entry, office, method=method, to=registration.contact_email)


def feed(events: Iterable[Event], *, name: str) -> str:
    """Return the .ics text of public events in the active language; cancelled ones say so.

    The same events give the same bytes: DTSTAMP tells when an event last changed (RFC 5545, 3.8.7.2).
    """
    file = empty_calendar()
    file.add("method", PUBLISH)
    file.add("x-wr-calname", plain_line(name))
    file.add("refresh-interval;value=duration", "PT6H")
    for event in events:
        entry = Entry()
        entry.add("uid", f"event-{event.pk}@{host()}")
        entry.add("dtstart", event.starts_at)
        entry.add("dtend", event.ends_at)
        entry.add("summary", plain_line(event.title.plain))
        entry.add("location", where(event))
        # Whoever looks at what there is need not be busy then.
        entry.add("transp", "TRANSPARENT")
        entry.add("sequence", event.ics_sequence)
        entry.add("dtstamp", event.changed_at)
        entry.add("description", _lines(event.summary.plain))
        entry.add("url", settings.BASE_URL + reverse("events:event", args=[event.slug]))
        entry.add("status", _STATUS.get(EventState(event.state), "CONFIRMED"))
        file.add_component(entry)
    content: bytes = file.to_ical()
    return content.decode()


def item_file(event: Event, item: Item, release: ProgrammeRelease) -> str:
    """Return the .ics text of one item of the programme that the public reads, in the active language.

    Its SEQUENCE is the number of the version, so that a calendar takes over what the next one says.
    """
    file = empty_calendar()
    file.add("method", PUBLISH)
    entry = Entry()
    entry.add("uid", f"event-{event.pk}-item-{item.key}@{host()}")
    entry.add("dtstart", item.starts_at)
    entry.add("dtend", item.ends_at)
    entry.add("summary", plain_line(item.title.plain))
    place = where(event)
    entry.add("location", f"{plain_line(item.room.name.plain)}, {place}" if item.room else place)
    entry.add("transp", "TRANSPARENT")
    entry.add("sequence", release.number)
    entry.add("dtstamp", max(release.released_at, event.changed_at))
    speakers = ", ".join(in_script(speaker.name) for speaker in item.speakers)
    description = "\n\n".join(each for each in (speakers, item.about.plain) if each)
    if description:
        entry.add("description", _lines(description))
    path = reverse("events:programme", args=[event.slug])
    entry.add("url", f"{settings.BASE_URL}{path}#item-{item.key}")
    entry.add("status", _STATUS.get(EventState(event.state), "CONFIRMED"))
    file.add_component(entry)
    content: bytes = file.to_ical()
    return content.decode()


_STATUS = {EventState.CANCELLED: "CANCELLED", EventState.POSTPONED: "TENTATIVE"}


def where(event: Event) -> str:
    """Return where the event takes place, in the active language."""
    if event.venue is None:
        return _("Online")
    parts = [event.venue.name.plain, event.venue.street.plain, event.venue.settlement.name.plain]
    return ", ".join(plain_line(part) for part in parts if part)


def _lines(text: str) -> str:
    """Return a text of several lines without control characters, which no calendar may hold."""
    return "\n".join(plain_line(line) for line in text.splitlines())
