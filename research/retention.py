"""What of the research goes by itself, and when; how long stands in `personal_data`."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.personal_data.retention import Rule, Sweep, register
from research.choices import SurveyState
from research.models import Draft, Invitation
from research.personal_data.surveys import INVITED, UNFINISHED
from research.services.forgetting import forget

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _of_closed(now: datetime) -> "QuerySet[Invitation]":
    return Invitation.objects.exclude(name="", email="").filter(
        erased_at=None, survey__state=SurveyState.CLOSED, survey__closes_at__lt=INVITED.before(now)
    )


def forget_unfinished() -> int:
    """Delete the answers with which nobody went on for a month; return how many."""
    old = Draft.objects.filter(saved_at__lt=UNFINISHED.before(timezone.now()))
    count, _by_model = old.delete()
    return count


register(Rule("survey_invitations", _("Whom surveys long closed had invited"), _of_closed, one_by_one=forget))
register(Sweep("survey_drafts", _("Answers that nobody finished"), forget_unfinished))
