"""Which letters a change of a group session causes; they are stored and queued in its transaction.

Who has no e-mail is called instead: see `calling.about_place`.
"""

from django.utils import timezone, translation

from center.calendar_files import CANCEL, REQUEST, possible
from center.emails import Letter
from center.services import queue_letter
from consultations import calendars, group_emails
from consultations.models import Participation
from consultations.services import calling, texting
from entrepreneurs.services import note_mail


def about_place(place: Participation) -> None:
    """Tell a person that they have a place, with the calendar entry."""
    _send(place, "group_signed_up", group_emails.signed_up(place), method=REQUEST)


def about_waiting(place: Participation, *, ahead: int) -> None:
    """Tell a person that they wait, and how many wait before them."""
    _send(place, "group_waiting", group_emails.waiting(place, ahead=ahead))


def about_offer(place: Participation) -> None:
    """Offer a place that became free; after its end the letter is worth nothing and is not sent any more."""
    _send(place, "group_offered", group_emails.offered(place))


def about_lost_place(place: Participation) -> None:
    """Tell a person that the offered place went to the next one."""
    _send(place, "group_place_lost", group_emails.place_lost(place))


def about_change(place: Participation, *, is_moved: bool) -> None:
    """Tell a person of another time or place of the session, or of another address of the video call alone."""
    method = REQUEST if place.placed_at else ""
    _send(place, "group_changed", group_emails.changed(place, is_moved=is_moved), method=method)
    if is_moved:
        texting.about_moved_session(place)


def about_cancellation(place: Participation, *, had_place: bool) -> None:
    """Confirm that a person is on the list no more; the calendar drops the entry."""
    _send(
        place,
        "group_cancelled",
        group_emails.cancelled(place),
        method=CANCEL if had_place else "",
        secret=False,
    )
    texting.about_cancelled_place(place)


def about_cancelled_session(place: Participation) -> None:
    """Tell a person that the session does not take place; the calendar drops the entry."""
    about_cancellation(place, had_place=place.placed_at is not None)


def _send(place: Participation, name: str, letter: Letter, *, method: str = "", secret: bool = True) -> None:
    session = place.session
    if session.ends_at <= timezone.now():
        return
    if not place.contact_email:
        calling.about_place(place, name)
        return
    with translation.override(place.language):
        calendar = calendars.place_file(place, method=method) if method else ""
    mail = queue_letter(
        letter,
        kind=f"consultations/{name}",
        to=place.contact_email,
        secret=secret,
        expires_at=place.offered_until if name == "group_offered" else session.ends_at,
        calendar=calendar,
        calendar_method=possible(method) if method else "",
    )
    note_mail(mail=mail, person=place.entrepreneur)
