from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel


class RateWindow(CheckedModel):
    """How often something was tried in one window of time; the key is a keyed hash, never an address."""

    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")
        indexes = [models.Index(fields=["started_at"], name="rate_window_by_age")]

    def __str__(self) -> str:
        return self.key
