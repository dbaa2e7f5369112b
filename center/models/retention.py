import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel


@pghistory.track()
class RetentionRun(CheckedModel):
    """One night's report: how many rows of each rule were due, and how many were dealt with. No personal data.

    Until a coordinator has confirmed a report, every run only reports.
    """

    made_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    is_dry = models.BooleanField(_("report only"), editable=False)
    # A list of {"rule": name, "due": number, "done": number}.
    report = models.JSONField(default=list, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        verbose_name = _("report of what goes by itself")
        verbose_name_plural = _("reports of what goes by itself")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="retention_run_confirmed_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Report no. %(number)s") % {"number": self.pk})
