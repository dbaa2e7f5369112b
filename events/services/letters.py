"""Which letters a change of a registration causes; they are stored and queued in its transaction.

Who has no e-mail stands on the list of people to call.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone, translation

from center.calendar_files import CANCEL, REQUEST, possible
from center.emails import Letter
from center.services import queue_letter
from entrepreneurs.services import note_mail
from events import calendars, emails, rules
from events.models import Registration
from events.services import calling

_TOLD_FOR: Final = timedelta(days=14)


def about_place(registration: Registration) -> None:
    """Tell people that they have their places, with the calendar entry."""
    _send(registration, "registered", emails.registered(registration), method=REQUEST)


def about_waiting(registration: Registration, *, ahead: int) -> None:
    """Tell people that they wait, and how many wait before them."""
    _send(registration, "waiting", emails.waiting(registration, ahead=ahead))


def about_offer(registration: Registration) -> None:
    """Offer places that became free; after its end the letter is worth nothing and is not sent any more."""
    _send(registration, "offered", emails.offered(registration))


def about_lost_place(registration: Registration) -> None:
    """Tell people that the offered places went to the next ones."""
    _send(registration, "place_lost", emails.place_lost(registration))


def about_size(registration: Registration) -> None:
    """Confirm that more or fewer people come."""
    method = REQUEST if registration.placed_at else ""
    _send(registration, "size_changed", emails.size_changed(registration), method=method)


def about_change(registration: Registration, *, is_moved: bool) -> None:
    """Tell people of another time or place of the event, or of another address of the video call alone."""
    method = REQUEST if registration.placed_at else ""
    _send(registration, "changed", emails.changed(registration, is_moved=is_moved), method=method)


def about_programme(registration: Registration, *, changes: list[str], note: str) -> None:
    """Tell people what of the programme that concerns them is changed."""
    letter = emails.programme_changed(registration, changes=changes, note=note)
    _send(registration, "programme_changed", letter)


def about_postponed(registration: Registration) -> None:
    """Tell people that the event takes place on another day; the calendar drops the entry until then."""
    method = CANCEL if registration.placed_at else ""
    _send(registration, "postponed", emails.postponed(registration), method=method)


def about_cancellation(registration: Registration, *, had_place: bool) -> None:
    """Confirm that people are on the list no more; the calendar drops the entry."""
    letter = emails.cancelled(registration)
    _send(registration, "cancelled", letter, method=CANCEL if had_place else "", secret=False)


def about_cancelled_event(registration: Registration, *, had_place: bool) -> None:
    """Tell people that the event does not take place; the calendar drops the entry."""
    letter = emails.event_cancelled(registration)
    method = CANCEL if had_place else ""
    # Also of what was postponed, whose old time is over.
    _send(registration, "event_cancelled", letter, method=method, secret=False, even_later=True)


def about_reminder(registration: Registration) -> None:
    """Remind people of their places."""
    _send(registration, "reminder", emails.reminder(registration))


def about_thanks(registration: Registration) -> None:
    """Thank people who came, when the event is over."""
    _send(registration, "thanks", emails.thanks(registration), even_later=True)


def _send(
    registration: Registration,
    name: str,
    letter: Letter,
    *,
    method: str = "",
    secret: bool = True,
    even_later: bool = False,
) -> None:
    event = registration.event
    if rules.is_over(event, timezone.now()) and not even_later:
        return
    if not registration.contact_email:
        calling.ask(registration, name)
        return
    with translation.override(registration.language):
        calendar = calendars.registration_file(registration, method=method) if method else ""
    mail = queue_letter(
        letter,
        kind=f"events/{name}",
        to=registration.contact_email,
        secret=secret,
        expires_at=_worthless_after(registration, name),
        calendar=calendar,
        calendar_method=possible(method) if method else "",
    )
    if registration.entrepreneur is not None:
        note_mail(mail=mail, person=registration.entrepreneur)


def _worthless_after(registration: Registration, name: str) -> datetime:
    if name == "offered" and registration.offered_until is not None:
        return registration.offered_until
    ends_at, now = registration.event.ends_at, timezone.now()
    # What was postponed for long has only its old time.
    return now + _TOLD_FOR if name == "thanks" or ends_at <= now else ends_at
