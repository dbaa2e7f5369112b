"""Periods of indicators: days for which one value is asked for, locked once it is reported."""

from typing import TYPE_CHECKING, Final

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from center.models.framework.indicator import Indicator
from center.querysets.indicators import IndicatorPeriodQuerySet

if TYPE_CHECKING:
    from datetime import date

_OUTSIDE: Final = _("The period must lie inside the days of the grant.")


@pghistory.track()
class IndicatorPeriod(CheckedModel):
    """Local days, both included, for which an indicator has one value; locked once the value is reported."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="periods", verbose_name=_("indicator")
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=2, null=True, blank=True)
    locked_by = colleague(_("locked by"))
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True, editable=False)

    objects = IndicatorPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of an indicator")
        verbose_name_plural = _("periods of indicators")
        ordering = ["indicator", "last", "first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="indicator_period_ends_after_its_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="indicator_period_locked_has_who_and_when",
            ),
            ExclusionConstraint(
                name="indicator_periods_do_not_overlap",
                expressions=[
                    ("indicator", RangeOperators.EQUAL),
                    (
                        # A range that ends before it begins is no range: that rule has a constraint of its own.
                        Func(
                            "first",
                            Greatest("first", "last"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Periods of an indicator must not overlap."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="indicator_period_keeps_its_indicator", fields=["indicator"]),
            pgtrigger.Trigger(
                name="indicator_period_inside_its_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("first", "last"),  # type: ignore[no-untyped-call]
                # The lock keeps the days of the grant until this row is there for all.
                declare=[("days", "RECORD")],
                func=(
                    "SELECT g.first_day, g.last_day INTO days FROM center_grant g JOIN center_indicator i"
                    " ON i.grant_id = g.id WHERE i.id = NEW.indicator_id FOR SHARE OF g;"
                    " IF NEW.first < days.first_day OR NEW.last > days.last_day THEN"
                    " RAISE EXCEPTION 'a period lies inside the days of its grant'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_period_inside_its_grant';"
                    " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="indicator_period_with_values_keeps_its_days",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("first", "last"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.first <> NEW.first OR OLD.last <> NEW.last"),
                func=(
                    "IF EXISTS (SELECT 1 FROM center_measurement m WHERE m.period_id = NEW.id) THEN"
                    " RAISE EXCEPTION 'a period with values keeps its days'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_period_with_values_keeps_its_days';"
                    " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="indicator_period_locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.locked_at IS NOT NULL AND (NEW.locked_at IS DISTINCT FROM OLD.locked_at"
                    " OR NEW.target IS DISTINCT FROM OLD.target OR NEW.locked_by_id IS DISTINCT FROM OLD.locked_by_id)"
                ),
                func=(
                    "RAISE EXCEPTION 'a locked period stays as it is'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_period_locked_stays';"
                ),
            ),
            pgtrigger.Trigger(
                name="indicator_period_locked_with_a_value",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("locked_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("NEW.locked_at IS NOT NULL"),
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM center_measurement m WHERE m.period_id = NEW.id"
                    " AND m.state = 'approved' AND (m.scope_last IS NULL OR m.scope_last >= NEW.last))"
                    " OR EXISTS (SELECT 1 FROM center_measurement m"
                    " WHERE m.period_id = NEW.id AND m.state = 'proposed' AND m.corrects_id IS NULL) THEN"
                    " RAISE EXCEPTION 'a period is locked with an approved value of all its days and none that waits'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_period_locked_with_a_value';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (self.first, self.last))
        return f"{first} – {last}"

    def clean(self) -> None:
        """Say in words what triggers keep: the days of the grant, and those of a period that has values."""
        # Of an indicator that is being added in the same form, which has no key yet.
        indicator = self._state.fields_cache.get("indicator") or (
            self.indicator if self.indicator_id else None
        )
        if indicator is None or not indicator.grant_id or None in {self.first, self.last}:
            return
        grant = indicator.grant
        if self.first < grant.first_day or self.last > grant.last_day:
            raise ValidationError(_OUTSIDE)
        if self.pk:
            self._refuse_changes(type(self).objects.get(pk=self.pk))

    def _refuse_changes(self, saved: "IndicatorPeriod") -> None:
        if (saved.first, saved.last) != (self.first, self.last) and self.measurements.exists():
            raise ValidationError(_("The period has values already, so its days stay."))
        if saved.is_locked and saved.target != self.target:
            raise ValidationError(_("The period is locked, so its target stays."))

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    def is_over(self, today: "date") -> bool:
        """Whether its last day has passed."""
        return self.last < today
