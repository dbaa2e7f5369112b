import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import Confidence, Contract, FigureSource, IncomeBand, Sex
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.sql import VULNERABLE_WITHIN_ALL

_PER_CENT = [MinValueValidator(0), MaxValueValidator(100)]
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def _vulnerable_within_all(operation: pgtrigger.Operation, ids: str) -> pgtrigger.Trigger:
    """Return the trigger that looks, before the transaction ends, at these figures and their table of people."""
    return pgtrigger.Trigger(
        name="vulnerable_within_all",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=VULNERABLE_WITHIN_ALL.format(ids=ids),
    )


@pghistory.track()
class AnnualFigures(CheckedModel):
    """What one source says about one year of an enterprise; an empty column is "not known", never zero.

    Published only summed, over at least three enterprises. Shares follow Art. 11 (profit) and 12 (decisions).
    """

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="annual_figures", verbose_name=_("enterprise")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(_FIRST_YEAR), MaxValueValidator(_LAST_YEAR)]
    )
    source = models.CharField(_("source"), max_length=10, choices=FigureSource)
    source_note = models.CharField(
        _("about the source"), max_length=200, blank=True, help_text=_("Who said it, or which document.")
    )
    confidence = models.CharField(_("how sure"), max_length=10, choices=Confidence)
    income_band = models.CharField(_("income of the year"), max_length=10, choices=IncomeBand, blank=True)
    vulnerable_engaged = models.PositiveIntegerField(
        _("of the people engaged, from vulnerable groups"),
        null=True,
        blank=True,
        help_text=_("A number only, no names."),
    )
    profit_reinvested = models.DecimalField(
        _("profit reinvested or given on, %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=_PER_CENT,
    )
    decision_share = models.DecimalField(
        _("share of decisions of the group, %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=_PER_CENT,
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    recorded_by = colleague(_("recorded by"))

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures of years")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "year", "source"],
                name="annual_figures_one_of_a_source",
                violation_error_message=_("There are figures of this year from this source already."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(_FIRST_YEAR, _LAST_YEAR)),
                name="annual_figures_year_in_range",
                violation_error_message=_("Write the year with four digits."),
            ),
            models.CheckConstraint(
                condition=Q(source__in=FigureSource.values, confidence__in=Confidence.values),
                name="annual_figures_have_a_source",
                violation_error_message=_("No figure without its source."),
            ),
            models.CheckConstraint(
                condition=Q(income_band="") | Q(income_band__in=IncomeBand.values),
                name="annual_figures_band_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(profit_reinvested__isnull=True) | Q(profit_reinvested__range=(0, 100)))
                & (Q(decision_share__isnull=True) | Q(decision_share__range=(0, 100))),
                name="annual_figures_shares_in_range",
                violation_error_message=_("A share lies between 0 and 100 per cent."),
            ),
        ]
        triggers = [
            _vulnerable_within_all(
                pgtrigger.Insert | pgtrigger.UpdateOf("vulnerable_engaged"),  # type: ignore[no-untyped-call]
                "NEW.id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}, {self.year}"


@pghistory.track()
class Engagement(CheckedModel):
    """How many people of one sex were engaged by one kind of contract in a year."""

    figures = models.ForeignKey(AnnualFigures, on_delete=models.CASCADE, related_name="engagements")
    sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    contract = models.CharField(_("contract"), max_length=20, choices=Contract)
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("people engaged")
        verbose_name_plural = _("people engaged")
        ordering = ["contract", "sex"]
        constraints = [
            models.UniqueConstraint(
                fields=["figures", "sex", "contract"],
                name="engagement_once",
                violation_error_message=_("This is already in the list."),
            ),
            models.CheckConstraint(
                condition=Q(sex__in=Sex.values, contract__in=Contract.values),
                name="engagement_kinds_are_known",
            ),
        ]
        triggers = [
            _vulnerable_within_all(
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, "NEW.figures_id, OLD.figures_id"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_contract_display()}, {self.get_sex_display()}: {self.people}"


@pghistory.track()
class ReportDuty(CheckedModel):
    """The report that a holder of the status owes every two years (Art. 13), and who was reminded of it."""

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="report_duties", verbose_name=_("enterprise")
    )
    first_year = models.PositiveSmallIntegerField(_("for the years from"))
    last_year = models.PositiveSmallIntegerField(_("to"))
    due_on = models.DateField(
        _("due on"), help_text=_("With the annual statement; please check the day with the register.")
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    enterprise_reminded_at = models.DateTimeField(
        _("enterprise reminded"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("two-year report")
        verbose_name_plural = _("two-year reports")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "last_year"],
                name="report_duty_once",
                violation_error_message=_("The report of these years is already in the list."),
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year"), first_year__range=(_FIRST_YEAR, _LAST_YEAR)),
                name="report_duty_years_in_order",
                violation_error_message=_("The last year must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}, {self.first_year}–{self.last_year}"

    def clean(self) -> None:
        """Refuse a day of submission that has not come yet, which no constraint can."""
        if self.submitted_on is not None and self.submitted_on > timezone.localdate():
            raise ValidationError({"submitted_on": _("This day has not come yet.")})

    @property
    def is_overdue(self) -> bool:
        """Whether it was to be submitted before today and was not."""
        return self.submitted_on is None and self.due_on < timezone.localdate()
