"""Where staff decided which grants a survey counts for; the rest follows from its days."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.models import GrantChoice
from research.models.survey import Survey


@pghistory.track()
class SurveyGrant(GrantChoice):
    record = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("survey")
    )

    class Meta:
        verbose_name = _("grant of a survey")
        verbose_name_plural = _("grants of surveys")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="survey_grant_once")]
