"""Calendar files (RFC 5545) as the office sends them.

REQUEST and CANCEL are messages of an organizer to an attendee (RFC 5546, 3.2.2 and 3.2.5). An office without a real
email address has no organizer to name, so its entries are PUBLISH, also the cancelled one: with the same UID, a
higher SEQUENCE and STATUS:CANCELLED. Strictly PUBLISH names an organizer too (3.2.1), but a made-up one would get
people's answers, and calendars that people use read the entry without.
"""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from center import offices
from center.models import Office

REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"
PUBLISH: Final = "PUBLISH"


def possible(method: str) -> str:
    """Return the method in which the office can send an entry: what it is meant to be, or PUBLISH."""
    return method if offices.sender().real_email else PUBLISH


def host() -> str:
    """Return the name by which our entries are known, as the right half of their UID."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def empty_calendar() -> Calendar:
    """Return a file with what names its maker."""
    file = Calendar()
    file.add("prodid", f"-//{host()}//portal//SR")
    file.add("version", "2.0")
    return file


def address_of(office: Office) -> str:
    """Return where the office is, in the active language."""
    return f"{office.name.plain}, {office.street.plain}, {office.postcode} {office.town.plain}"


def sent_entry(entry: Event, office: Office, *, method: str, to: str) -> str:
    """Return the file of one entry in the way the office can send it: who invites, and whom, where it may ask."""
    as_sent = method if office.real_email else PUBLISH
    if office.real_email:
        entry.add("organizer", f"mailto:{office.real_email}")
    if as_sent == REQUEST and to:
        entry.add("attendee", f"mailto:{to}")
    file = empty_calendar()
    file.add("method", as_sent)
    file.add_component(entry)
    content: bytes = file.to_ical()
    return content.decode()
