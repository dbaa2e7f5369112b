"""The numbers into which a value falls."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual
from center.base.checked_model import CheckedModel
from center.models.measurement.value import Measurement


class MeasurementPart(CheckedModel):
    """One number of those into which a value falls, as it was found; `value` is empty where it is withheld."""

    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, related_name="parts", verbose_name=_("value")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    dimension = models.CharField(_("parted by"), max_length=40)
    dimension_sr = models.CharField(_("parted by (Serbian)"), max_length=120)
    dimension_en = models.CharField(_("parted by (English)"), max_length=120, blank=True)
    is_exclusive = models.BooleanField(_("the parts add up"), default=True)
    key = models.CharField(_("code"), max_length=80)
    label_sr = models.CharField(_("part (Serbian)"), max_length=200)
    label_en = models.CharField(_("part (English)"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)

    label = Bilingual("label", _("part"))
    dimension_title = Bilingual("dimension", _("parted by"))

    class Meta:
        verbose_name = _("part of a value")
        verbose_name_plural = _("parts of values")
        ordering = ["measurement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "dimension", "key"],
                name="measurement_part_once",
                violation_error_message=_("A part stands there twice."),
            ),
            models.CheckConstraint(condition=~Q(label_sr=""), name="measurement_part_has_label"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="measurement_part_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="measurement_part_of_a_value_that_waits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM center_measurement m WHERE m.id = NEW.measurement_id"
                    " AND m.state = 'proposed') THEN"
                    " RAISE EXCEPTION 'a value that is decided gets no other parts'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'measurement_part_of_a_value_that_waits';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension_title.plain}: {self.label.plain}"
