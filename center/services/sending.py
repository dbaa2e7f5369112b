"""How the worker sends a stored mail: once, in its own language, with an honest state afterwards."""

import logging
import smtplib
from datetime import timedelta
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.utils import timezone, translation

from center import offices
from center.choices import MailState
from center.models import StoredMail

GIVE_UP_AFTER = timedelta(days=2)
_PERMANENT = 500
# Letters to many that are no newsletter, by their kinds.
_LISTS = {
    "center/press_release": "press",
    "center/press_embargo": "press",
    "center/call_week": "calls",
    "center/call_day": "calls",
    "center/call_ended": "calls",
}
_log = logging.getLogger("center.mail")


class Outcome(models.TextChoices):
    """What became of one attempt; `GONE` means that there was nothing to do."""

    SENT = "sent"
    FAILED = "failed"
    LATER = "later"
    GONE = "gone"


@transaction.atomic
def send_stored_mail(*, mail_id: int) -> Outcome:
    """Try once to send a queued mail and keep the result; never raises for trouble with the mail server.

    The row stays locked while the server answers, so a second worker finds nothing to do. Should the worker
    die between the server's yes and the commit, the mail goes out again under the same Message-ID.
    """
    mail = StoredMail.objects.select_for_update(skip_locked=True).queued().filter(pk=mail_id).first()
    if mail is None:
        return Outcome.GONE
    now = timezone.now()
    if mail.expires_at is not None and mail.expires_at <= now:
        return _fail(mail, "expired")
    mail.attempts += 1
    try:
        build_message(mail).send()
    except Exception as error:  # noqa: BLE001 -- sorted into retry and failure, each logged
        return _sort_error(mail, error)
    mail.state = MailState.SENT
    mail.sent_at = now
    mail.last_error = ""
    if mail.is_secret and not settings.DEMO:
        mail.erase_body()
    mail.save()
    _log.info("mail sent", extra={"mail": mail.pk, "kind": mail.kind, "attempts": mail.attempts})
    return Outcome.SENT


def build_message(mail: StoredMail) -> EmailMultiAlternatives:
    """Return the message in the language of the mail; answers go to its own address for them, or to the office."""
    with translation.override(mail.language):
        office = offices.neutral() if mail.is_neutral else offices.sender()
        name = " ".join(str(office.short_name or office.name).split())
    sender = formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    answers_to = mail.reply_to or office.real_email
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.body_text,
        from_email=sender,
        to=[mail.recipient],
        reply_to=[answers_to] if answers_to else [],
        headers={
            "Message-ID": mail.message_id,
            # RFC 3834: no out-of-office answers to a machine.
            "Auto-Submitted": "auto-generated",
            "Content-Language": translation.to_locale(mail.language).replace("_", "-"),
            **(_to_many(mail) if mail.unsubscribe_url else {}),
        },
    )
    if mail.body_html:
        message.attach_alternative(mail.body_html, "text/html")
    if mail.calendar:
        kind = f"text/calendar; method={mail.calendar_method}"
        # Mail programs offer buttons for the part, and a file to those that do not know it.
        message.attach_alternative(mail.calendar, kind)
        message.attach("visit.ics", mail.calendar, kind)
    return message


def _to_many(mail: StoredMail) -> dict[str, str]:
    """Return the headers of a letter to many: how to leave by one POST (RFC 8058), and that it is no personal one."""
    return {
        "List-Unsubscribe": f"<{mail.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        # RFC 2919: mail programs sort by it.
        "List-Id": f"<{_LISTS.get(mail.kind, 'newsletter')}.{urlsplit(settings.BASE_URL).hostname}>",
        # Not in a standard, but what answering machines look at since before RFC 3834.
        "Precedence": "bulk",
    }


def _sort_error(mail: StoredMail, error: Exception) -> Outcome:
    reason = describe(error)
    if is_permanent(error) or timezone.now() >= mail.queued_at + GIVE_UP_AFTER:
        return _fail(mail, reason)
    mail.last_error = reason
    mail.save(update_fields=["attempts", "last_error"])
    _log.warning("mail waits", extra={"mail": mail.pk, "kind": mail.kind, "error": reason})
    return Outcome.LATER


def _fail(mail: StoredMail, reason: str) -> Outcome:
    mail.state = MailState.FAILED
    mail.last_error = reason
    if mail.expires_at is not None and mail.expires_at <= timezone.now():
        mail.erase_body()
    mail.save()
    _log.error("mail failed", extra={"mail": mail.pk, "kind": mail.kind, "error": reason})
    return Outcome.FAILED


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    if isinstance(error, smtplib.SMTPResponseException):
        return [error.smtp_code]
    return []


def describe(error: Exception) -> str:
    """Name an error by its class and SMTP codes; the server's own words may hold an address."""
    return " ".join([type(error).__name__, *(str(code) for code in _codes(error))])


def is_permanent(error: Exception) -> bool:
    """Whether another try is useless: the recipient or the message was refused for good (RFC 5321, 4.2.1).

    Wrong passwords and refused senders are our own mistakes: those mails wait until they are put right.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return all(code >= _PERMANENT for code in _codes(error))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return True
    # What no server has seen: an address or a header that cannot be written. Trouble with the network or a
    # certificate is an OSError (and then sometimes a ValueError as well).
    return isinstance(error, ValueError) and not isinstance(error, OSError)
