"""Indicators: measures of results, with what they mean and from where to where they are to go."""

from typing import Any, Final

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
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
from center.base.measures import measures
from center.choices.indicators import AcrossPeriods, IndicatorKind, PartedBy
from center.models.framework.outline import ACTIVITY, RESULT, Activity, Result
from center.models.grant import Grant
from center.querysets.indicators import IndicatorQuerySet

# What a reported value rests on. Once a period is locked these change only with a revision that everybody reads.
MEANING: Final = (
    "title_sr",
    "title_en",
    "definition_sr",
    "definition_en",
    "unit_sr",
    "unit_en",
    "is_ascending",
    "across",
    "baseline",
    "baseline_year",
    "baseline_note_sr",
    "baseline_note_en",
    "target",
    "target_text_sr",
    "target_text_en",
)


def meaning_of(row: str) -> str:
    """Return SQL for what a row of indicators means now, as one JSON object of texts."""
    return "jsonb_build_object(" + ", ".join(f"'{name}', {row}.{name}::text" for name in MEANING) + ")"


_CHANGES_IN_THE_OPEN: Final = (
    # Whoever locks a period at this moment is waited for.
    "PERFORM 1 FROM center_indicatorperiod p WHERE p.indicator_id = NEW.id FOR SHARE;"  # noqa: S608 -- our own names
    " IF EXISTS (SELECT 1 FROM center_indicatorperiod p WHERE p.indicator_id = NEW.id AND p.locked_at IS NOT NULL)"
    " AND NOT EXISTS (SELECT 1 FROM center_indicatorrevision r WHERE r.id = (SELECT max(n.id)"
    f" FROM center_indicatorrevision n WHERE n.indicator_id = NEW.id) AND r.was = {meaning_of('OLD')}) THEN"
    " RAISE EXCEPTION 'an indicator with a locked period changes with a revision'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_reported_changes_in_the_open';"
    " END IF; RETURN NEW;"
)


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
        Result, on_delete=models.PROTECT, related_name="indicators", verbose_name=RESULT
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=ACTIVITY,
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
    counts_people = models.BooleanField(
        _("counts people"),
        default=True,
        help_text=_(
            "Of one to four people the public reads no number, and none from which it could be computed. Untick it for"
            " events, articles, enterprises and other things. Where the portal counts, it knows by itself."
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
                name="indicator_reported_changes_in_the_open",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(*MEANING),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition(f"{meaning_of('OLD')} IS DISTINCT FROM {meaning_of('NEW')}"),
                func=_CHANGES_IN_THE_OPEN,
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
        """Take the grant of the result; refuse an activity of another one, and a measure that does not fit."""
        if self.result_id:
            grant = self.result.objective.grant_id
            if self.pk and self.grant_id and self.grant_id != grant:
                raise ValidationError({"result": _("Choose a result of the same grant.")})
            self.grant_id = grant
        if self.activity_id and self.activity and self.activity.result_id != self.result_id:
            raise ValidationError({"activity": _("Choose an activity of the same result.")})
        self._see_that_the_measure_fits()

    def _see_that_the_measure_fits(self) -> None:
        """Refuse a measure of another kind, and adding up what must not be added; take from it whether it is people."""
        measure = measures().get(self.measure)
        if measure is None:
            return
        if measure.is_share != (self.kind == IndicatorKind.PERCENTAGE):
            sentence = _("What is counted is of another kind than the indicator. Correct the indicator.")
            raise ValidationError({"measure": sentence})
        if not measure.adds_up and self.across == AcrossPeriods.SUM:
            sentence = _(
                "Numbers of two periods of this must not be added up. Choose that the last period stands for all."
            )
            raise ValidationError({"across": sentence})
        self.counts_people = measure.is_of_people

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the grant of its result."""
        if not self.grant_id and self.result_id:
            self.grant_id = self.result.objective.grant_id
        super().save(*args, **kwargs)
