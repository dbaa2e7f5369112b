"""Verbs about what visitors send from a profile. The same form sent twice is one message."""

import uuid
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import key_of_words
from center.models import User
from center.services import queue_letter
from entrepreneurs.choices import MessageState, ReportState
from entrepreneurs.emails import messages
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Channel, Enterprise, EnterpriseMessage, ErrorReport

# Half a year, as the privacy page says.
_KEPT_FOR: Final = timedelta(days=182)


def send_message(
    *,
    enterprise: Enterprise,
    name: str,
    phone: str,
    email: str,
    text: str,
    language: str,
    submission: uuid.UUID,
) -> EnterpriseMessage:
    """Keep a message and relay it to the address that the enterprise published for messages.

    Without one it waits for a colleague who passes it on by phone. The sender gets no copy: an address that
    nobody verified must not receive what a stranger typed. The same words from the same form are the same message.
    """
    words = {"name": name, "phone": phone, "email": email, "text": text, "enterprise": str(enterprise.pk)}
    submission = key_of_words(submission, words)
    sent = EnterpriseMessage(
        enterprise=enterprise,
        name=name,
        phone=phone,
        email=email,
        text=text,
        language=language,
        submission=submission,
    )
    try:
        with transaction.atomic():
            found = EnterpriseMessage.objects.filter(submission=submission).first()
            if found is not None:
                return found
            _relay(sent)
            sent.save()
    except IntegrityError:
        # The same form came twice at once; the unique submission let one through, its letter with it.
        found = EnterpriseMessage.objects.filter(submission=submission).first()
        if found is None:
            raise
        return found
    return sent


def _relay(message: EnterpriseMessage) -> None:
    """Queue the letter, if the enterprise has an address for messages whose consent is in force."""
    channels = Channel.objects.shown().filter(enterprise=message.enterprise, receives_messages=True)
    channel = channels.select_related("person").first()
    if channel is None:
        return
    language = channel.person.language if channel.person else "sr"
    message.mail = queue_letter(
        messages.message(message, language=language),
        kind="entrepreneurs/message",
        to=channel.email,
        reply_to=message.email,
    )
    message.state = MessageState.RELAYED


@transaction.atomic
def pass_on(*, message: EnterpriseMessage, by: User) -> EnterpriseMessage:
    """Note that a colleague told the enterprise. Raises ChangeRefused for one that does not wait."""
    locked = EnterpriseMessage.objects.select_for_update().get(pk=message.pk)
    if locked.state != MessageState.WAITING:
        raise ChangeRefused(_("This message was passed on already."))
    locked.state, locked.passed_on_by, locked.passed_on_at = MessageState.PASSED_ON, by, timezone.now()
    locked.save(update_fields=["state", "passed_on_by", "passed_on_at"])
    return locked


def report_error(
    *, enterprise: Enterprise, kind: str, text: str, email: str, language: str, submission: uuid.UUID
) -> ErrorReport:
    """Keep what a visitor finds wrong, for staff; the same words from the same form are the same report."""
    words = {"kind": kind, "text": text, "email": email, "enterprise": str(enterprise.pk)}
    submission = key_of_words(submission, words)
    kept = {"enterprise": enterprise, "kind": kind, "text": text, "email": email, "language": language}
    report, _created = ErrorReport.objects.get_or_create(submission=submission, defaults=kept)
    return report


@transaction.atomic
def handle_report(*, report: ErrorReport, state: ReportState, by: User) -> ErrorReport:
    """Set what became of a report; put back among the new ones it forgets who dealt with it."""
    locked = ErrorReport.objects.select_for_update().get(pk=report.pk)
    is_open = state == ReportState.NEW
    locked.state = state
    locked.handled_by = None if is_open else by
    locked.handled_at = None if is_open else timezone.now()
    locked.save(update_fields=["state", "handled_by", "handled_at"])
    return locked


@transaction.atomic
def forget_old() -> int:
    """Delete messages and reports half a year after they were dealt with; return how many that were.

    A relayed message was passed on when it came. What waits for a colleague stays. The history keeps that there was
    one, never who wrote what.
    """
    limit = timezone.now() - _KEPT_FOR
    relayed = Q(state=MessageState.RELAYED, created_at__lt=limit)
    messages_gone = EnterpriseMessage.objects.filter(relayed | Q(passed_on_at__lt=limit)).delete()[0]
    return messages_gone + ErrorReport.objects.filter(handled_at__lt=limit).delete()[0]
