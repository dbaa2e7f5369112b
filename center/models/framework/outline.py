"""The outline of a grant: its objectives, the results promised under each, and what is done for them."""

from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
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
from center.choices.indicators import ResultKind
from center.models.grant import Grant

RESULT: Final = pgettext_lazy("of a grant", "result")
ACTIVITY: Final = pgettext_lazy("of a grant", "activity")


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

    title = Bilingual("title", RESULT)
    about = Bilingual("about", _("about it"))

    class Meta:
        verbose_name = RESULT
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
        Result, on_delete=models.PROTECT, related_name="activities", verbose_name=RESULT
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    title_sr = SerbianCharField(_("activity (Serbian)"), max_length=300)
    title_en = EnglishCharField(_("activity (English)"), max_length=300)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)

    title = Bilingual("title", ACTIVITY)

    class Meta:
        verbose_name = ACTIVITY
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
