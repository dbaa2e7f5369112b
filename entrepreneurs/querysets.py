"""Questions that pages and the admin ask of people."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from entrepreneurs.models import Entrepreneur  # noqa: F401 -- in the string below


class EntrepreneurQuerySet(models.QuerySet["Entrepreneur"]):
    def reached_by(self, *, phone: str = "", email: str = "") -> "EntrepreneurQuerySet":
        """People who share this phone (E.164) or e-mail; a family may, so it is only a hint for staff."""
        same = models.Q(pk__in=[])
        if phone:
            same |= models.Q(phone=phone)
        if email:
            same |= models.Q(email__iexact=email)
        return self.filter(same)
