from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel


def model_label(name: str) -> str:
    """Return how people call a kind of record ("center.question"); one that is gone keeps its name."""
    try:
        return capfirst(str(apps.get_model(name)._meta.verbose_name))
    except (LookupError, ValueError):
        return name


class AccessRecord(CheckedModel):
    """One look at a protected record: who, what, when, and the request it came by. Only ever added to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    model = models.CharField(_("kind of record"), max_length=80)
    object_id = models.BigIntegerField(_("record"))
    purpose = models.CharField(_("purpose"), max_length=80)
    request_id = models.CharField(_("request"), max_length=32, blank=True)
    seen_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("access record")
        verbose_name_plural = _("access log")
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["model", "object_id"], name="access_by_record")]

    def __str__(self) -> str:
        return f"{model_label(self.model)} {self.object_id}"
