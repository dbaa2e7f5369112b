"""Questions asked of initiatives and of the council."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from center.choices.advocacy import DecisionState, InitiativeState, MeetingState, StepKind

if TYPE_CHECKING:
    from center.models import (  # noqa: F401 -- named in quotes below
        AdvocacyInitiative,
        CouncilDecision,
        CouncilMeeting,
        CouncilMember,
        InitiativeStep,
    )


class InitiativeQuerySet(models.QuerySet["AdvocacyInitiative"]):
    def public(self) -> "InitiativeQuerySet":
        return self.filter(published_at__isnull=False)

    def taking_signatures(self, day: date | None = None) -> "InitiativeQuerySet":
        """Keep initiatives that enterprises may sign on a local day (today)."""
        on = day or timezone.localdate()
        return self.public().filter(
            Q(signs_until__isnull=True) | Q(signs_until__gte=on), state=InitiativeState.SIGNING
        )

    def overdue(self, day: date | None = None) -> "InitiativeQuerySet":
        """Keep initiatives whose answer should have come before a local day (today)."""
        return self.filter(state=InitiativeState.SUBMITTED, answer_due__lt=day or timezone.localdate())

    def with_days(self) -> "InitiativeQuerySet":
        """Add `submitted_on` (last submission), `changed_on` (first change), `moved_on` (last step) as local days."""
        steps: Any = self.model._meta.get_field("steps").related_model
        own = steps.objects.filter(initiative=OuterRef("pk"))

        def day(rows: Any, order: str) -> Subquery:
            return Subquery(rows.order_by(order, "pk").values("day")[:1])

        return self.annotate(
            submitted_on=day(own.filter(kind=StepKind.SUBMITTED), "-day"),
            changed_on=day(own.filter(kind=StepKind.CHANGE), "day"),
            moved_on=day(own, "-day"),
        )

    def with_institutions(self) -> "InitiativeQuerySet":
        return self.prefetch_related("institutions")

    def with_steps(self) -> "InitiativeQuerySet":
        """Fetch the steps with institution and document, the first first."""
        steps: Any = self.model._meta.get_field("steps").related_model
        rows = steps.objects.in_order().select_related("institution", "document")
        return self.prefetch_related(Prefetch("steps", rows))


class StepQuerySet(models.QuerySet["InitiativeStep"]):
    def public(self) -> "StepQuerySet":
        return self.filter(initiative__published_at__isnull=False)

    def in_order(self) -> "StepQuerySet":
        return self.order_by("day", "place")


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def in_office(self, day: date | None = None) -> "CouncilMemberQuerySet":
        """Keep members whose term holds on a local day (today)."""
        on = day or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)

    def public(self) -> "CouncilMemberQuerySet":
        """Keep members who agreed to be named."""
        return self.filter(is_public=True)

    def by_rank(self) -> "CouncilMemberQuerySet":
        rank = models.Case(
            *(
                models.When(role=role, then=number)
                for number, role in enumerate(("chair", "deputy", "secretary"))
            ),
            default=9,
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "name")


class CouncilMeetingQuerySet(models.QuerySet["CouncilMeeting"]):
    def held(self) -> "CouncilMeetingQuerySet":
        return self.filter(state=MeetingState.HELD)

    def coming(self, day: date | None = None) -> "CouncilMeetingQuerySet":
        on = day or timezone.localdate()
        return self.filter(state=MeetingState.PLANNED, day__gte=on).order_by("day", "pk")


class CouncilDecisionQuerySet(models.QuerySet["CouncilDecision"]):
    def public(self) -> "CouncilDecisionQuerySet":
        return self.filter(is_public=True, meeting__state=MeetingState.HELD)

    def open(self) -> "CouncilDecisionQuerySet":
        return self.filter(state=DecisionState.OPEN)

    def due(self, until: date) -> "CouncilDecisionQuerySet":
        """Keep open decisions with a day to be done by, until a local day, the most overdue first."""
        return self.open().filter(due_on__lte=until).order_by(F("due_on").asc(), "pk")
