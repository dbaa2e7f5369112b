"""Which text messages a change causes for people without e-mail who agreed to them; queued in its transaction.

They come on top of the call: a text may be the first to reach somebody who would come in vain, and only a call says
that it did. Who changed something on the own page knows; what still waits about the time of before is dropped.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from center.choices import TextState
from center.models import StoredText, User
from center.services import drop_thread
from consultations import texts
from consultations.choices import Ending
from consultations.models import Consultation, Participation
from entrepreneurs.services import text_person

if TYPE_CHECKING:
    from consultations.texts import Appointment


def about_move(visit: Consultation, *, by: User | None) -> None:
    """Tell of the new time what a colleague chose."""
    _tell(visit, "moved", visit.starts_at, is_known=by is None)


def about_cancellation(visit: Consultation, *, by: User | None) -> None:
    """Tell that the visit does not take place, if a colleague cancelled it."""
    _tell(visit, "cancelled", visit.starts_at, is_known=by is None)


def about_restoration(visit: Consultation) -> None:
    """Tell that the visit takes place after all to whom a text has said that it does not."""
    _tell(visit, "restored", visit.starts_at, is_known=not heard_of_cancellation(visit))


def about_moved_session(place: Participation) -> None:
    """Tell of another time or place of the session who has a place in it."""
    _tell(place, "moved", place.session.starts_at, is_known=place.placed_at is None)


def about_cancelled_place(place: Participation) -> None:
    """Tell that the session does not take place, or not with this person, unless it was their wish."""
    _tell(place, "cancelled", place.session.starts_at, is_known=place.ending == Ending.PERSON)


def heard_of_cancellation(visit: Consultation) -> bool:
    """Say whether the last text that was sent about the visit said that it is cancelled."""
    sent = StoredText.objects.filter(thread=texts.thread_of(visit), state=TextState.SENT).order_by("-sent_at")
    last = sent.only("kind").first()
    return last is not None and last.kind == "consultations/text_cancelled"


def remind(appointment: "Appointment", *, starts_at: datetime) -> StoredText | None:
    """Queue a reminder, also to who reads e-mail; None for who did not agree or cannot be reached so in time."""
    return _queue(appointment, "reminder", starts_at)


def _tell(appointment: "Appointment", name: str, until: datetime, *, is_known: bool) -> None:
    drop_thread(thread=texts.thread_of(appointment))
    if not is_known and not appointment.contact_email:
        _queue(appointment, name, until)


def _queue(appointment: "Appointment", name: str, until: datetime) -> StoredText | None:
    return text_person(
        person=appointment.entrepreneur,
        number=appointment.contact_phone,
        kind=f"consultations/text_{name}",
        text=texts.write(name, appointment),
        language=appointment.language,
        expires_at=until,
        thread=texts.thread_of(appointment),
    )
