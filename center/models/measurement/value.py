"""Values of indicators: proposed by one person, approved by another, corrected in the open."""

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.choices.indicators import IndicatorKind, ValueSource, ValueState
from center.models.columns import colleague
from center.models.framework import IndicatorPeriod
from center.models.measurement.value_rules import CONSTRAINTS, TRIGGERS
from center.querysets.indicators import MeasurementQuerySet


@pghistory.track(exclude=["record_keys"])
class Measurement(BilingualContent):
    """A value of an indicator for one of its periods; it never changes, another one takes its place.

    `is_withheld`: a count of so few people that it is not told. A percentage keeps what it is computed of. What
    counted it, and over what, is written down as it was (`measure`, `method`, `scope_first` to `scope_last`, whether
    only records of the grant). `record_keys` holds the keys of the records behind it that the proposing person could
    see, by model: `{"events.event": [1, 4]}`.
    """

    period = models.ForeignKey(
        IndicatorPeriod, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("period")
    )
    state = models.CharField(_("state"), max_length=10, choices=ValueState, default=ValueState.PROPOSED)
    kind = models.CharField(_("a value is a"), max_length=11, choices=IndicatorKind)
    source = models.CharField(_("where it comes from"), max_length=8, choices=ValueSource)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=16, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(
        _("denominator"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    is_withheld = models.BooleanField(_("withheld: too few people"), default=False)
    text_sr = SerbianTextField(_("in words (Serbian)"), max_length=2000, blank=True)
    text_en = EnglishTextField(_("in words (English)"), max_length=2000)
    measure = models.CharField(_("counted by"), max_length=80, blank=True)
    # Written by the portal, not typed: plain columns, so that nothing in them is converted.
    method_sr = models.TextField(_("how it was counted (Serbian)"), blank=True)
    method_en = models.TextField(_("how it was counted (English)"), blank=True)
    counts_grant = models.BooleanField(_("only records of the grant"), default=False)
    scope_first = models.DateField(_("counted from"), null=True, blank=True)
    scope_last = models.DateField(_("counted to"), null=True, blank=True)
    record_keys = models.JSONField(_("records behind it"), default=dict, blank=True)
    note = models.TextField(_("note for colleagues"), max_length=1000, blank=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    reason_sr = SerbianCharField(_("why it is corrected (Serbian)"), max_length=300, blank=True)
    reason_en = EnglishCharField(_("why it is corrected (English)"), max_length=300)
    proposed_by = colleague(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    approved_by = colleague(_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    returned_by = colleague(_("returned by"))
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True, editable=False)
    return_reason = models.CharField(_("why it was returned"), max_length=300, blank=True)
    superseded_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    text = Bilingual("text", _("in words"))
    method = Bilingual("method", _("how it was counted"))
    reason = Bilingual("reason", _("why it is corrected"))

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["-proposed_at", "-pk"]
        permissions = [
            ("approve_measurement", _("Can approve values of indicators that somebody else proposed"))
        ]
        constraints = CONSTRAINTS
        triggers = TRIGGERS

    def __str__(self) -> str:
        return f"{self.period.indicator}, {self.period}"
