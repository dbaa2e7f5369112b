"""Questions asked of media, press releases and what media reported."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from center.choices.press import MediaRequestState, PressState

if TYPE_CHECKING:
    from center.models import (  # noqa: F401 -- named in quotes below
        Coverage,
        Journalist,
        MediaOutlet,
        MediaRequest,
        PressDelivery,
        PressRelease,
    )


class MediaOutletQuerySet(models.QuerySet["MediaOutlet"]):
    def active(self) -> Self:
        return self.filter(is_archived=False)

    def reachable(self) -> Self:
        """Keep outlets that have a general address and did not ask us to stop."""
        return self.active().exclude(email="").filter(left_at__isnull=True)


class JournalistQuerySet(models.QuerySet["Journalist"]):
    def known(self) -> Self:
        """Keep those who were not erased."""
        return self.filter(erased_at__isnull=True)

    def reachable(self) -> Self:
        """Keep those to whom releases may be sent: with an address, at work, and who did not ask us to stop."""
        return (
            self.known()
            .exclude(email="")
            .filter(
                Q(outlet__isnull=True) | Q(outlet__is_archived=False), left_at__isnull=True, is_archived=False
            )
        )


class MediaRequestQuerySet(models.QuerySet["MediaRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=MediaRequestState.NEW)


class PressReleaseQuerySet(models.QuerySet["PressRelease"]):
    def public(self, now: datetime | None = None) -> Self:
        """Keep what everybody may read at this moment: approved, and no embargo any more, the last first."""
        return self.filter(state=PressState.APPROVED, public_from__lte=now or timezone.now()).order_by(
            "-public_from", "-pk"
        )

    def under_embargo(self, now: datetime | None = None) -> Self:
        """Keep what is approved and may not be published yet, the next one first."""
        return self.filter(state=PressState.APPROVED, public_from__gt=now or timezone.now()).order_by(
            "public_from", "pk"
        )

    def published_between(self, first: date, last: date) -> Self:
        """Keep what became public on these local days, both included, as far as they are over or going on."""
        return self.public().filter(public_from__date__gte=first, public_from__date__lte=last)


class PressDeliveryQuerySet(models.QuerySet["PressDelivery"]):
    def with_details(self) -> Self:
        """Mail without its text, and whom it went to, in the same query."""
        hidden = ("mail__body_text", "mail__body_html", "mail__calendar")
        found: Any = self.select_related("mail", "journalist__outlet", "outlet", "release").defer(*hidden)
        return found  # type: ignore[no-any-return]


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def published_between(self, first: date, last: date) -> Self:
        """Keep what media published on these days, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def with_details(self) -> Self:
        return self.select_related("outlet", "release")
