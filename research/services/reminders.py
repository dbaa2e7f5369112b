"""Reminders: to those who have not answered, also where nobody may know who that is.

Whether an invitation was answered is asked inside, of `SpentInvitation`. Like the first letters they are written by a
job, one short transaction each: the row of the invitation says that it was reminded, so nobody is reminded twice.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from research.choices import Mode
from research.errors import SurveyRefused
from research.models import Invitation, Survey
from research.querysets import InvitationQuerySet
from research.services import letters

MOST_REMINDERS: Final = 2
PAUSE: Final = timedelta(days=4)


def to_remind(survey: Survey, *, asked_at: datetime) -> InvitationQuerySet:
    """Return whom a reminder may reach: not answered, at most twice reminded, and left in peace for some days.

    Of an anonymous survey this is asked here and shown nowhere but as a number.
    """
    return (
        survey.invitations.not_answered()
        .filter(mode=Mode.MAIL, letter_at__isnull=False, reminders__lt=MOST_REMINDERS)
        .exclude(email="")
        .annotate(last_written=Coalesce("reminded_at", "letter_at"))
        .filter(last_written__lte=asked_at - PAUSE)
    )


@transaction.atomic
def queue_reminders(*, survey: Survey) -> int:
    """Let the worker remind those who have not answered; return how many that are now. Raises SurveyRefused."""
    letters.require_running(survey)
    now = timezone.now()
    count = to_remind(survey, asked_at=now).count()
    if not count:
        raise SurveyRefused(_("Nobody is to be reminded now."))
    app.configure_task("research.send_reminders").defer(survey_id=survey.pk, asked_at=now.isoformat())
    return count


def send_reminders(*, survey_id: int, asked_at: datetime) -> int:
    """Write the reminders that were asked for at a moment (aware); return how many this run wrote.

    Who was reminded after that moment has had this one.
    """
    survey = Survey.objects.get(pk=survey_id)
    if not survey.is_running(timezone.now()):
        return 0
    keys = list(to_remind(survey, asked_at=asked_at).order_by("pk").values_list("pk", flat=True))
    return sum(_remind(survey, key, asked_at) for key in keys)


@transaction.atomic
def _remind(survey: Survey, key: int, asked_at: datetime) -> bool:
    # The row first: whoever waited for it sees what the other has written.
    Invitation.objects.select_for_update().get(pk=key)
    found = to_remind(survey, asked_at=asked_at).filter(pk=key).first()
    if found is None:
        return False
    found.survey = survey
    found.reminders += 1
    found.reminded_at = timezone.now()
    found.save(update_fields=["reminders", "reminded_at"])
    letters.store(found, "reminded")
    return True
