"""What all forms of a press release say alike: page, PDF, letter and the file beside pictures."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from center import offices
from center.base.phones import display_phone
from center.base.shown_text import in_script
from center.models import Office, PressRelease


@dataclass(frozen=True)
class MediaContact:
    """Whom media ask: a colleague, or the office as a whole where none is named."""

    name: str
    phone: str
    email: str

    @property
    def shown_phone(self) -> str:
        return display_phone(self.phone)


def media_contact(release: PressRelease | None = None, office: Office | None = None) -> MediaContact:
    """Return the contact of a release, filled up with that of the office; example data of an office are none."""
    known = office or offices.current()
    own_phone = "" if known.contact_is_placeholder else str(known.phone or "")
    if release is None:
        return MediaContact("", own_phone, known.real_email)
    own = MediaContact(in_script(release.contact_name), release.contact_phone, release.contact_email)
    return own if own.phone or own.email else MediaContact(own.name, own_phone, known.real_email)


def date_line(release: PressRelease) -> str:
    """Return place and date as a release begins: "Town, 24 November 2026"."""
    day = date_format(release.dated, "DATE_FORMAT")
    return f"{release.place.plain}, {day}" if release.place else day


def embargo_words(release: PressRelease) -> str:
    """Return the local day and time at which the embargo ends; nothing without one or once it is over."""
    if release.embargo_until is None or release.embargo_until <= timezone.now():
        return ""
    return date_format(timezone.localtime(release.embargo_until), "DATETIME_FORMAT")
