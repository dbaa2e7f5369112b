"""What a grant is to achieve: objectives, their results, activities, and the indicators that tell of it.

The shape is that of the results framework of IATI 2.03 (result, indicator, period), with the objective above.
"""

from typing import TYPE_CHECKING, Any, Final

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.choices.indicators import AcrossPeriods, IndicatorKind, PartedBy, ResultKind
from center.models.columns import colleague
from center.models.grant import Grant
from center.querysets.indicators import IndicatorPeriodQuerySet, IndicatorQuerySet

if TYPE_CHECKING:
    from datetime import date

_RESULT: Final = pgettext_lazy("of a grant", "result")
_ACTIVITY: Final = pgettext_lazy("of a grant", "activity")
_OUTSIDE: Final = _("The period must lie inside the days of the grant.")


@pghistory.track()
class Objective(BilingualContent):
    """A goal of the grant, as its proposal words it."""

    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("grant")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    title_sr = SerbianCharField(_("objective (Serbian)"), max_length=300)
    title_en = EnglishCharField(_("objective (English)"), max_length=300)

    title = Bilingual("title", _("objective"))

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["grant", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="objective_has_title",
                violation_error_message=_("Write the objective."),
            )
        ]
        triggers = [pgtrigger.ReadOnly(name="objective_keeps_its_grant", fields=["grant"])]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class Result(BilingualContent):
    """Something that the grant promises under an objective."""

    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="results", verbose_name=_("objective")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=ResultKind, default=ResultKind.OUTPUT)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    title_sr = SerbianCharField(_("result (Serbian)"), max_length=300)
    title_en = EnglishCharField(_("result (English)"), max_length=300)
    about_sr = SerbianTextField(_("about it (Serbian)"), max_length=2000, blank=True)
    about_en = EnglishTextField(_("about it (English)"), max_length=2000)

    title = Bilingual("title", _RESULT)
    about = Bilingual("about", _("about it"))

    class Meta:
        verbose_name = _RESULT
        verbose_name_plural = _("results")
        ordering = ["objective", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="result_has_title",
                violation_error_message=_("Write the result."),
            ),
            models.CheckConstraint(condition=Q(kind__in=ResultKind.values), name="result_kind_is_known"),
        ]
        triggers = [pgtrigger.ReadOnly(name="result_keeps_its_objective", fields=["objective"])]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class Activity(BilingualContent):
    """What is done for a result."""

    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, related_name="activities", verbose_name=_RESULT
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    title_sr = SerbianCharField(_("activity (Serbian)"), max_length=300)
    title_en = EnglishCharField(_("activity (English)"), max_length=300)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)

    title = Bilingual("title", _ACTIVITY)

    class Meta:
        verbose_name = _ACTIVITY
        verbose_name_plural = _("activities")
        ordering = ["result", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="activity_has_title",
                violation_error_message=_("Write the activity."),
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="activity_ends_after_its_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="activity_keeps_its_result", fields=["result"])]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class Indicator(BilingualContent):
    """A measure of a result: what it means, where it began, where it is to go, and where its values come from.

    `measure` is the code of a registered measure (`center.base.measures`); empty: values are entered by hand, with
    evidence. `grant` repeats that of the result, so that a code is unique in it.
    """

    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="indicators", editable=False, verbose_name=_("grant")
    )
    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, related_name="indicators", verbose_name=_RESULT
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_ACTIVITY,
    )
    code = models.CharField(
        _("code"),
        max_length=20,
        help_text=_("As in the proposal, such as 1.2: it names the indicator in files."),
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    title_sr = SerbianCharField(_("indicator (Serbian)"), max_length=200)
    title_en = EnglishCharField(_("indicator (English)"), max_length=200)
    definition_sr = SerbianTextField(
        _("definition (Serbian)"),
        max_length=2000,
        blank=True,
        help_text=_("What exactly counts and what does not, so that two people find the same number."),
    )
    definition_en = EnglishTextField(_("definition (English)"), max_length=2000)
    kind = models.CharField(
        _("a value is a"), max_length=11, choices=IndicatorKind, default=IndicatorKind.NUMBER
    )
    unit_sr = SerbianCharField(
        _("unit (Serbian)"),
        max_length=40,
        blank=True,
        help_text=_("What is counted: people, events, enterprises."),
    )
    unit_en = EnglishCharField(_("unit (English)"), max_length=40)
    is_ascending = models.BooleanField(
        _("more is better"),
        default=True,
        help_text=_("Not so for what is to become less, such as waiting time."),
    )
    across = models.CharField(
        _("over several periods"),
        max_length=6,
        choices=AcrossPeriods,
        default=AcrossPeriods.SUM,
        help_text=_(
            "Different people must not be added up: somebody who came in two periods would count twice. Give such an"
            " indicator one period over the whole grant."
        ),
    )
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(
        _("year of the baseline"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
    )
    baseline_note_sr = SerbianCharField(_("about the baseline (Serbian)"), max_length=300, blank=True)
    baseline_note_en = EnglishCharField(_("about the baseline (English)"), max_length=300)
    target = models.DecimalField(
        _("target of the whole grant"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    target_text_sr = SerbianCharField(_("target in words (Serbian)"), max_length=300, blank=True)
    target_text_en = EnglishCharField(_("target in words (English)"), max_length=300)
    parted_by = ArrayField(
        models.CharField(max_length=12, choices=PartedBy),
        verbose_name=_("parted by"),
        default=list,
        blank=True,
        help_text=_("By what the donor wants the number broken down."),
    )
    source_sr = SerbianCharField(
        _("means of verification (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("What proves it: lists of participants, decisions, photos, articles."),
    )
    source_en = EnglishCharField(_("means of verification (English)"), max_length=300)
    measure = models.CharField(
        pgettext_lazy("indicator", "counted by"),
        max_length=80,
        blank=True,
        help_text=_(
            "What the portal counts by itself. Without it values are entered by hand, each with evidence."
        ),
    )
    is_public = models.BooleanField(_("shown to everybody"), default=True)
    is_dropped = models.BooleanField(
        _("not followed any more"), default=False, help_text=_("Its values stay; nothing new is asked for.")
    )

    title = Bilingual("title", _("indicator"))
    definition = Bilingual("definition", _("definition"))
    unit = Bilingual("unit", _("unit"))
    baseline_note = Bilingual("baseline_note")
    target_text = Bilingual("target_text")
    source = Bilingual("source", _("means of verification"))

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["grant", "result__objective__position", "result__position", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "code"],
                name="indicator_code_once_in_grant",
                violation_error_message=_("There is an indicator with this code in the grant."),
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(title_sr=""),
                name="indicator_has_code_and_title",
                violation_error_message=_("An indicator has a code and a name."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=IndicatorKind.values), name="indicator_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(across__in=AcrossPeriods.values), name="indicator_across_is_known"
            ),
            models.CheckConstraint(
                condition=Q(parted_by__contained_by=PartedBy.values), name="indicator_parted_by_what_is_known"
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline_year__isnull=False),
                name="indicator_baseline_has_its_year",
                violation_error_message=_("Give the year of the baseline."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.QUALITATIVE)
                | Q(baseline__isnull=True, target__isnull=True, measure=""),
                name="indicator_in_words_has_no_numbers",
                violation_error_message=_(
                    "A description in words has no numbers; write the target in words."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.PERCENTAGE)
                | (
                    (Q(baseline__isnull=True) | Q(baseline__gte=0))
                    & (Q(target__isnull=True) | Q(target__gte=0))
                ),
                name="indicator_percentage_is_not_negative",
                violation_error_message=_("A percentage is not less than nothing."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="indicator_keeps_its_grant", fields=["grant"]),
            pgtrigger.Trigger(
                name="indicator_of_the_grant_of_its_result",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("result_id", "grant_id", "activity_id"),  # type: ignore[no-untyped-call]
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM center_result r JOIN center_objective o ON o.id = r.objective_id"
                    " WHERE r.id = NEW.result_id AND o.grant_id = NEW.grant_id)"
                    " OR (NEW.activity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM center_activity a"
                    " WHERE a.id = NEW.activity_id AND a.result_id = NEW.result_id))"
                    " THEN RAISE EXCEPTION 'an indicator, its result and its activity belong together'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_of_the_grant_of_its_result';"
                    " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="indicator_with_values_keeps_its_kind",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("kind"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.kind <> NEW.kind"),
                func=(
                    "IF EXISTS (SELECT 1 FROM center_measurement m JOIN center_indicatorperiod p"
                    " ON p.id = m.period_id WHERE p.indicator_id = NEW.id)"
                    " THEN RAISE EXCEPTION 'an indicator with values keeps its kind'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_with_values_keeps_its_kind';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title.plain}"

    def clean(self) -> None:
        """Take the grant of the result, and see that the activity is one of the same result."""
        if self.result_id:
            grant = self.result.objective.grant_id
            if self.pk and self.grant_id and self.grant_id != grant:
                raise ValidationError({"result": _("Choose a result of the same grant.")})
            self.grant_id = grant
        if self.activity_id and self.activity and self.activity.result_id != self.result_id:
            raise ValidationError({"activity": _("Choose an activity of the same result.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the grant of its result."""
        if not self.grant_id and self.result_id:
            self.grant_id = self.result.objective.grant_id
        super().save(*args, **kwargs)


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
