"""Questions that pages, the admin and the services ask of topics, advisors and visits."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from center.choices import Role
from consultations.choices import LIVE_STATES, State

if TYPE_CHECKING:
    from center.models import User


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> "TopicQuerySet":
        return self.filter(is_published=True)


class AdvisorQuerySet(models.QuerySet["Advisor"]):
    def bookable(self) -> "AdvisorQuerySet":
        """Advisors who take bookings and whose login has not ended."""
        return self.filter(is_bookable=True, user__is_active=True)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def live(self) -> "ConsultationQuerySet":
        """Visits that hold their time: requested or confirmed."""
        return self.filter(state__in=LIVE_STATES)

    def today(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Visits of the local day, cancelled ones included."""
        first = _midnight(now)
        return self.filter(starts_at__gte=first, starts_at__lt=_next_midnight(first))

    def this_week(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Visits from Monday to Sunday of the local week, cancelled ones included."""
        day = timezone.localdate(now)
        monday = day - timedelta(days=day.weekday())
        first = _midnight_of(datetime.combine(monday, datetime.min.time()))
        last = _midnight_of(datetime.combine(monday + timedelta(days=7), datetime.min.time()))
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def upcoming(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Live visits that have not ended yet, the next one first."""
        return self.live().filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def waiting(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Keep requests that staff have to confirm, the next one first."""
        return self.upcoming(now).filter(state=State.REQUESTED)

    def call_list(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Coming visits of people who gave only a phone number and whom nobody has called yet."""
        return self.upcoming(now).filter(state=State.CONFIRMED, contact_email="", called_at__isnull=True)

    def visible_to(self, user: "User") -> "ConsultationQuerySet":
        """Keep what the person may see: coordinators and advisors everything, all others nothing."""
        if user.is_active and (
            user.is_superuser or user.groups.filter(name__in=[Role.COORDINATOR, Role.ADVISOR]).exists()
        ):
            return self
        return self.none()

    def with_details(self) -> "ConsultationQuerySet":
        """Topic, advisor and person in the same query, as lists and letters need them."""
        return self.select_related("topic", "advisor__user", "advisor__resource", "entrepreneur")


def _midnight(now: datetime | None) -> datetime:
    return _midnight_of(datetime.combine(timezone.localdate(now), datetime.min.time()))


def _next_midnight(midnight: datetime) -> datetime:
    day = timezone.localdate(midnight) + timedelta(days=1)
    return _midnight_of(datetime.combine(day, datetime.min.time()))


def _midnight_of(naive: datetime) -> datetime:
    return timezone.make_aware(naive)
