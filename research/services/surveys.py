"""The life of a survey: prepared, opened, closed, and for a while opened again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from research.choices import ReleaseState, SurveyState
from research.errors import SurveyRefused
from research.models import Draft, Survey

if TYPE_CHECKING:
    from center.models import User

# What may be put into better words at any time.
DESCRIBED: Final = (
    "title_sr",
    "title_en",
    "about_sr",
    "about_en",
    "thanks_sr",
    "thanks_en",
    "is_listed",
    "population_size",
    "closes_at",
    "earlier_wave",
)

_MOMENT: Final = timedelta(seconds=1)


def locked(survey: Survey) -> Survey:
    """Return the survey, locked against every change of its state until the transaction ends."""
    return Survey.objects.select_for_update().select_related(None).get(pk=survey.pk)


@transaction.atomic
def open_survey(*, survey: Survey, by: "User | None" = None) -> Survey:
    """Let people answer, from `opens_at` on. Raises SurveyRefused."""
    found = locked(survey)
    if found.state != SurveyState.DRAFT:
        raise SurveyRefused(_("This survey is open already, or was closed."))
    if not any(found.questionnaire.asks.questions):
        raise SurveyRefused(_("The questionnaire asks nothing."))
    if found.closes_at and found.closes_at <= timezone.now():
        raise SurveyRefused(_("The end of this survey is over. Choose a later one."))
    found.state = SurveyState.OPEN
    found.opens_at = max(found.opens_at, timezone.now())
    found.save(update_fields=["state", "opens_at"])
    return found


@transaction.atomic
def give_up_survey(*, survey: Survey, by: "User | None" = None) -> None:
    """Delete a survey that was prepared and is not wanted; nobody outside has seen it. Raises SurveyRefused."""
    found = locked(survey)
    if found.state != SurveyState.DRAFT:
        raise SurveyRefused(_("Only a survey in preparation can be given up. Close this one instead."))
    if found.invitations.exists():
        raise SurveyRefused(
            _(
                "Invitations were made for this survey, so it stays. You can change all of it until you open it."
            )
        )
    if found.later_waves.exists():
        raise SurveyRefused(
            _("Another survey is compared with this one. Choose another earlier wave there first.")
        )
    found.delete()


@transaction.atomic
def close_survey(*, survey: Survey, by: "User | None" = None) -> Survey:
    """End a survey: nobody can answer any more, and what is unfinished goes. Raises SurveyRefused."""
    found = locked(survey)
    if found.state != SurveyState.OPEN:
        raise SurveyRefused(_("This survey does not run."))
    found.state = SurveyState.CLOSED
    found.closes_at = min(found.closes_at or timezone.now(), timezone.now())
    # Closed before it opened: an end before the beginning would be none.
    found.opens_at = min(found.opens_at, found.closes_at - _MOMENT)
    found.save(update_fields=["state", "closes_at", "opens_at"])
    Draft.objects.filter(survey=found).delete()
    return found


@transaction.atomic
def reopen_survey(*, survey: Survey, closes_at: datetime | None, by: "User | None" = None) -> Survey:
    """Let people answer for longer, until `closes_at` (aware; None: until closed). Raises SurveyRefused."""
    found = locked(survey)
    if found.state != SurveyState.CLOSED:
        raise SurveyRefused(_("This survey is not closed."))
    if found.releases.filter(state=ReleaseState.PUBLISHED).exists():
        raise SurveyRefused(_("Its results are published. Withdraw them before you let more people answer."))
    if closes_at is not None and closes_at <= timezone.now():
        raise SurveyRefused(_("Choose an end that is still to come."))
    found.state, found.closes_at = SurveyState.OPEN, closes_at
    found.save(update_fields=["state", "closes_at"])
    return found


def close_late_surveys() -> int:
    """Close what ran out of time; for a job. Returns how many."""
    late = list(Survey.objects.over_but_open(timezone.now()))
    for survey in late:
        close_survey(survey=survey)
    return len(late)
