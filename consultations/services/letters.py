"""Which letters a change of a visit causes; they are stored and queued in its transaction."""

from django.utils import timezone, translation

from center.calendar_files import CANCEL, REQUEST, possible
from center.emails import Letter
from center.services import queue_letter
from consultations import calendars, emails
from consultations.models import Advisor, Consultation, VisitMove
from entrepreneurs.services import note_mail


def about_booking(consultation: Consultation) -> None:
    """Queue the letter to the visitor, if there is an e-mail, and the one to the advisor."""
    if consultation.confirmed_at is None:
        # No calendar entry before the confirmation: people trust what their calendar says.
        _to_visitor(consultation, "requested", emails.requested(consultation), method="", secret=True)
    else:
        _to_visitor(consultation, "booked", emails.booked(consultation), method=REQUEST, secret=True)
    _to_advisor(consultation, consultation.advisor, "advisor_new", emails.advisor_new(consultation))


def about_confirmation(consultation: Consultation) -> None:
    """Queue the letter to the visitor, with the calendar entry."""
    letter = emails.confirmed(consultation)
    _to_visitor(consultation, "confirmed", letter, method=REQUEST, secret=True)


def about_move(consultation: Consultation, made: VisitMove, *, had_entry: bool) -> None:
    """Queue the letters about a move: to the visitor, the advisor of before and of now, and who else takes part.

    `had_entry`: the visitor's calendar holds the visit, so it is brought up to date.
    """
    letter = emails.moved(consultation, made)
    method = REQUEST if had_entry or consultation.confirmed_at else ""
    _to_visitor(consultation, "moved", letter, method=method, secret=True)
    if made.from_advisor_id != made.to_advisor_id:
        before, now = made.from_advisor, consultation.advisor
        _to_advisor(consultation, before, "advisor_handed_on", emails.advisor_handed_on(consultation, made))
        _to_advisor(consultation, now, "advisor_new", emails.advisor_new(consultation))
        others = _second_advisors(consultation)
    else:
        others = [consultation.advisor, *_second_advisors(consultation)]
    for advisor in others:
        _to_advisor(consultation, advisor, "advisor_moved", emails.advisor_moved(consultation, made, advisor))


def about_restoration(consultation: Consultation) -> None:
    """Queue the letters that the visit takes place after all; calendars get the entry again."""
    letter = emails.restored(consultation)
    _to_visitor(consultation, "restored", letter, method=REQUEST, secret=True)
    for advisor in (consultation.advisor, *_second_advisors(consultation)):
        _to_advisor(consultation, advisor, "advisor_restored", emails.advisor_restored(consultation, advisor))


def about_second_advisor(consultation: Consultation, advisor: Advisor) -> None:
    """Tell a colleague that a visit has been put into the own calendar as well."""
    _to_advisor(consultation, advisor, "advisor_joins", emails.advisor_joins(consultation, advisor))


def about_second_advisor_left(consultation: Consultation, advisor: Advisor) -> None:
    """Tell a colleague that the visit takes place without them."""
    _to_advisor(consultation, advisor, "advisor_leaves", emails.advisor_leaves(consultation, advisor))


def about_cancellation(consultation: Consultation) -> None:
    """Queue the letters to visitor and advisors; the visitor's calendar drops the entry."""
    # An unconfirmed request had sent no entry; dropping an unknown one does no harm.
    letter = emails.cancelled(consultation)
    _to_visitor(consultation, "cancelled", letter, method=CANCEL, secret=False)
    for advisor in (consultation.advisor, *_second_advisors(consultation)):
        letter = emails.advisor_cancelled(consultation, advisor)
        _to_advisor(consultation, advisor, "advisor_cancelled", letter)


def _to_visitor(consultation: Consultation, name: str, letter: Letter, *, method: str, secret: bool) -> None:
    if not consultation.contact_email or _is_over(consultation):
        return
    with translation.override(consultation.language):
        calendar = calendars.calendar_file(consultation, method=method) if method else ""
    mail = queue_letter(
        letter,
        kind=f"consultations/{name}",
        to=consultation.contact_email,
        secret=secret,
        # A letter about a visit that is over would only confuse.
        expires_at=consultation.ends_at,
        calendar=calendar,
        calendar_method=possible(method) if method else "",
    )
    note_mail(mail=mail, person=consultation.entrepreneur)


def _second_advisors(consultation: Consultation) -> list[Advisor]:
    joined = Advisor.objects.filter(resource__allocations__consultation=consultation)
    return list(joined.exclude(pk=consultation.advisor_id).select_related("user").order_by("pk"))


def _to_advisor(consultation: Consultation, advisor: Advisor, name: str, letter: Letter) -> None:
    user = advisor.user
    # Whose access has ended has no business with visitors any more; the desk tells the coordinator.
    if not user.is_active or _is_over(consultation):
        return
    queue_letter(letter, kind=f"consultations/{name}", to=user.email, expires_at=consultation.ends_at)


def _is_over(consultation: Consultation) -> bool:
    """Say whether a letter would only confuse: it would expire unsent, and stand among the failed for ever."""
    return consultation.ends_at <= timezone.now()
