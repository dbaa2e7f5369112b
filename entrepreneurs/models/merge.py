from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague


class Merge(CheckedModel):
    """Two records of one person or enterprise became one; `moves` says what to put back where.

    It is emptied after half a year, and once the merge is undone.
    """

    model = models.CharField(_("kind of record"), max_length=60)
    kept_id = models.BigIntegerField(_("record kept"))
    merged_id = models.BigIntegerField(_("record merged into it"))
    moves = models.JSONField(default=list, editable=False)
    done_at = models.DateTimeField(_("merged"), default=timezone.now, editable=False)
    done_by = colleague(_("merged by"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True, editable=False)
    undone_by = colleague(_("undone by"))

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-done_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "merged_id"],
                condition=models.Q(undone_at__isnull=True),
                name="merge_in_force_once",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=False, done_by__isnull=False),
                name="merge_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept_id=models.F("merged_id")), name="merge_of_two_records"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
