import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from entrepreneurs.choices import CheckLetterKind
from entrepreneurs.models.enterprise import Enterprise


@pghistory.track()
class CheckLetter(CheckedModel):
    """A letter of the yearly check went out: one of each kind in a period, however often the job runs.

    A period begins with a confirmation; `period` is its day, or that of publication where nobody has confirmed.
    """

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="check_letters", verbose_name=_("enterprise")
    )
    kind = models.CharField(_("letter"), max_length=10, choices=CheckLetterKind)
    period = models.DateField(_("checked before on"))
    letters = models.PositiveSmallIntegerField(
        _("letters"), default=0, help_text=_("How many people got it; with 0 somebody has to call.")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("letter of the yearly check")
        verbose_name_plural = _("letters of the yearly check")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "period"], name="check_letter_once_in_a_period"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CheckLetterKind.values), name="check_letter_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
