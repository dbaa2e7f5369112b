"""Questions that are asked of the research, with spoken names."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from research.choices import ReleaseState, SurveyState

if TYPE_CHECKING:
    from research.models import Invitation, Release, Survey  # noqa: F401 -- in strings below


class SurveyQuerySet(models.QuerySet["Survey"]):
    def running(self, now: datetime) -> Self:
        """Leave those that can be answered at this moment."""
        return self.filter(
            Q(closes_at=None) | Q(closes_at__gt=now), state=SurveyState.OPEN, opens_at__lte=now
        )

    def public(self) -> Self:
        """Leave those whose page the public may read."""
        return self.exclude(state=SurveyState.DRAFT)

    def over_but_open(self, now: datetime) -> Self:
        """Leave those whose time ran out and that nobody closed yet."""
        return self.filter(state=SurveyState.OPEN, closes_at__lte=now)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def with_whether_answered(self) -> Self:
        """Add `has_answered`; of an anonymous survey it is for reminders and sums, never to be shown with a name."""
        return self.annotate(
            has_answered=models.ExpressionWrapper(Q(spent__isnull=False), output_field=models.BooleanField())
        )

    def not_answered(self) -> Self:
        return self.filter(spent=None, withdrawn_at=None)


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> Self:
        return self.filter(state=ReleaseState.PUBLISHED)

    def newest_of_each(self) -> Self:
        """Leave the newest published release of each survey."""
        return self.published().order_by("survey_id", "-number").distinct("survey_id")
