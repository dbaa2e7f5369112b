from calendar import monthrange
from datetime import date

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from entrepreneurs.querysets import DirectoryRulesQuerySet


@pghistory.track()
class DirectoryRules(CheckedModel):
    """How the office keeps the directory fresh; one row, in months and days."""

    ask_after_months = models.PositiveSmallIntegerField(
        _("ask whether a profile is still right after, months"), default=12, validators=[MinValueValidator(1)]
    )
    mark_after_months = models.PositiveSmallIntegerField(
        _("mark it as not confirmed after, months"), default=14
    )
    hide_after_months = models.PositiveSmallIntegerField(_("hide it after, months"), default=18)
    report_reminder_days = models.PositiveSmallIntegerField(
        _("remind of the two-year report, days before"), default=60, validators=[MinValueValidator(1)]
    )
    hours_at_once = models.BooleanField(
        _("opening times take effect at once"),
        default=True,
        help_text=_("Without a look by staff when an editor changes them."),
    )
    contact_at_once = models.BooleanField(_("phones, emails and links take effect at once"), default=True)
    products_at_once = models.BooleanField(_("products take effect at once"), default=False)

    objects = DirectoryRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of the directory")
        verbose_name_plural = _("rules of the directory")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="directory_rules_are_one",
                violation_error_message=_("There is one set of rules."),
            ),
            models.CheckConstraint(
                condition=Q(
                    ask_after_months__gte=1,
                    mark_after_months__gt=F("ask_after_months"),
                    hide_after_months__gt=F("mark_after_months"),
                ),
                name="directory_rules_in_order",
                violation_error_message=_("First ask, later mark, and later still hide."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Rules of the directory"))

    def marked_before(self, today: date) -> date:
        """Return the first day whose check is not yet too old: profiles checked before it are marked."""
        return months_earlier(today, self.mark_after_months)

    def hidden_before(self, today: date) -> date:
        """Return the same for hiding."""
        return months_earlier(today, self.hide_after_months)


def months_earlier(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
