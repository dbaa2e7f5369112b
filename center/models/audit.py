import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.choices import AccountEventKind, AmendmentKind

_HEX = 64
_ONLY_ADDED = pgtrigger.Update | pgtrigger.Delete


class AccountEvent(CheckedModel):
    """What happened at the door: who came in, was refused, or changed what opens it. Only ever added to.

    No address of a device and no name: only which account, what, when, and by which request.
    """

    kind = models.CharField(_("what"), max_length=30, choices=AccountEventKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose account")
    )
    request_id = models.CharField(_("request"), max_length=32, blank=True)
    happened_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("event of an account")
        verbose_name_plural = _("events of accounts")
        ordering = ["-happened_at", "-pk"]
        triggers = [pgtrigger.Protect(name="account_event_only_added", operation=_ONLY_ADDED)]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AccountEventKind.values), name="account_event_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"


class AuditKey(CheckedModel):
    """The secret of the seals; it rests encrypted with FIELD_KEYS, so the database alone cannot seal."""

    secret = EncryptedTextField(_("key of the seals"))
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("key of the seals")
        verbose_name_plural = _("keys of the seals")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_key_is_one")]

    def __str__(self) -> str:
        return str(self.pk)


class AuditSeal(CheckedModel):
    """A link of the chain: everything that was written until then, under a keyed checksum that holds the one before."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    previous = models.CharField(_("seal before"), max_length=_HEX, blank=True)
    seal = models.CharField(_("seal"), max_length=_HEX)
    made_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["-number"]
        triggers = [pgtrigger.Protect(name="seal_only_added", operation=_ONLY_ADDED)]

    def __str__(self) -> str:
        return f"{self.number}:{self.seal}"


class AuditSpan(CheckedModel):
    """Rows of one table that a seal covers: those with a number above `after` and up to `upto`.

    `total` is the sum of the keyed checksums of these rows, modulo 2^256, over `columns`.
    """

    seal = models.ForeignKey(
        AuditSeal, on_delete=models.PROTECT, related_name="spans", verbose_name=_("seal")
    )
    table = models.CharField(_("table"), max_length=63)
    after = models.BigIntegerField(_("after number"))
    upto = models.BigIntegerField(_("up to number"))
    row_count = models.PositiveBigIntegerField(_("rows"))
    total = models.CharField(_("checksum"), max_length=_HEX)
    columns = ArrayField(models.CharField(max_length=63), verbose_name=_("columns"))

    class Meta:
        verbose_name = _("sealed rows")
        verbose_name_plural = _("sealed rows")
        ordering = ["table", "upto"]
        triggers = [pgtrigger.Protect(name="span_only_added", operation=_ONLY_ADDED)]
        constraints = [
            models.UniqueConstraint(fields=["table", "upto"], name="audit_span_once"),
            models.CheckConstraint(
                condition=models.Q(upto__gt=models.F("after")), name="audit_span_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.after + 1}–{self.upto}"


class AuditAmendment(CheckedModel):
    """That sealed rows were emptied or ended as the law wants: by how much the checksums of which spans changed.

    `changes` holds for each span its table and `upto`, and what its rows and its total grew by. `redaction` is the row
    of `HistoryRedaction` that says the same from the side of the database.
    """

    kind = models.CharField(_("why"), max_length=20, choices=AmendmentKind)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    changes = models.JSONField(_("changed checksums"))
    redaction = models.BigIntegerField(_("emptied history"), null=True, blank=True)
    request_id = models.CharField(_("request"), max_length=32, blank=True)
    made_at = models.DateTimeField(_("when"))
    seal = models.CharField(_("seal"), max_length=_HEX)

    class Meta:
        verbose_name = _("amended seal")
        verbose_name_plural = _("amended seals")
        ordering = ["-made_at", "-pk"]
        triggers = [pgtrigger.Protect(name="amendment_only_added", operation=_ONLY_ADDED)]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AmendmentKind.values), name="audit_amendment_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=AmendmentKind.BY_HAND) | ~models.Q(reason=""),
                name="audit_amendment_by_hand_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
