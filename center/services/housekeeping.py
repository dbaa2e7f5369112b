"""What the worker tidies up by itself: words of mails and texts, old questions, logs, counters and sessions."""

from datetime import timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker
from psycopg import sql

from center.choices import AmendmentKind, MailState, QuestionState, TextState
from center.models import (
    AccessRecord,
    AccountEvent,
    Question,
    RateWindow,
    StaffAction,
    StoredMail,
    StoredText,
)
from center.services.audit.amending import amended
from center.services.sending import GIVE_UP_AFTER

BODIES_KEPT_FOR = timedelta(days=90)
_QUESTIONS_KEPT_FOR = timedelta(days=182)
# The longest window of a limit is a day; one more keeps it simple.
_COUNTERS_KEPT_FOR = timedelta(days=2)
_MOMENTS: Final = {AccessRecord: "seen_at", AccountEvent: "happened_at", StaffAction: "done_at"}
# A worker writes a heartbeat every ten seconds.
WORKER_SILENT_AFTER = timedelta(seconds=60)


@transaction.atomic
def wipe_expired_secrets() -> int:
    """Erase codes and personal links that are useless by now; return how many mails that were.

    A mail that still waited becomes failed. The demo keeps sent ones readable.
    """
    due = StoredMail.objects.select_for_update(skip_locked=True).filter(
        is_secret=True, expires_at__lte=timezone.now(), erased_at__isnull=True
    )
    if settings.DEMO:
        due = due.queued()
    mails = list(due)
    for mail in mails:
        if mail.state == MailState.QUEUED:
            mail.state = MailState.FAILED
            mail.last_error = "expired"
        mail.erase_body()
        mail.save()
    return len(mails)


@transaction.atomic
def erase_old_bodies() -> int:
    """Erase the words of mails and texts older than 90 days that do not wait any more; return how many that were."""
    limit = timezone.now() - BODIES_KEPT_FOR
    mails = StoredMail.objects.with_body_older_than(limit).exclude(state=MailState.QUEUED)
    texts = StoredText.objects.with_body_older_than(limit).exclude(state=TextState.QUEUED)
    old: list[StoredMail | StoredText] = [
        *mails.select_for_update(skip_locked=True),
        *texts.select_for_update(skip_locked=True),
    ]
    for each in old:
        each.erase_body()
        each.save()
    return len(old)


@transaction.atomic
def give_up_forgotten_mails() -> int:
    """Mark mails failed that still wait though their job is long over, so that staff see them."""
    forgotten = StoredMail.objects.queued().filter(
        queued_at__lt=timezone.now() - GIVE_UP_AFTER - timedelta(days=1)
    )
    count: int = forgotten.update(state=MailState.FAILED, last_error="forgotten")
    return count


@transaction.atomic
def give_up_forgotten_texts() -> int:
    """Mark texts failed that still wait though they are useless by now or their job is long over."""
    now = timezone.now()
    is_forgotten = Q(expires_at__lt=now) | Q(queued_at__lt=now - GIVE_UP_AFTER - timedelta(days=1))
    waiting = StoredText.objects.queued().filter(is_forgotten)
    count: int = waiting.update(state=TextState.FAILED, last_error="forgotten")
    return count


def forget_old_counters() -> int:
    """Delete counters of limits whose window is over; return how many rows that were."""
    deleted, _ = RateWindow.objects.filter(started_at__lt=timezone.now() - _COUNTERS_KEPT_FOR).delete()
    return deleted


def forget_old_questions() -> int:
    """Delete questions half a year after their answer, unwanted ones after they came; return how many that were."""
    limit = timezone.now() - _QUESTIONS_KEPT_FOR
    unwanted = Q(state=QuestionState.SPAM, created_at__lt=limit)
    deleted, _ = Question.objects.filter(unwanted | Q(answered_at__lt=limit)).delete()
    return deleted


@transaction.atomic
def forget_old_log(log: type[AccessRecord] | type[AccountEvent] | type[StaffAction]) -> int:
    """Delete the rows of a log that are older than five years; return how many that were.

    The application may only add to logs; a function of the owner deletes, and nothing that is younger. What it deletes
    is taken out of the seals.
    """
    old = sql.SQL("AND e.{moment} < now() - interval '5 years'").format(moment=sql.Identifier(_MOMENTS[log]))
    with (
        amended(table=log._meta.db_table, kind=AmendmentKind.LOG_ENDED, where=old, values=()),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT center_forget_log(%s::regclass)", [log._meta.db_table])
        return int(cursor.fetchone()[0])


def forget_old_sessions() -> None:
    """Delete sessions that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def worker_is_alive() -> bool:
    """Say whether any job worker gave a sign of life within the last minute."""
    since = timezone.now() - WORKER_SILENT_AFTER
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=since).exists()
