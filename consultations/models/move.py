import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from consultations.models.advisor import Advisor
from consultations.models.consultation import Consultation


class VisitMove(CheckedModel):
    """That a visit was put to another time or another advisor: what it was before, who did it, and why.

    Only added to. A visitor may move until the topic's limit; after it a colleague may, and then says why.
    """

    REASON_LENGTH = 300

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="moves", verbose_name=_("visit")
    )
    moved_at = models.DateTimeField(_("moved"), default=timezone.now, editable=False)
    # Empty: the visitor.
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("moved by"),
    )
    from_start = models.DateTimeField(_("from"))
    to_start = models.DateTimeField(_("to"))
    from_advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, related_name="+", verbose_name=_("advisor before")
    )
    to_advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, related_name="+", verbose_name=_("advisor after")
    )
    after_limit = models.BooleanField(_("later than visitors may"), default=False)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)

    class Meta:
        verbose_name = _("move of a visit")
        verbose_name_plural = _("moves of visits")
        ordering = ["moved_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_start=F("to_start")) | ~Q(from_advisor=F("to_advisor")),
                name="visit_move_changes_something",
            ),
            models.CheckConstraint(
                condition=Q(after_limit=False) | (Q(moved_by__isnull=False) & ~Q(reason="")),
                name="visit_move_after_limit_has_reason",
                violation_error_message=_("So late a change needs a reason."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="visit_moves_stay", operation=pgtrigger.Delete),
            # The reason may tell of a person, so it can be erased.
            pgtrigger.ReadOnly(name="visit_moves_are_facts", exclude=["reason"]),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.from_start:%Y-%m-%d %H:%M} → {self.to_start:%Y-%m-%d %H:%M}"
