"""Which letters a change of an application causes; they are stored and queued in its transaction.

Who left no e-mail is to be told by phone: the application says so until somebody called.
"""

from django.utils import timezone

from center.emails import Letter
from center.services import queue_letter
from entrepreneurs.services import note_mail
from events import decision_texts, exhibitor_emails
from events.choices import ApplicationState
from events.fair_rules import REPORTS_FOR
from events.models import Event, ExhibitorApplication


def about_application(application: ExhibitorApplication) -> None:
    """Confirm that the application arrived; who phoned has just heard it."""
    if application.contact_email:
        _send(application, "fair_sent", exhibitor_emails.sent(application))


def about_withdrawal(application: ExhibitorApplication) -> None:
    """Confirm the withdrawal; who phoned has just heard it."""
    application.to_call = False
    application.save(update_fields=["to_call"])
    if application.contact_email:
        _send(application, "fair_withdrawn", exhibitor_emails.withdrawn(application))


def about_decision(application: ExhibitorApplication) -> None:
    """Tell the decision that has just become the state."""
    text = decision_texts.letter_of(application.event, application.state)
    name = f"fair_{application.state}"
    # Who is accepted gets the personal link to the needs with it.
    secret = application.state == ApplicationState.ACCEPTED
    _send(application, name, exhibitor_emails.decision(application, text), secret=secret)


def about_needs(application: ExhibitorApplication) -> None:
    """Remind of the needs; the job asks only those with an e-mail."""
    _send(application, "fair_needs", exhibitor_emails.needs(application), secret=True)


def about_report(application: ExhibitorApplication, *, again: bool) -> None:
    """Ask how it was; the job asks only those with an e-mail."""
    name = "fair_report_again" if again else "fair_report"
    _send(application, name, exhibitor_emails.report(application, again=again), secret=True)


def about_fair(event: Event, name: str) -> None:
    """Tell everybody who exhibits or wants to that the fair is `changed`, `postponed` or `cancelled`."""
    live = [ApplicationState.SENT, ApplicationState.RESERVE, ApplicationState.ACCEPTED]
    rows = event.applications.filter(state__in=live).select_related("enterprise", "applicant")
    for application in rows.select_for_update(of=("self",)).order_by("pk"):
        application.event = event
        _send(application, f"fair_{name}", exhibitor_emails.about_fair(application, name))


def _send(application: ExhibitorApplication, name: str, letter: Letter, *, secret: bool = False) -> None:
    if not application.contact_email:
        application.to_call = True
        application.save(update_fields=["to_call"])
        return
    event = application.event
    # What was postponed for long has only its old time.
    ends_at = event.ends_at if event.ends_at > timezone.now() else None
    mail = queue_letter(
        letter,
        kind=f"events/{name}",
        to=application.contact_email,
        secret=secret,
        expires_at=event.ends_at + REPORTS_FOR if "report" in name else ends_at,
    )
    if application.applicant is not None:
        note_mail(mail=mail, person=application.applicant)
