"""Texts: stored and queued in the transaction of their cause, sent once by the worker."""

import uuid
from datetime import datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from center.base.phones import can_receive_texts
from center.base.sms import LENGTH_OF_ONE, as_sms
from center.choices import TextState
from center.models import StoredText
from center.models.text import DAY_BEGINS, DAY_ENDS


def texts_are_sent() -> bool:
    """Say whether this portal sends texts at all."""
    return settings.SMS is not None


@transaction.atomic
def queue_text(
    *,
    kind: str,
    to: str,
    text: str,
    language: str,
    expires_at: datetime,
    thread: str = "",
    send_from: time = DAY_BEGINS,
    send_until: time = DAY_ENDS,
) -> StoredText:
    """Store a text and queue its sending; both happen only if the caller's transaction commits.

    `kind` names it for staff, `to` is a mobile number (E.164). It is written in plain letters and is one message, so a
    longer `text` is a ValueError. It goes between `send_from` and `send_until` by the office's clock, at the widest
    from 8 to 21 o'clock, never at `expires_at` (aware) or later, and in place of those of its `thread` that still wait.
    Raises ValidationError when the number receives no texts or the hours are none.
    """
    if not can_receive_texts(to):
        raise ValidationError(_("This number does not receive text messages."))
    body = as_sms(text)
    if not body or len(body) > LENGTH_OF_ONE:
        msg = f"A text has 1 to {LENGTH_OF_ONE} letters, not {len(body)}."
        raise ValueError(msg)
    if thread:
        drop_thread(thread=thread)
    stored = StoredText(
        kind=kind,
        recipient=to,
        language=language,
        body=body,
        thread=thread,
        send_from=send_from,
        send_until=send_until,
        expires_at=expires_at,
    )
    stored.validate_constraints()
    stored.save()
    queue_sending(stored)
    return stored


def drop_thread(*, thread: str) -> int:
    """Drop what was not sent of a thread because it is no longer so; return how many texts that were."""
    return drop_texts(texts=StoredText.objects.filter(thread=thread))


@transaction.atomic
def drop_texts(*, texts: "models.QuerySet[StoredText]") -> int:
    """Drop those of the texts that were not sent, and forget their words; return how many that were.

    Also those that failed, so that nobody sends them again. One that is on its way in this very moment is waited for,
    some seconds at most: it cannot be called back, but must not be tried again either.
    """
    not_sent = texts.filter(state__in=[TextState.QUEUED, TextState.FAILED])
    found = list(not_sent.select_for_update(of=("self",)).order_by("pk"))
    for text in found:
        text.state = TextState.DROPPED
        text.erase_body()
        text.save(update_fields=["state", "body", "erased_at"])
    return len(found)


@transaction.atomic
def retry_text(*, text: StoredText) -> StoredText:
    """Queue a failed text again; raise ValidationError when it was not failed, or is useless by now."""
    locked = StoredText.objects.select_for_update().get(pk=text.pk)
    if not locked.can_be_retried or locked.expires_at <= timezone.now():
        raise ValidationError(
            _("This text message cannot be sent again: it has not failed, or it would come too late.")
        )
    locked.state = TextState.QUEUED
    locked.last_error = ""
    locked.queued_at = timezone.now()
    locked.save(update_fields=["state", "last_error", "queued_at"])
    queue_sending(locked)
    return locked


def queue_sending(text: StoredText) -> None:
    """Have the worker send the text as soon as its hours allow."""
    now = timezone.now()
    moment = text.next_moment(now)
    job = app.configure_task("center.send_text", schedule_at=moment if moment > now else None)
    job.defer(text_id=text.pk)


def new_key(text: StoredText) -> None:
    """Make what was refused for good another text to the gateway, should somebody send it again (not saved yet)."""
    text.key = uuid.uuid4()
