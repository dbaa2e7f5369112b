import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague


@pghistory.track()
class DifferentRecords(CheckedModel):
    """Somebody looked at two records that seem to be one, and they are two: not proposed again.

    No foreign keys, as in `Merge`: when one of the two is merged, this says nothing about the record that was kept.
    """

    model = models.CharField(_("kind of record"), max_length=60)
    lower_id = models.BigIntegerField(_("older record"))
    higher_id = models.BigIntegerField(_("newer record"))
    told_at = models.DateTimeField(_("told apart"), default=timezone.now, editable=False)
    told_by = colleague(_("told apart by"))

    class Meta:
        verbose_name = _("pair of different records")
        verbose_name_plural = _("pairs of different records")
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "lower_id", "higher_id"], name="different_records_told_once"
            ),
            models.CheckConstraint(
                condition=models.Q(lower_id__lt=models.F("higher_id")), name="different_records_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(told_at__isnull=False, told_by__isnull=False),
                name="different_records_have_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower_id} ≠ {self.higher_id}"
