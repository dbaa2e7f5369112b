from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import ImportKind, ImportState

_CONFIRMED = [ImportState.RUNNING, ImportState.DONE]


class Import(CheckedModel):
    """A table that staff bring. Its rows stay only until they are in the records; the report stays."""

    kind = models.CharField(_("what the rows are"), max_length=10, choices=ImportKind)
    file_name = models.CharField(_("file"), max_length=200)
    # SHA-256 of the file: one that was confirmed is imported once.
    digest = models.CharField(max_length=64, editable=False)
    source = models.CharField(_("read as"), max_length=100, editable=False)
    headers = models.JSONField(default=list, editable=False)
    # [[number as Excel shows it, [cells as texts]], …]
    rows = models.JSONField(default=list, editable=False)
    # {"field": index of the column}
    columns = models.JSONField(default=dict, editable=False)
    # Numbers of rows that are added although a record looks like them.
    add_anyway = models.JSONField(default=list, editable=False)
    # [{"row": 2, "outcome": "created", "record": 7, "says": "…"}, …]
    report = models.JSONField(default=list, editable=False)
    row_count = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.DRAFT)
    uploaded_by = colleague(_("brought by"))
    uploaded_at = models.DateTimeField(_("brought"), default=timezone.now, editable=False)
    confirmed_by = colleague(_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "digest"],
                condition=Q(state__in=_CONFIRMED),
                name="import_of_a_file_once",
                violation_error_message=_("This very file was imported already."),
            ),
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="import_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_is_known"),
            models.CheckConstraint(
                condition=Q(uploaded_at__isnull=False, uploaded_by__isnull=False),
                name="import_uploaded_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.DRAFT, confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(state__in=_CONFIRMED, confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="import_confirmed_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
