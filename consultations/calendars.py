"""The visit as a calendar entry (RFC 5545): no phone, no notes, no topic."""

from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Event

from center import offices
from center.calendar_files import CANCEL, PUBLISH, address_of, host, sent_entry
from center.models import Office
from consultations.choices import Mode
from consultations.models import Consultation, GroupSession, Participation
from entrepreneurs.models import Entrepreneur, preference_of


def calendar_file(consultation: Consultation, *, method: str = PUBLISH) -> str:
    """Return the .ics text in the active language, times in UTC.

    PUBLISH is for a download, REQUEST and CANCEL for mail, each as `possible` allows. The UID stays the same for
    the life of the booking, SEQUENCE grows with every change, so that calendars replace the entry rather than
    add one.
    """
    office = _office_for(consultation.entrepreneur)
    event = Event()
    event.add("uid", uid(consultation))
    event.add("sequence", consultation.ics_sequence)
    event.add("dtstamp", changed_at(consultation))
    event.add("dtstart", consultation.starts_at)
    event.add("dtend", consultation.ends_at)
    event.add("summary", _("Appointment: %(office)s") % {"office": office.name.plain})
    event.add("location", location(consultation, office))
    event.add("description", _("Reference: %(reference)s") % {"reference": consultation.reference})
    event.add("class", "PRIVATE")
    event.add("status", _status(consultation, method))
    event.add("transp", "OPAQUE")
    return sent_entry(event, office, method=method, to=consultation.contact_email)


def _office_for(person: Entrepreneur) -> Office:
    """Return the office under the name by which this person's calendar may know it."""
    return offices.neutral() if preference_of(person).neutral_texts else offices.sender()


def uid(consultation: Consultation) -> str:
    """Return what calendars know the visit by, for the whole of its life and wherever we send it."""
    return f"consultation-{consultation.reference}@{host()}"


def changed_at(consultation: Consultation) -> datetime:
    """Return when something last happened to the visit that its entry shows."""
    moments = [consultation.created_at, consultation.confirmed_at, consultation.cancelled_at]
    moments += [move.moved_at for move in consultation.moves.all()]
    return max(moment for moment in moments if moment)


def location(held: Consultation | GroupSession, office: Office) -> str:
    """Return where the visit or session takes place, in the active language."""
    if held.mode != Mode.OFFICE:
        return str(held.get_mode_display())
    return address_of(office)


def _status(consultation: Consultation, method: str) -> str:
    if method == CANCEL or not consultation.is_live:
        return "CANCELLED"
    return "CONFIRMED" if consultation.confirmed_at else "TENTATIVE"


def place_file(place: Participation, *, method: str = PUBLISH) -> str:
    """Return the .ics text of a place in a group session; see `calendar_file`. The link of the call is not in it."""
    office, session = _office_for(place.entrepreneur), place.session
    event = Event()
    event.add("uid", f"place-{place.reference}@{host()}")
    event.add("sequence", place.ics_sequence)
    event.add("dtstamp", place.cancelled_at or place.placed_at or place.created_at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", _("Group session: %(office)s") % {"office": office.name.plain})
    event.add("location", location(session, office))
    event.add("description", _("Reference: %(reference)s") % {"reference": place.reference})
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == CANCEL or not place.is_open else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return sent_entry(event, office, method=method, to=place.contact_email)
