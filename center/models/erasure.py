import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel


class ErasureRecord(CheckedModel):
    """That something about people was erased or ended: which rows, never what they said.

    Written in the transaction of the deed, by services and by triggers on every table with personal data, and copied to
    the file ERASURE_LOG. A restored database lacks the records made after its backup; by that alone it is known
    which of them have to be done again.
    """

    mark = models.UUIDField(
        _("mark"), unique=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False
    )
    # A word of `center.base.erasure_log`: a way of erasing, or a verb that an app does again.
    kind = models.CharField(_("what"), max_length=40)
    model = models.CharField(_("kind of record"), max_length=80, blank=True)
    object_ids = ArrayField(models.TextField(), verbose_name=_("records"), default=list)
    fields = ArrayField(models.CharField(max_length=63), verbose_name=_("fields"), default=list)
    # Numbers only: after a restore the colleague or the transaction may be unknown.
    actor = models.BigIntegerField(_("who"), null=True, blank=True)
    deed = models.BigIntegerField(_("transaction"), default=0)
    request_id = models.CharField(_("request"), max_length=32, blank=True)
    done_at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="erasures_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.model} {len(self.object_ids)}"
