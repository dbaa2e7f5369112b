"""Letters of a survey: written by a job, one invitation and one short transaction at a time.

That a letter was written stands in the row of its invitation, in the same transaction as the stored mail. So a worker
that is killed between two letters loses none and doubles none: whoever goes on takes what has none yet. Two people
who press the button at once start two jobs, of which the second finds nothing to do.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.services import queue_letter
from research import emails
from research.choices import Mode
from research.errors import SurveyRefused
from research.models import Invitation, Survey
from research.querysets import InvitationQuerySet
from research.services.codes import code_of, draw_salt, hash_of

_WORTHLESS_AFTER: Final = timedelta(days=30)


def waiting(survey: Survey) -> InvitationQuerySet:
    """Return the invitations by email of which no letter was written yet."""
    return survey.invitations.filter(mode=Mode.MAIL, letter_at=None, withdrawn_at=None).exclude(email="")


@transaction.atomic
def queue_letters(*, survey: Survey) -> int:
    """Let the worker write the letters that wait; return how many there are. Raises SurveyRefused."""
    require_running(survey)
    rows = waiting(survey).aggregate(last=Max("pk"))
    count = waiting(survey).count()
    if not count:
        raise SurveyRefused(_("No letter waits to be sent."))
    app.configure_task("research.send_letters").defer(survey_id=survey.pk, up_to=rows["last"])
    return count


def send_letters(*, survey_id: int, up_to: int) -> int:
    """Write the letters that wait, of invitations up to this number; return how many this run wrote."""
    survey = Survey.objects.get(pk=survey_id)
    if not survey.is_running(timezone.now()):
        return 0
    keys = list(waiting(survey).filter(pk__lte=up_to).order_by("pk").values_list("pk", flat=True))
    return sum(_write(survey, key) for key in keys)


@transaction.atomic
def _write(survey: Survey, key: int) -> bool:
    # Whoever waited for the row looks at it anew.
    found = waiting(survey).select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        return False
    found.survey = survey
    write_at_once(found)
    return True


def write_at_once(invitation: Invitation) -> None:
    """Write the letter of an invitation by email, within the transaction of the caller, who holds its row."""
    invitation.letter_at = timezone.now()
    invitation.save(update_fields=["letter_at"])
    store(invitation, "invited")


def store(invitation: Invitation, name: str) -> None:
    """Store the letter "invited" or "reminded" to an invitation whose row the caller holds; same code, same link."""
    survey, code = invitation.survey, code_of(invitation.code_salt, survey_id=invitation.survey_id)
    if hash_of(code, survey_id=survey.pk) != invitation.code_hash:
        # The key of the server was changed since: the old letter opens nothing, this one must.
        invitation.code_salt = draw_salt()
        code = code_of(invitation.code_salt, survey_id=survey.pk)
        invitation.code_hash = hash_of(code, survey_id=survey.pk)
        invitation.save(update_fields=["code_salt", "code_hash"])
    letter = emails.invited(invitation, code) if name == "invited" else emails.reminded(invitation, code)
    queue_letter(
        letter,
        kind=f"research/{name}",
        to=invitation.email,
        secret=True,
        expires_at=survey.closes_at or timezone.now() + _WORTHLESS_AFTER,
    )


def require_running(survey: Survey) -> None:
    """Raise SurveyRefused where a letter would lead to a closed door."""
    if not survey.is_running(timezone.now()):
        raise SurveyRefused(_("Letters go out while the survey runs. It does not run now."))
