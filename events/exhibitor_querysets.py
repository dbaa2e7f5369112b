"""Questions that pages, the admin and the services ask of exhibitors."""

from typing import TYPE_CHECKING, Any

from django.db import models

from events.choices import ApplicationState, EventState
from events.querysets import alone

if TYPE_CHECKING:
    from center.models import User
    from events.models import ExhibitorApplication  # noqa: F401 -- in a string below


class ApplicationQuerySet(models.QuerySet["ExhibitorApplication"]):
    def accepted(self) -> "ApplicationQuerySet":
        """Those who exhibit, or exhibited."""
        return self.filter(state=ApplicationState.ACCEPTED)

    def editable_by(self, user: "User") -> "ApplicationQuerySet":
        """Applications of enterprises that the persons behind this login may edit today."""
        enterprise: Any = self.model._meta.get_field("enterprise").related_model
        return self.filter(enterprise__in=enterprise.objects.editable_by(user).values("pk"))

    def with_details(self) -> "ApplicationQuerySet":
        """Fair, venue and enterprises in the same query."""
        return self.select_related("event__venue__settlement", "enterprise", "beside", "applicant")

    def with_past(self) -> "ApplicationQuerySet":
        """Add at how many earlier fairs the enterprise exhibited, as `past_fairs`; 0: it is the first time."""
        earlier = self.model._base_manager.filter(
            enterprise=models.OuterRef("enterprise"),
            state=ApplicationState.ACCEPTED,
            event__starts_at__lt=models.OuterRef("event__starts_at"),
            event__state__in=[EventState.PUBLISHED, EventState.ARCHIVED],
        )
        return self.annotate(past_fairs=alone(earlier, models.Count("pk"), by="enterprise"))
