"""Questions that pages, the admin and the services ask of cases and of what stands in them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from center.choices import Role
from consultations.choices import LIVE_STATES, AccessState, CaseRole, CaseStage

if TYPE_CHECKING:
    from center.models import User
    from consultations.models import (  # noqa: F401 -- in strings below
        AccessRequest,
        Case,
        CaseAdvisor,
        CaseTask,
        PlanComment,
    )

Part = TypeVar("Part", bound=models.Model)


class CaseAdvisorQuerySet(models.QuerySet["CaseAdvisor"]):
    def current(self) -> "CaseAdvisorQuerySet":
        """Return who works on a case now."""
        return self.filter(until__isnull=True)

    def leads(self) -> "CaseAdvisorQuerySet":
        return self.current().filter(role=CaseRole.LEAD)

    def visible_to(self, user: "User") -> "CaseAdvisorQuerySet":
        """Keep those of the cases that the person may read."""
        return self.filter(case__in=_cases(self.model).readable_by(user))

    def editable_by(self, user: "User") -> "CaseAdvisorQuerySet":
        """Keep those of the cases about whose readers the person decides."""
        return self.filter(case__in=_cases(self.model).led_by(user))


class CaseQuerySet(models.QuerySet["Case"]):
    """Who may do what: know that a case exists, read what stands in it, work on it, decide who else reads it."""

    def open(self) -> "CaseQuerySet":
        return self.exclude(stage=CaseStage.CLOSED)

    def visible_to(self, user: "User") -> "CaseQuerySet":
        """Keep the cases of which the person may know number, person, stage and lead: all for advisors.

        Being superuser opens nothing: whoever runs the server has no business in a case.
        """
        return self if works_as(user, Role.COORDINATOR, Role.ADVISOR) else self.none()

    def readable_by(self, user: "User", day: date | None = None) -> "CaseQuerySet":
        """Keep the cases that the person may read on a local day (today).

        Coordinators read all; advisors those they work on, and those they were granted until that day or later.
        """
        return self.filter(self._readable(user, day))

    def with_reading_by(self, user: "User") -> "CaseQuerySet":
        """Annotate whether the person may read the case today (`is_readable`)."""
        return self.annotate(is_readable=self._readable(user, None))

    def _readable(self, user: "User", day: date | None) -> Any:
        if works_as(user, Role.COORDINATOR):
            return Q(pk__isnull=False)
        if not works_as(user, Role.ADVISOR):
            return Q(pk__isnull=True)
        granted = self._related("access_requests").filter(
            state=AccessState.GRANTED, asked_by=user, until__gte=day or timezone.localdate()
        )
        return Q(Exists(self._team().filter(advisor__user=user))) | Q(Exists(granted))

    def editable_by(self, user: "User") -> "CaseQuerySet":
        """Keep the cases in which the person may write: coordinators all, advisors those they work on."""
        if works_as(user, Role.COORDINATOR):
            return self
        return self.of_advisor(user) if works_as(user, Role.ADVISOR) else self.none()

    def led_by(self, user: "User") -> "CaseQuerySet":
        """Keep the cases whose readers the person decides about: coordinators all, advisors those they lead."""
        if works_as(user, Role.COORDINATOR):
            return self
        if not works_as(user, Role.ADVISOR):
            return self.none()
        return self.filter(Exists(self._team().filter(advisor__user=user, role=CaseRole.LEAD)))

    def of_advisor(self, user: "User | int | None") -> "CaseQuerySet":
        """Keep the cases on which the person works now, as lead or along."""
        return self.filter(Exists(self._team().filter(advisor__user=user)))

    def of_person(self, user: "User") -> "CaseQuerySet":
        """Keep the cases of the persons behind a login, as their own pages show them; what was erased is gone."""
        return self.filter(person__logins__user=user, erased_at__isnull=True)

    def open_first(self) -> "CaseQuerySet":
        """Put what is under way before what is over, the newest first in both."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")

    def with_list_details(self, now: datetime | None = None) -> "CaseQuerySet":
        """Fetch what a list shows of each case, in one query more whatever the number of rows.

        `stage_since` (day), `next_visit` (moment), `next_task_on` (day) and, as a list, `current_leads`.
        """
        moment = now or timezone.now()
        changes = self._related("stage_changes").order_by("-place")
        visits = (
            self._related("visits").filter(state__in=LIVE_STATES, ends_at__gt=moment).order_by("starts_at")
        )
        tasks = (
            self._related("tasks").filter(done_at__isnull=True, dropped_at__isnull=True).order_by("due_on")
        )
        return self.annotate(
            stage_since=Subquery(changes.values("day")[:1]),
            next_visit=Subquery(visits.values("starts_at")[:1]),
            next_task_on=Subquery(tasks.values("due_on")[:1]),
        ).prefetch_related(self._leads())

    def without_lead(self) -> "CaseQuerySet":
        """Keep open cases that nobody leads whose access still works."""
        return self.open().exclude(
            Exists(self._team().filter(role=CaseRole.LEAD, advisor__user__is_active=True))
        )

    def _leads(self) -> "Prefetch[str]":
        related: Any = self.model._meta.get_field("assignments").related_model
        return Prefetch(
            "assignments", related.objects.leads().select_related("advisor"), to_attr="current_leads"
        )

    def _team(self) -> models.QuerySet[Any]:
        return self._related("assignments").filter(until__isnull=True)

    def _related(self, name: str) -> models.QuerySet[Any]:
        related: Any = self.model._meta.get_field(name).related_model
        rows: models.QuerySet[Any] = related._base_manager.filter(case=OuterRef("pk"))
        return rows


class CasePartQuerySet(models.QuerySet[Part]):
    """Notes and documents: who may read a case reads them, nobody else."""

    def visible_to(self, user: "User") -> Self:
        return self.filter(case__in=_cases(self.model).readable_by(user))

    def editable_by(self, user: "User") -> Self:
        return self.filter(case__in=_cases(self.model).editable_by(user))


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def waiting(self) -> "AccessRequestQuerySet":
        """Keep those that nobody has answered, the oldest first."""
        return self.filter(state=AccessState.WAITING).order_by("asked_at", "pk")

    def in_force(self, day: date | None = None) -> "AccessRequestQuerySet":
        """Granted requests by which somebody reads a case on a local day (today)."""
        return self.filter(state=AccessState.GRANTED, until__gte=day or timezone.localdate())

    def decidable_by(self, user: "User") -> "AccessRequestQuerySet":
        """Keep those that the person may answer or take back; never the own ones."""
        return self.filter(case__in=_cases(self.model).led_by(user)).exclude(asked_by=user)

    def visible_to(self, user: "User") -> "AccessRequestQuerySet":
        """Keep those that the person may answer, and the own ones."""
        if not works_as(user, Role.COORDINATOR, Role.ADVISOR):
            return self.none()
        return self.filter(Q(case__in=_cases(self.model).led_by(user)) | Q(asked_by=user))


class CaseTaskQuerySet(models.QuerySet["CaseTask"]):
    def to_do(self) -> "CaseTaskQuerySet":
        """Tasks that wait for somebody; those of a closed case rest."""
        return self.filter(done_at__isnull=True, dropped_at__isnull=True).exclude(
            case__stage=CaseStage.CLOSED
        )

    def due(self, day: date | None = None) -> "CaseTaskQuerySet":
        """Tasks that are due on a local day (today) or were before."""
        return self.to_do().filter(due_on__lte=day or timezone.localdate())

    def visible_to(self, user: "User") -> "CaseTaskQuerySet":
        """Keep the tasks of the cases that the person may read."""
        return self.filter(case__in=_cases(self.model).readable_by(user))

    def editable_by(self, user: "User") -> "CaseTaskQuerySet":
        """Keep the tasks that a colleague may change."""
        return self.filter(case__in=_cases(self.model).editable_by(user))

    def own_first(self, user: "User") -> "CaseTaskQuerySet":
        """Order by day, what waits in the cases on which the person works before the rest."""
        mine = _cases(self.model).of_advisor(user).filter(pk=OuterRef("case"))
        return self.alias(is_own=Exists(mine)).order_by("-is_own", "due_on", "pk")

    def of_person(self, user: "User") -> "CaseTaskQuerySet":
        """Keep the persons' own tasks in the open cases of a login."""
        return self.filter(for_person=True, case__in=_cases(self.model).of_person(user).open())


class PlanCommentQuerySet(models.QuerySet["PlanComment"]):
    def waiting_in(self, case: "Case") -> "PlanCommentQuerySet":
        """Keep the first comments on the plan of a case that nobody has settled."""
        return self.filter(plan__case=case, answer_to__isnull=True, settled_at__isnull=True)


def _cases(model: type[models.Model]) -> CaseQuerySet:
    """Return all cases, from a model with a foreign key to them."""
    related: Any = model._meta.get_field("case").related_model
    cases: CaseQuerySet = related.objects.all()
    return cases


def works_as(user: "User", *roles: Role) -> bool:
    """Say whether somebody holds one of the roles; unlike `_has_role`, a superuser must hold it too.

    Asked once for each user object, as Django does with permissions: a request has its own.
    """
    known: frozenset[str] | None = user.__dict__.get("_roles_held")
    if known is None:
        known = frozenset(user.groups.values_list("name", flat=True))
        user.__dict__["_roles_held"] = known
    return user.is_active and not known.isdisjoint(roles)
