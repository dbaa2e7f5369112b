"""Questions asked of grants."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from center.models import Grant  # noqa: F401 -- named in quotes below


class GrantQuerySet(models.QuerySet["Grant"]):
    def running(self, first: date, last: date | None = None) -> "GrantQuerySet":
        """Keep grants with at least one of these local days in their period; one day alone if `last` is None."""
        return self.filter(first_day__lte=last or first, last_day__gte=first)

    def needing_evidence(self, day: date) -> "GrantQuerySet":
        """Keep grants whose contract asks for lists of people and other proof on a day, up to the last included."""
        return self.filter(evidence_until__gte=day)

    def public(self) -> "GrantQuerySet":
        return self.filter(is_public=True)
