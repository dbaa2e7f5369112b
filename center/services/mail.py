"""Mail: stored and queued in the transaction of its cause, sent once by the worker."""

import unicodedata
import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from center.choices import MailState
from center.emails import Letter
from center.models import StoredMail

_SUBJECT_LENGTH = 200
CALENDAR_METHODS = frozenset({"PUBLISH", "REQUEST", "CANCEL"})


@transaction.atomic
def queue_mail(
    *,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    language: str,
    secret: bool = False,
    expires_at: datetime | None = None,
    calendar: str = "",
    calendar_method: str = "",
    reply_to: str = "",
    neutral: bool = False,
    unsubscribe_url: str = "",
) -> StoredMail:
    """Store a mail and queue its sending; both happen only if the caller's transaction commits.

    `kind` names the letter for staff ("consultations/booked"). `secret` marks a body with a code or a
    personal link: staff never see it and it is wiped once sent. After `expires_at` (aware) it is not sent any
    more. `calendar` is an iCalendar file and `calendar_method` its METHOD. Line breaks and control characters
    are taken out of the subject. Answers go to `reply_to`, or to the office where it is empty. With `neutral` the
    sender has the neutral name of the office. A letter to many has an `unsubscribe_url`, the address on this portal
    to which a mail program posts when its reader leaves (RFC 8058). Raises ValidationError when `to` or `reply_to` is
    no e-mail address (so neither can hold a line break).
    """
    validate_email(to)
    if reply_to:
        validate_email(reply_to)
    if bool(calendar) != (calendar_method in CALENDAR_METHODS):
        msg = "A calendar file comes with its method, PUBLISH, REQUEST or CANCEL."
        raise ValueError(msg)
    if unsubscribe_url and not _is_ours(unsubscribe_url):
        msg = "Readers leave by an address of this portal, in one line."
        raise ValueError(msg)
    mail = StoredMail.objects.create(
        kind=kind,
        recipient=to,
        reply_to=reply_to,
        subject=_one_line(subject)[:_SUBJECT_LENGTH],
        body_text=text,
        body_html=html,
        language=language,
        is_secret=secret,
        is_neutral=neutral,
        expires_at=expires_at,
        calendar=calendar,
        calendar_method=calendar_method,
        unsubscribe_url=unsubscribe_url,
        message_id=f"<{uuid.uuid4()}@{urlsplit(settings.BASE_URL).hostname}>",
    )
    _queue_sending(mail)
    return mail


def queue_letter(
    letter: Letter,
    *,
    kind: str,
    to: str,
    secret: bool = False,
    expires_at: datetime | None = None,
    calendar: str = "",
    calendar_method: str = "",
    reply_to: str = "",
    unsubscribe_url: str = "",
) -> StoredMail:
    """Store and queue a composed letter; see `queue_mail`."""
    return queue_mail(
        kind=kind,
        to=to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        language=letter.language,
        secret=secret,
        expires_at=expires_at,
        calendar=calendar,
        calendar_method=calendar_method,
        reply_to=reply_to,
        neutral=letter.is_neutral,
        unsubscribe_url=unsubscribe_url,
    )


@transaction.atomic
def retry_mail(*, mail: StoredMail) -> StoredMail:
    """Queue a failed mail again; raise ValidationError when it was not failed or its text is gone."""
    locked = StoredMail.objects.select_for_update().get(pk=mail.pk)
    if not locked.can_be_retried:
        raise ValidationError(
            _("This email cannot be sent again: it has not failed, or its text was erased meanwhile.")
        )
    locked.state = MailState.QUEUED
    locked.last_error = ""
    locked.queued_at = timezone.now()
    locked.save(update_fields=["state", "last_error", "queued_at"])
    _queue_sending(locked)
    return locked


def _queue_sending(mail: StoredMail) -> None:
    app.configure_task("center.send_mail").defer(mail_id=mail.pk)


def _one_line(text: str) -> str:
    """Return the text without control characters (also line and paragraph separators) and lone surrogates."""
    kept = (" " if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} else letter for letter in text)
    return " ".join("".join(kept).split())


def _is_ours(address: str) -> bool:
    """Tell whether an address is one of this portal that can stand in a header as it is."""
    path = address.removeprefix(f"{settings.BASE_URL}/")
    return path != address and path.isascii() and path.isprintable() and not set(path) & set(" <>,")
