"""Questions that pages, the admin and the services ask of events and registrations."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from events.choices import OPEN_STATES, PLACED_STATES, PUBLIC_STATES, EventState, RegistrationState

if TYPE_CHECKING:
    from events.models import Event, EventCall, Registration  # noqa: F401 -- in strings below


def not_over(now: datetime, event: str = "") -> models.Q:
    """Return the rule of `rules.is_over` for a query: what ends later, or was postponed, is still to come.

    `event` is the way to the event, such as "event__", where the rows are of something else.
    """
    return models.Q(**{f"{event}ends_at__gt": now}) | models.Q(**{f"{event}state": EventState.POSTPONED})


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> "EventQuerySet":
        """Keep what everybody may read of, what was cancelled or is over included."""
        return self.filter(state__in=PUBLIC_STATES)

    def coming(self, now: datetime | None = None) -> "EventQuerySet":
        """Keep events to come or going on, the next one first; cancelled and postponed ones are told too."""
        return (
            self.public()
            .exclude(state=EventState.ARCHIVED)
            .filter(not_over(now or timezone.now()))
            .order_by("starts_at", "pk")
        )

    def past(self, now: datetime | None = None) -> "EventQuerySet":
        """Keep events that took place, the last one first."""
        return (
            self.filter(state__in=[EventState.PUBLISHED, EventState.ARCHIVED])
            .filter(ends_at__lte=now or timezone.now())
            .order_by("-starts_at", "-pk")
        )

    def held(self, first: date, last: date) -> "EventQuerySet":
        """Keep what took place and ended on these local days, both included."""
        begin = timezone.make_aware(datetime.combine(first, time.min))
        end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
        return self.filter(
            state__in=[EventState.PUBLISHED, EventState.ARCHIVED],
            # Midnight ends the day before it.
            ends_at__gt=begin,
            ends_at__lte=min(end, timezone.now()),
        )

    def with_details(self) -> "EventQuerySet":
        """Venue with its settlement and series in the same query."""
        return self.select_related("venue__settlement", "series")

    def with_counts(self) -> "EventQuerySet":
        """Add how many places are `taken` (offers included) and how many people are `in_queue`."""
        # In sub-queries: two joins would count each row as often as there are rows of the other.
        places = models.Count("pk")
        waiting = models.Sum("size")
        held = self.model._meta.get_field("held_places").related_model._base_manager
        queue = self.model._meta.get_field("registrations").related_model._base_manager
        whose = {"event": models.OuterRef("pk")}
        return self.annotate(
            taken=alone(held.filter(**whose, item__isnull=True), places),
            in_queue=alone(queue.filter(**whose, state=RegistrationState.WAITING), waiting),
        )


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def placed(self) -> "RegistrationQuerySet":
        """Those who hold places: registered or offered."""
        return self.filter(state__in=PLACED_STATES)

    def open(self) -> "RegistrationQuerySet":
        """Those who are to come or still hope to."""
        return self.filter(state__in=OPEN_STATES)

    def queue(self) -> "RegistrationQuerySet":
        """Those who wait, who came first first."""
        return self.filter(state=RegistrationState.WAITING).order_by("pk")

    def overdue(self, now: datetime) -> "RegistrationQuerySet":
        """Offers that were not answered in time; on the very moment an offer still stands."""
        return self.filter(state=RegistrationState.OFFERED, offered_until__lt=now).order_by("pk")

    def reached_by(self, *, phone: str, email: str) -> "RegistrationQuerySet":
        """Keep those who gave this phone (E.164) or this e-mail; nobody for two empty ones."""
        found = models.Q(pk__in=[])
        if phone:
            found |= models.Q(contact_phone=phone)
        if email:
            found |= models.Q(contact_email__iexact=email)
        return self.filter(found)

    def with_details(self) -> "RegistrationQuerySet":
        """Event, venue and person in the same query."""
        return self.select_related("event__venue__settlement", "entrepreneur__contact_preference")


class EventCallQuerySet(models.QuerySet["EventCall"]):
    def waiting(self) -> "EventCallQuerySet":
        """Keep calls that somebody still has to make, the most urgent first."""
        return self.filter(outcome="").order_by("due_at", "pk")

    def with_details(self) -> "EventCallQuerySet":
        return self.select_related("registration__event", "registration__entrepreneur__contact_preference")


def alone(rows: "models.QuerySet[Any]", figure: models.Aggregate, *, by: str = "event") -> models.Expression:
    """Return a figure of other rows as a sub-query, nought where there are none; `by` is the same in all of them."""
    counted = rows.order_by().values(by).annotate(figure=figure).values("figure")
    return models.functions.Coalesce(models.Subquery(counted, output_field=models.IntegerField()), 0)
