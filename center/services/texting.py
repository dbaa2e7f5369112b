"""How the worker sends a stored text: once, by day, with an honest state afterwards."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from center.base.sms import Backend, Message, RefusedError, WaitsError
from center.choices import TextState
from center.models import StoredText
from center.services.sending import GIVE_UP_AFTER, Outcome
from center.services.texts import new_key, queue_sending

_log = logging.getLogger("center.text")


@transaction.atomic
def send_stored_text(*, text_id: int) -> Outcome:
    """Try once to send a queued text and keep the result; never raises for trouble with the gateway.

    The row stays locked while the gateway answers, so a second worker finds nothing to do. Should the worker die
    between the gateway's yes and the commit, the text goes out again under the same key. Outside its hours it is queued
    for when they begin, if it is worth anything by then.
    """
    text = StoredText.objects.select_for_update(skip_locked=True).queued().filter(pk=text_id).first()
    if text is None:
        return Outcome.GONE
    now = timezone.now()
    moment = text.next_moment(now)
    if text.expires_at <= moment:
        return _fail(text, "expired")
    if settings.SMS is None:
        return _fail(text, "off")
    if moment > now:
        queue_sending(text)
        return Outcome.GONE
    return _hand_over(text, settings.SMS)


def _hand_over(text: StoredText, backend: Backend) -> Outcome:
    text.attempts += 1
    try:
        backend.send(Message(key=text.key, to=text.recipient, text=text.body))
    except RefusedError as error:
        new_key(text)
        return _fail(text, str(error))
    except WaitsError as error:
        return _wait(text, str(error))
    text.state = TextState.SENT
    text.sent_at = timezone.now()
    text.last_error = ""
    text.save()
    _log.info("text sent", extra={"text": text.pk, "kind": text.kind, "attempts": text.attempts})
    return Outcome.SENT


def _wait(text: StoredText, reason: str) -> Outcome:
    if timezone.now() >= text.queued_at + GIVE_UP_AFTER:
        return _fail(text, reason)
    text.last_error = reason
    text.save(update_fields=["attempts", "last_error"])
    _log.warning("text waits", extra={"text": text.pk, "kind": text.kind, "error": reason})
    return Outcome.LATER


def _fail(text: StoredText, reason: str) -> Outcome:
    text.state = TextState.FAILED
    text.last_error = reason
    if text.expires_at <= timezone.now():
        text.erase_body()
    text.save()
    _log.error("text failed", extra={"text": text.pk, "kind": text.kind, "error": reason})
    return Outcome.FAILED
