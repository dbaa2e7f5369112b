"""Deadlines of surveys on the desk."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.due import Due, moment_due, register
from center.models import User
from research.models import Survey


@register
def surveys_close(user: User, until: date) -> list[Due]:
    """Tell which running surveys close; one query."""
    if not user.has_perm("research.view_survey"):
        return []
    running = Survey.objects.running(timezone.now()).filter(closes_at__date__lte=until)
    return [
        moment_due(
            survey.closes_at,
            _("The survey closes"),
            survey.title,
            reverse("admin:research_survey_change", args=[survey.pk]),
        )
        for survey in running.order_by("closes_at", "pk")
        if survey.closes_at is not None
    ]
