from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel


class BackupRun(CheckedModel):
    """That a backup was made, written by the command after its file stood whole at its place."""

    made_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    size = models.BigIntegerField(_("bytes"), editable=False)
    is_encrypted = models.BooleanField(_("encrypted"), editable=False)

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
