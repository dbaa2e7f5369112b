"""The block of the staff's desk about surveys, for those who may see them."""

from datetime import timedelta
from typing import Any

from django import template
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.templatetags.center_desk import SHOWN
from research.choices import Mode
from research.models import Invitation, Response, Survey

register = template.Library()
_SOON = timedelta(days=3)


@register.inclusion_tag("admin/research/desk_surveys.html", takes_context=True)
def surveys_running(context: dict[str, Any]) -> dict[str, Any]:
    """Show the running surveys with their answers and what waits; without any nothing (one query)."""
    user = context["request"].user
    if not user.has_perm("research.view_survey"):
        return {"hidden": True}
    now = timezone.now()
    may_invite = user.has_perm("research.invite_to_survey")
    rows = [
        {
            "survey": survey,
            "sent": survey.sent,
            "today": survey.today,
            "waiting": survey.waiting if may_invite else 0,
            "closes_soon": survey.closes_at is not None and survey.closes_at < now + _SOON,
            "may_enter": user.has_perm("research.add_response")
            and (Mode.PAPER in survey.modes or Mode.PHONE in survey.modes),
        }
        for survey in _running(now)
    ]
    return {
        "name": "surveys",
        "heading": _("Surveys"),
        "rows": rows,
        "hidden": not rows,
        "all_url": reverse("admin:research_survey_changelist"),
        "all_label": _("All surveys"),
    }


def _running(now: Any) -> QuerySet[Any]:
    answers = Response.objects.filter(survey=OuterRef("pk")).order_by().values("survey")
    letters = Invitation.objects.filter(survey=OuterRef("pk"), letter_at=None, withdrawn_at=None)
    return (
        Survey.objects.running(now)
        .annotate(
            sent=_number(answers.annotate(number=Count("pk"))),
            today=_number(answers.annotate(number=Count("pk", filter=Q(day=timezone.localdate(now))))),
            waiting=_number(
                letters.filter(Q(mode=Mode.MAIL) & ~Q(email="") | Q(mode=Mode.CODE))
                .order_by()
                .values("survey")
                .annotate(number=Count("pk"))
            ),
        )
        .order_by("closes_at", "pk")[:SHOWN]
    )


def _number(rows: QuerySet[Any]) -> Any:
    return Coalesce(Subquery(rows.values("number")), 0)
