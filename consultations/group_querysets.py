"""Questions that pages, the admin and the services ask of group sessions and their participants."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.utils import timezone

from center.choices import Role
from consultations.choices import (
    LIVE_SESSION_STATES,
    OPEN_PLACE_STATES,
    SEATED_STATES,
    PlaceState,
    SessionState,
)
from consultations.querysets import first_in_calendars, has_role
from consultations.spans import whole_days

if TYPE_CHECKING:
    from center.models import User
    from consultations.models import Advisor, GroupSession, Participation  # noqa: F401 -- in strings below


class GroupSessionQuerySet(models.QuerySet["GroupSession"]):
    def live(self) -> "GroupSessionQuerySet":
        """Sessions that hold their advisor's time."""
        return self.filter(state__in=LIVE_SESSION_STATES)

    def published(self) -> "GroupSessionQuerySet":
        return self.filter(state=SessionState.PUBLISHED)

    def coming(self, now: datetime | None = None) -> "GroupSessionQuerySet":
        """Keep published sessions that have not begun, the next one first."""
        return self.published().filter(starts_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def on(self, first: date, last: date) -> "GroupSessionQuerySet":
        """Keep sessions that begin on these local days, both included."""
        span = whole_days(first, last)
        return self.filter(starts_at__gte=span.start, starts_at__lt=span.end)

    def today(self, now: datetime | None = None) -> "GroupSessionQuerySet":
        """Sessions of the local day, cancelled ones included."""
        return self.on(today := timezone.localdate(now), today)

    def this_week(self, now: datetime | None = None) -> "GroupSessionQuerySet":
        """Sessions from Monday to Sunday of the local week, cancelled ones included."""
        today = timezone.localdate(now)
        monday = today - timedelta(days=today.weekday())
        return self.on(monday, monday + timedelta(days=6))

    def overlapping(self, start: datetime, end: datetime) -> "GroupSessionQuerySet":
        """Keep sessions that take place in this time or a part of it; an end on the minute does not count."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def displaced(self, now: datetime | None = None) -> "GroupSessionQuerySet":
        """Keep planned sessions to come whose advisor is away or gone, or in which the office is closed."""
        meets = models.Q(starts_at__lt=models.OuterRef("ends_at"), ends_at__gt=models.OuterRef("starts_at"))
        absences = apps.get_model("consultations", "Absence").objects.filter(meets)
        closures = apps.get_model("consultations", "Closure").objects.filter(meets)
        return (
            self.live()
            .filter(starts_at__gt=now or timezone.now())
            .filter(
                models.Q(advisor__user__is_active=False)
                | models.Exists(absences.filter(advisor=models.OuterRef("advisor")))
                | models.Exists(closures)
            )
            .order_by("starts_at", "pk")
        )

    def visible_to(self, user: "User") -> "GroupSessionQuerySet":
        """Keep what the person may see: coordinators and advisors everything, all others nothing."""
        return self if has_role(user, Role.COORDINATOR, Role.ADVISOR) else self.none()

    def in_calendar_of(self, advisor: "Advisor", now: datetime | None = None) -> "GroupSessionQuerySet":
        """Keep what an advisor's own calendar shows; see `ConsultationQuerySet.in_calendar_of`.

        Adds from the history how often the session was written (`changes`) and when last (`changed_at`).
        """
        first = first_in_calendars(now)
        held = self.model._base_manager.filter(allocations__resource=advisor.resource_id).values("pk")
        return (
            self.filter(models.Q(advisor=advisor) | models.Q(pk__in=held), ends_at__gt=first)
            .exclude(state=SessionState.CANCELLED, cancelled_at__lt=first)
            .annotate(changes=models.Count("events"), changed_at=models.Max("events__pgh_created_at"))
            .order_by("starts_at", "pk")
        )

    def with_details(self) -> "GroupSessionQuerySet":
        return self.select_related("topic", "advisor__user", "advisor__resource")

    def with_counts(self) -> "GroupSessionQuerySet":
        """Add how many places are `taken` (offers included) and how many people are `in_queue`."""
        return self.annotate(
            taken=models.Count("participations", filter=models.Q(participations__state__in=SEATED_STATES)),
            in_queue=models.Count(
                "participations", filter=models.Q(participations__state=PlaceState.WAITING)
            ),
        )


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def seated(self) -> "ParticipationQuerySet":
        """Those who hold a place: signed up, offered, or there."""
        return self.filter(state__in=SEATED_STATES)

    def open(self) -> "ParticipationQuerySet":
        """Those who are to come or still hope to: signed up, offered or waiting."""
        return self.filter(state__in=OPEN_PLACE_STATES)

    def queue(self) -> "ParticipationQuerySet":
        """Those who wait, who came first first."""
        return self.filter(state=PlaceState.WAITING).order_by("pk")

    def overdue(self, now: datetime) -> "ParticipationQuerySet":
        """Offers that were not answered in time; on the very moment an offer still stands."""
        return self.filter(state=PlaceState.OFFERED, offered_until__lt=now).order_by("pk")

    def reached_by(self, *, phone: str, email: str) -> "ParticipationQuerySet":
        """Keep those who gave this phone (E.164) or this e-mail; nobody for two empty ones."""
        found = models.Q(pk__in=[])
        if phone:
            found |= models.Q(contact_phone=phone)
        if email:
            found |= models.Q(contact_email__iexact=email)
        return self.filter(found)

    def visible_to(self, user: "User") -> "ParticipationQuerySet":
        """Keep what the person may see: coordinators and advisors everything, all others nothing."""
        return self if has_role(user, Role.COORDINATOR, Role.ADVISOR) else self.none()

    def with_details(self) -> "ParticipationQuerySet":
        """Session, topic, advisor and person in the same query."""
        return self.select_related(
            "session__topic", "session__advisor__user", "entrepreneur__contact_preference"
        )
