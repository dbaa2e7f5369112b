"""Dated facts: what is true of an enterprise between two days. A census on a day reads them."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base import day_ranges
from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    SerbianCharField,
)
from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import Area, LegalForm, StatusKind, Way
from entrepreneurs.models.activity import ActivityCode
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.group import VulnerableGroup
from entrepreneurs.models.place import Settlement
from entrepreneurs.querysets import FactQuerySet


class DatedFact(CheckedModel):
    """Base of the facts: days [from, until), either end may be open; one fact of a kind on any day.

    `recorded_at` says when we learnt it, `source` from where. A mistake is corrected in its row; a change in the
    world ends one row and begins another (`services.record_fact`).
    """

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="%(class)s_facts", verbose_name=_("enterprise")
    )
    valid = DateRangeField(
        _("from and until"),
        help_text=_("First day, and first day on which it is no longer so. Leave empty what is not known."),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("For example: extract from the APR, 7. 7. 2025.")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    recorded_by = colleague(_("recorded by"))

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["valid"]
        constraints = [
            ExclusionConstraint(
                name="%(class)s_one_at_a_time",
                expressions=[("enterprise", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message=_("These days overlap with another row of the same kind."),
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False),
                name="%(class)s_days_not_empty",
                violation_error_message=_("The first day must be before the last."),
            ),
        ]

    @property
    def in_days(self) -> str:
        """From when until when, both days included, as people say it."""
        return day_ranges.in_words(self.valid)


@pghistory.track()
class Existence(DatedFact):
    """The enterprise exists (is active) on these days."""

    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)

    class Meta(DatedFact.Meta):
        verbose_name = _("existence")
        verbose_name_plural = _("existence")

    def __str__(self) -> str:
        return str(_("Existence"))


@pghistory.track()
class RegisteredForm(DatedFact):
    """The legal form, and for sole traders whether they pay the flat-rate tax (Art. 8 of the Law bars them)."""

    form = models.CharField(_("legal form"), max_length=20, choices=LegalForm)
    is_flat_rate = models.BooleanField(
        _("flat-rate taxed"), null=True, blank=True, help_text=_("Of entrepreneurs only.")
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("legal form")
        verbose_name_plural = _("legal forms")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(form__in=LegalForm.values), name="registeredform_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(is_flat_rate__isnull=True) | Q(form=LegalForm.ENTREPRENEUR),
                name="registeredform_flat_rate_of_entrepreneurs",
                violation_error_message=_("Only an entrepreneur is flat-rate taxed or not."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_form_display())


@pghistory.track()
class RegisteredActivity(DatedFact):
    """The registered main activity, by a code of a named classification and version."""

    code = models.ForeignKey(
        ActivityCode, on_delete=models.PROTECT, related_name="+", verbose_name=_("activity")
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("main activity")
        verbose_name_plural = _("main activities")

    def __str__(self) -> str:
        return str(self.code)


@pghistory.track()
class Seat(DatedFact, BilingualContent):
    """Where the enterprise is seated. A street may be somebody's home, so it is shown only when they say so."""

    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, related_name="seats", verbose_name=_("settlement")
    )
    street_sr = SerbianCharField(_("street and number"), max_length=120, blank=True)
    street_en = EnglishCharField(_("street and number (English)"), max_length=120)
    street_is_public = models.BooleanField(
        _("show the street"), default=False, help_text=_("The settlement is always shown.")
    )

    street = Bilingual("street", _("street and number"))

    class Meta(DatedFact.Meta):
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return str(self.settlement)


@pghistory.track()
class LegalStatus(DatedFact):
    """Standing under the Law on Social Entrepreneurship (14/2022): a status, not a legal form (Art. 4 to 12).

    The basis are ways of Art. 5, the areas those of Art. 7, the groups those of Art. 6.
    """

    status = models.CharField(_("status"), max_length=20, choices=StatusKind)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=40, blank=True)
    ways = ArrayField(
        models.CharField(max_length=20, choices=Way),
        verbose_name=_("basis (Art. 5)"),
        default=list,
        blank=True,
    )
    areas = ArrayField(
        models.CharField(max_length=10, choices=Area),
        verbose_name=_("areas (Art. 7)"),
        default=list,
        blank=True,
    )
    groups: "models.ManyToManyField[VulnerableGroup, ServedGroup]" = models.ManyToManyField(
        VulnerableGroup, through="ServedGroup", verbose_name=_("groups served (Art. 6)"), blank=True
    )
    end_reason = models.CharField(_("why the status ended"), max_length=200, blank=True)
    checked_on = models.DateField(_("checked"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )

    class Meta(DatedFact.Meta):
        verbose_name = _("status under the Law")
        verbose_name_plural = _("statuses under the Law")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=StatusKind.values), name="legalstatus_status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusKind.REGISTERED)
                | (
                    Q(decided_on__isnull=False, checked_on__isnull=False, checked_by__isnull=False)
                    & ~Q(decision_number="")
                ),
                name="legalstatus_registered_has_its_decision",
                violation_error_message=_(
                    "A registered status needs the date and number of the decision, and who checked it when."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status=StatusKind.ENDED) | ~Q(end_reason=""),
                name="legalstatus_ended_has_reason",
                violation_error_message=_("Write why the status ended."),
            ),
            models.CheckConstraint(
                condition=Q(ways__contained_by=Way.values, areas__contained_by=Area.values),
                name="legalstatus_ways_and_areas_are_known",
                violation_error_message=_("Choose from the lists."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_status_display())


@pghistory.track()
class ServedGroup(CheckedModel):
    """A group that the enterprise serves or engages, as part of its standing."""

    status = models.ForeignKey(LegalStatus, on_delete=models.CASCADE, related_name="served_groups")
    group = models.ForeignKey(
        VulnerableGroup, on_delete=models.PROTECT, related_name="served_by", verbose_name=_("group served")
    )

    class Meta:
        verbose_name = _("group served")
        verbose_name_plural = _("groups served")
        constraints = [models.UniqueConstraint(fields=["status", "group"], name="served_group_unique")]

    def __str__(self) -> str:
        return str(self.group)


FACTS: tuple[type[DatedFact], ...] = (Existence, RegisteredForm, RegisteredActivity, Seat, LegalStatus)
