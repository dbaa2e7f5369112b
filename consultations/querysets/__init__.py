"""Questions that pages, the admin and the services ask of topics, advisors and visits."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.apps import apps
from django.db import models
from django.utils import timezone

from center.choices import Role
from consultations.choices import (
    LIVE_STATES,
    BusyState,
    CallReason,
    PlaceState,
    ResourceKind,
    State,
)
from consultations.querysets.cases import (
    AccessRequestQuerySet,
    CaseAdvisorQuerySet,
    CasePartQuerySet,
    CaseQuerySet,
    CaseTaskQuerySet,
    PlanCommentQuerySet,
)
from consultations.spans import midnight, whole_days

__all__ = [
    "DIALLING",
    "AccessRequestQuerySet",
    "AdvisorQuerySet",
    "BusyCalendarQuerySet",
    "CalendarFeedQuerySet",
    "CallQuerySet",
    "CaseAdvisorQuerySet",
    "CasePartQuerySet",
    "CaseQuerySet",
    "CaseTaskQuerySet",
    "ConsultationQuerySet",
    "OwnPlanQuerySet",
    "PlanCommentQuerySet",
    "ResourceQuerySet",
    "TopicQuerySet",
    "first_in_calendars",
]

if TYPE_CHECKING:
    from center.models import User
    from consultations.models import (  # noqa: F401 -- in strings below
        Advisor,
        BookingSettings,
        BusyCalendar,
        CalendarFeed,
        Call,
        Consultation,
        Resource,
        Topic,
    )


Planned = TypeVar("Planned", bound=models.Model)
# How far back a calendar program is told of visits and of cancellations.
_CALENDAR_REACHES_BACK = timedelta(days=30)


def first_in_calendars(now: datetime | None = None) -> datetime:
    """Return the beginning of the first local day that calendar programs are told of."""
    return midnight(timezone.localdate(now) - _CALENDAR_REACHES_BACK)


class TopicQuerySet(models.QuerySet["Topic"]):
    def published(self) -> "TopicQuerySet":
        return self.filter(is_published=True)


class AdvisorQuerySet(models.QuerySet["Advisor"]):
    def bookable(self) -> "AdvisorQuerySet":
        """Advisors who take bookings and whose login has not ended."""
        return self.filter(is_bookable=True, user__is_active=True)

    def known_to(self, user: "User") -> "AdvisorQuerySet":
        """Advisors who have received, or are to receive, a person behind this login."""
        return self.filter(
            consultations__entrepreneur__logins__user=user.pk,
            consultations__state__in=[*LIVE_STATES, State.DONE],
        ).distinct()


class ResourceQuerySet(models.QuerySet["Resource"]):
    def choosable(self) -> "ResourceQuerySet":
        """Colleagues who take bookings, interpreters and rooms that can join a visit."""
        colleague = models.Q(
            kind=ResourceKind.ADVISOR, advisor__is_bookable=True, advisor__user__is_active=True
        )
        other = ~models.Q(kind=ResourceKind.ADVISOR) & models.Q(is_active=True)
        return self.filter(colleague | other)


class OwnPlanQuerySet(models.QuerySet[Planned]):
    """Absences and extra hours: rows of an advisor's plan."""

    def editable_by(self, user: "User") -> "OwnPlanQuerySet[Planned]":
        """Keep what the person may change: coordinators everything, an advisor the own rows."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(advisor__user=user)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def live(self) -> "ConsultationQuerySet":
        """Visits that hold their time: requested or confirmed."""
        return self.filter(state__in=LIVE_STATES)

    def today(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Visits of the local day, cancelled ones included."""
        return self.on(today := timezone.localdate(now), today)

    def this_week(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Visits from Monday to Sunday of the local week, cancelled ones included."""
        today = timezone.localdate(now)
        monday = today - timedelta(days=today.weekday())
        return self.on(monday, monday + timedelta(days=6))

    def on(self, first: date, last: date) -> "ConsultationQuerySet":
        """Keep visits that begin on these local days, both included."""
        span = whole_days(first, last)
        return self.filter(starts_at__gte=span.start, starts_at__lt=span.end)

    def upcoming(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Live visits that have not ended yet, the next one first."""
        return self.live().filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def overlapping(self, start: datetime, end: datetime) -> "ConsultationQuerySet":
        """Keep visits that take place in this time or a part of it; an end on the minute does not count."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def waiting(self, now: datetime | None = None) -> "ConsultationQuerySet":
        """Keep requests that staff have to confirm, the next one first."""
        return self.upcoming(now).filter(state=State.REQUESTED)

    def visible_to(self, user: "User") -> "ConsultationQuerySet":
        """Keep what the person may see: coordinators and advisors everything, all others nothing."""
        return self if has_role(user, Role.COORDINATOR, Role.ADVISOR) else self.none()

    def with_details(self) -> "ConsultationQuerySet":
        """Topic, advisor, person and their wishes in the same query, as lists and letters need them."""
        return self.select_related(
            "topic", "advisor__user", "advisor__resource", "entrepreneur__contact_preference"
        )

    def in_calendar_of(self, advisor: "Advisor", now: datetime | None = None) -> "ConsultationQuerySet":
        """Keep what an advisor's own calendar shows: all that is booked and was, from 30 local days back on.

        Cancelled visits stay for 30 days after the cancellation, so that calendars hear of it and drop them.
        """
        first = first_in_calendars(now)
        held = self.model._base_manager.filter(allocations__resource=advisor.resource_id).values("pk")
        return (
            self.filter(models.Q(advisor=advisor) | models.Q(pk__in=held), ends_at__gt=first)
            .exclude(state=State.CANCELLED, cancelled_at__lt=first)
            .order_by("starts_at", "pk")
        )


class BusyCalendarQuerySet(models.QuerySet["BusyCalendar"]):
    def visible_to(self, user: "User") -> "BusyCalendarQuerySet":
        """Keep what the person may know of: coordinators every calendar, an advisor the own ones."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(advisor__user=user)

    def being_read(self) -> "BusyCalendarQuerySet":
        """Keep those that are read: not ended, of advisors who work here."""
        return self.exclude(state=BusyState.ENDED).filter(advisor__user__is_active=True)

    def unread_since(self, moment: datetime) -> "BusyCalendarQuerySet":
        """Keep those whose last good reading, or else their adding, is longer ago."""
        never = models.Q(read_at__isnull=True, added_at__lt=moment)
        return self.being_read().filter(models.Q(read_at__lt=moment) | never)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: "User") -> "CalendarFeedQuerySet":
        """Keep what the person may know of: coordinators every feed, an advisor the own one."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(advisor__user=user)

    def opened_by(self, digest: str) -> "CalendarFeedQuerySet":
        """Keep the feed whose secret has this hash, while its advisor works here."""
        return self.filter(digest=digest, advisor__user__is_active=True)


class BookingSettingsQuerySet(models.QuerySet["BookingSettings"]):
    def current(self) -> "BookingSettings":
        """Return the one set of rules, or the defaults (unsaved) on an empty database."""
        return self.first() or self.model(pk=1)


# The annotations of `CallQuerySet.with_turns` by which lists are ordered.
DIALLING = ("can_wait", "turn", "turn_at", "pk")
_OFFER_IS_OVER = models.Q(reason=CallReason.OFFERED) & ~models.Q(participation__state=PlaceState.OFFERED)


class CallQuerySet(models.QuerySet["Call"]):
    def open(self) -> "CallQuerySet":
        """Keep calls that nobody has closed."""
        return self.filter(outcome="")

    def waiting(self, now: datetime | None = None) -> "CallQuerySet":
        """Open calls that still help: about a visit only until its time is over, of an offer only while it stands."""
        now = now or timezone.now()
        still_helps = models.Q(consultation__ends_at__gt=now) | models.Q(
            participation__session__ends_at__gt=now
        )
        found = self.open().filter(still_helps | models.Q(reason=CallReason.OTHER))
        return found.exclude(_OFFER_IS_OVER)

    def void(self) -> "CallQuerySet":
        """Keep open calls about an offer that was answered or went on to the next person."""
        return self.open().filter(_OFFER_IS_OVER)

    def too_late(self, now: datetime | None = None) -> "CallQuerySet":
        """Open calls about a visit whose time is over."""
        now = now or timezone.now()
        over = models.Q(consultation__ends_at__lte=now) | models.Q(participation__session__ends_at__lte=now)
        return self.open().filter(over).exclude(reason=CallReason.OTHER)

    def with_tries(self) -> "CallQuerySet":
        """Add how often somebody dialled (`tries`) and what is known of the last time.

        That is when it was (`tried_at`), what came of it (`last_result`), and when to call again (`again_at`).
        """
        attempts = apps.get_model("consultations", "CallAttempt").objects.all()
        last = attempts.filter(call=models.OuterRef("pk")).order_by("-tried_at", "-pk")
        return self.annotate(
            tries=models.Count("attempts"),
            tried_at=models.Subquery(last.values("tried_at")[:1]),
            last_result=models.Subquery(last.values("result")[:1]),
            again_at=models.Subquery(last.values("again_at")[:1]),
        )

    def with_turns(self, now: datetime | None = None) -> "CallQuerySet":
        """Add to `with_tries` by what a list is put into the order of dialling (DIALLING).

        What is due today stands before all else. Then come those whose time to be called again is here, those whom
        nobody tried, those who did not answer (the longest ago first), and those who asked for later. Who wants no
        calls at this hour comes last.
        """
        now = now or timezone.now()
        clock = timezone.localtime(now).time()
        wish = "consultation__entrepreneur__contact_preference"
        not_now = models.Q(**{f"{wish}__call_from__gt": clock}) | models.Q(
            **{f"{wish}__call_until__lte": clock}
        )
        tomorrow = midnight(timezone.localdate(now) + timedelta(days=1))
        return self.with_tries().annotate(
            can_wait=models.Case(models.When(due_at__lt=tomorrow, then=0), default=1),
            turn=models.Case(
                models.When(not_now, then=4),
                models.When(again_at__lte=now, then=0),
                models.When(tried_at__isnull=True, then=1),
                models.When(again_at__isnull=True, then=2),
                default=3,
            ),
            turn_at=models.Case(
                models.When(again_at__gt=now, then="again_at"),
                models.When(tried_at__isnull=False, again_at__isnull=True, then="tried_at"),
                default="due_at",
            ),
        )

    def in_order(self, now: datetime | None = None) -> "CallQuerySet":
        """Order as one would dial; see `with_turns`."""
        return self.with_turns(now).order_by(*DIALLING)

    def visible_to(self, user: "User") -> "CallQuerySet":
        """Keep what the person may see: coordinators and advisors everything, all others nothing."""
        return self if has_role(user, Role.COORDINATOR, Role.ADVISOR) else self.none()

    def with_details(self) -> "CallQuerySet":
        """Visit, topic, advisor, person and their wishes in the same query, as lists need them."""
        return self.select_related(
            "consultation__topic",
            "consultation__advisor",
            "consultation__entrepreneur__contact_preference",
            "participation__session__topic",
            "participation__session__advisor",
            "participation__entrepreneur__contact_preference",
        )


def has_role(user: "User", *roles: Role) -> bool:
    """Say whether somebody who still works here holds one of the roles, or may do everything."""
    return user.is_active and (user.is_superuser or user.groups.filter(name__in=roles).exists())
