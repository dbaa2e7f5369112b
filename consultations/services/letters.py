"""Which letters a change of a visit causes; they are stored and queued in its transaction."""

from django.utils import timezone, translation

from center.emails import Letter
from center.services import queue_letter
from consultations import calendars, emails
from consultations.models import Consultation


def about_booking(consultation: Consultation) -> None:
    """Queue the letter to the visitor, if there is an e-mail, and the one to the advisor."""
    if consultation.confirmed_at is None:
        # No calendar entry before the confirmation: people trust what their calendar says.
        _to_visitor(consultation, "requested", emails.requested(consultation), method="", secret=True)
    else:
        _to_visitor(
            consultation, "booked", emails.booked(consultation), method=calendars.REQUEST, secret=True
        )
    _to_advisor(consultation, "advisor_new", emails.advisor_new(consultation))


def about_confirmation(consultation: Consultation) -> None:
    """Queue the letter to the visitor, with the calendar entry."""
    letter = emails.confirmed(consultation)
    _to_visitor(consultation, "confirmed", letter, method=calendars.REQUEST, secret=True)


def about_cancellation(consultation: Consultation) -> None:
    """Queue the letters to visitor and advisor; the visitor's calendar drops the entry."""
    # An unconfirmed request had sent no entry; dropping an unknown one does no harm.
    letter = emails.cancelled(consultation)
    _to_visitor(consultation, "cancelled", letter, method=calendars.CANCEL, secret=False)
    _to_advisor(consultation, "advisor_cancelled", emails.advisor_cancelled(consultation))


def _to_visitor(consultation: Consultation, name: str, letter: Letter, *, method: str, secret: bool) -> None:
    if not consultation.contact_email or _is_over(consultation):
        return
    with translation.override(consultation.language):
        calendar = calendars.calendar_file(consultation, method=method) if method else ""
    queue_letter(
        letter,
        kind=f"consultations/{name}",
        to=consultation.contact_email,
        secret=secret,
        # A letter about a visit that is over would only confuse.
        expires_at=consultation.ends_at,
        calendar=calendar,
        calendar_method=calendars.possible(method) if method else "",
    )


def _to_advisor(consultation: Consultation, name: str, letter: Letter) -> None:
    user = consultation.advisor.user
    # Whose access has ended has no business with visitors any more; the desk tells the coordinator.
    if not user.is_active or _is_over(consultation):
        return
    queue_letter(letter, kind=f"consultations/{name}", to=user.email, expires_at=consultation.ends_at)


def _is_over(consultation: Consultation) -> bool:
    """Say whether a letter would only confuse: it would expire unsent, and stand among the failed for ever."""
    return consultation.ends_at <= timezone.now()
