"""Where staff decided which grants a visit, a group session or a case counts for; the rest follows from the days."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.models import GrantChoice
from consultations.models.case import Case
from consultations.models.consultation import Consultation
from consultations.models.group_session import GroupSession


@pghistory.track()
class ConsultationGrant(GrantChoice):
    record = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("visit")
    )

    class Meta:
        verbose_name = _("grant of a visit")
        verbose_name_plural = _("grants of visits")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="consultation_grant_once")]


@pghistory.track()
class GroupSessionGrant(GrantChoice):
    record = models.ForeignKey(
        GroupSession, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("group session")
    )

    class Meta:
        verbose_name = _("grant of a group session")
        verbose_name_plural = _("grants of group sessions")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="group_session_grant_once")]


@pghistory.track()
class CaseGrant(GrantChoice):
    record = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("case")
    )

    class Meta:
        verbose_name = _("grant of a case")
        verbose_name_plural = _("grants of cases")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="case_grant_once")]
