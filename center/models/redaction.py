import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel


class HistoryRedaction(CheckedModel):
    """That the history was made to forget: which table, which columns, how much, when, by which request and why.

    Written by the owner's function `center_forget_history` alone; the application only reads it.
    """

    event_table = models.CharField(_("history"), max_length=80)
    columns = ArrayField(models.CharField(max_length=63), verbose_name=_("columns"))
    record_count = models.PositiveIntegerField(_("records"))
    value_count = models.PositiveIntegerField(_("values emptied"))
    purpose = models.CharField(_("purpose"), max_length=80)
    request_id = models.CharField(_("request"), max_length=32, blank=True)
    database_role = models.CharField(_("database role"), max_length=63)
    done_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("emptied history")
        verbose_name_plural = _("emptied history")
        ordering = ["-done_at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="redactions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.event_table}, {self.value_count}"
