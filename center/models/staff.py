import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.choices import StaffActionKind


class StaffAction(CheckedModel):
    """What a coordinator did to an account of staff: who, what, whom, when, why. Only ever added to."""

    kind = models.CharField(_("what"), max_length=30, choices=StaffActionKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="staff_actions",
        verbose_name=_("whose account"),
    )
    roles = models.CharField(_("roles since then"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    request_id = models.CharField(_("request"), max_length=32, blank=True)
    done_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("change to staff")
        verbose_name_plural = _("changes to staff")
        ordering = ["-done_at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="staff_action_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=StaffActionKind.values), name="staff_action_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("user")),
                name="staff_action_not_on_oneself",
                violation_error_message=_("Nobody changes their own access; ask another coordinator."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"
