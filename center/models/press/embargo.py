"""Embargoes that were moved after media had the release, and who was told of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from center.models.mail import StoredMail
from center.models.press.delivery import PressDelivery
from center.models.press.release import PressRelease


class EmbargoMove(CheckedModel):
    """The embargo of a release that media have was set to another moment, or taken away.

    `told_at` is when the letters about it were written: at once, or at the approval if it was moved in a draft.
    """

    release = models.ForeignKey(
        PressRelease, on_delete=models.PROTECT, related_name="embargo_moves", verbose_name=_("press release")
    )
    before = models.DateTimeField(_("embargo before"), null=True, blank=True)
    after = models.DateTimeField(_("embargo after"), null=True, blank=True)
    moved_by = colleague(_("moved by"))
    moved_at = models.DateTimeField(_("moved"), default=timezone.now, editable=False)
    told_at = models.DateTimeField(_("media were told"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("moved embargo")
        verbose_name_plural = _("moved embargoes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_by__isnull=False, moved_at__isnull=False),
                name="embargo_moved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True, after__isnull=False)
                | Q(before__isnull=False, after__isnull=True)
                | (Q(before__isnull=False, after__isnull=False) & ~Q(before=F("after"))),
                name="embargo_move_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return str(self.release)


class PressNotice(CheckedModel):
    """That somebody who has a release was told of its moved embargo: once for each move."""

    move = models.ForeignKey(
        EmbargoMove, on_delete=models.PROTECT, related_name="notices", verbose_name=_("moved embargo")
    )
    delivery = models.ForeignKey(
        PressDelivery, on_delete=models.PROTECT, related_name="notices", verbose_name=_("delivery")
    )
    mail = models.OneToOneField(
        StoredMail, on_delete=models.PROTECT, related_name="+", verbose_name=_("email message")
    )

    class Meta:
        verbose_name = _("letter about a moved embargo")
        verbose_name_plural = _("letters about moved embargoes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["move", "delivery"], name="press_notice_once")]

    def __str__(self) -> str:
        return str(self.delivery)
