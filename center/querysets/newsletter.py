"""Questions asked of the newsletter's readers and issues."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from center.choices.newsletter import IssueState, SubscriberState
from center.choices.publications import PublicationState

if TYPE_CHECKING:
    from center.models import NewsletterIssue, NewsletterItem, Subscriber  # noqa: F401 -- named in quotes below

_LIVE = (SubscriberState.WAITING, SubscriberState.CONFIRMED)
_PUBLIC = (IssueState.SENDING, IssueState.STOPPED, IssueState.SENT)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def live(self) -> "SubscriberQuerySet":
        """Keep who receives the newsletter or has still to confirm."""
        return self.filter(state__in=_LIVE)

    def confirmed(self) -> "SubscriberQuerySet":
        return self.filter(state=SubscriberState.CONFIRMED)

    def of_address(self, email: str) -> "SubscriberQuerySet":
        """Keep the rows of an address; capitals make no other one."""
        return self.filter(email__iexact=email)

    def still_to_get(self, issue: "NewsletterIssue") -> "SubscriberQuerySet":
        """Keep who receives the newsletter since before the sending began, and has not got this issue yet."""
        got = issue.deliveries.filter(subscriber=OuterRef("pk"))
        return self.confirmed().filter(~Exists(got), confirmed_at__lte=issue.began_at)


class NewsletterItemQuerySet(models.QuerySet["NewsletterItem"]):
    def public(self) -> "NewsletterItemQuerySet":
        """Keep news that everybody can read, with their words, in one query and in the order of the letter."""
        return self.filter(
            news__state=PublicationState.PUBLISHED, news__published_at__lte=timezone.now()
        ).select_related("news")


class NewsletterIssueQuerySet(models.QuerySet["NewsletterIssue"]):
    def public(self) -> "NewsletterIssueQuerySet":
        """Keep what everybody can read: from the moment when the first letter goes out."""
        return self.filter(state__in=_PUBLIC)

    def due(self, now: datetime) -> "NewsletterIssueQuerySet":
        """Keep what was scheduled for a moment that has come."""
        return self.filter(state=IssueState.SCHEDULED, scheduled_for__lte=now)

    def sending(self) -> "NewsletterIssueQuerySet":
        return self.filter(state=IssueState.SENDING)
