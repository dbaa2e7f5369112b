"""What staff can do with a survey: open, give up, close, open again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from center.admin_verbs import Verb, through
from center.models import User
from research.admin.survey_form import ReopenForm
from research.choices import SurveyState
from research.models import Survey
from research.services import surveys

_NEEDS = "research.run_survey"


def _reopen(survey: Survey, user: User, clean: dict[str, Any]) -> object:
    return surveys.reopen_survey(survey=survey, closes_at=clean["closes_at"], by=user)


VERBS = (
    Verb(
        "open",
        _("Open the survey"),
        through(surveys.open_survey, "survey"),
        lambda survey: survey.state == SurveyState.DRAFT,
        kind="primary",
        warning=_(
            "From now on people can answer, or from the beginning that you set if it is later. The questions, whether"
            " the survey is anonymous, and how people answer cannot be changed any more."
        ),
        told=_("The survey is open"),
        needs=_NEEDS,
    ),
    Verb(
        "give-up",
        _("Give up the survey"),
        through(surveys.give_up_survey, "survey"),
        lambda survey: survey.state == SurveyState.DRAFT and not survey.invitations.exists(),
        kind="quiet",
        warning=_("The survey is deleted for good. Its questionnaire stays, and so does everything else."),
        told=_("The survey is given up"),
        needs=_NEEDS,
    ),
    Verb(
        "close",
        _("Close the survey"),
        through(surveys.close_survey, "survey"),
        lambda survey: survey.state == SurveyState.OPEN,
        warning=_("Nobody can answer any more, and answers that are not sent are deleted for good."),
        told=_("The survey is closed"),
        needs=_NEEDS,
    ),
    Verb(
        "reopen",
        _("Open it again"),
        _reopen,
        lambda survey: survey.state == SurveyState.CLOSED,
        form=lambda _survey, _user, data: ReopenForm(data),
        told=_("The survey is open again"),
        needs=_NEEDS,
    ),
)
