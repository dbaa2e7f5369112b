import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.demographics import Employment, PersonSex
from entrepreneurs.models.consent import Consent
from entrepreneurs.models.person import Entrepreneur

_FIRST_YEAR = 1900


@pghistory.track(exclude=["sex", "birth_year", "employment"])
class Demographics(CheckedModel):
    """What a person told us to be counted by: sex, year of birth, employment when they first came.

    By own consent only; withdrawing it removes the row, and the person is counted as "not known". The answers leave
    the portal as counts with small cells withheld, never one by one.
    """

    person = models.OneToOneField(
        Entrepreneur, on_delete=models.PROTECT, related_name="demographics", verbose_name=_("person")
    )
    consent = models.OneToOneField(
        Consent, on_delete=models.PROTECT, related_name="demographics", verbose_name=_("consent")
    )
    sex = models.CharField(_("sex"), max_length=10, choices=PersonSex, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), null=True, blank=True, validators=[MinValueValidator(_FIRST_YEAR)]
    )
    employment = models.CharField(
        _("work when they first came"), max_length=12, choices=Employment, blank=True
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now=True)
    recorded_by = colleague(_("recorded by"))

    class Meta:
        verbose_name = _("answers for the statistics")
        verbose_name_plural = _("answers for the statistics")
        constraints = [
            models.CheckConstraint(
                condition=Q(sex="") | Q(sex__in=PersonSex.values), name="demographics_sex_is_known"
            ),
            models.CheckConstraint(
                condition=Q(employment="") | Q(employment__in=Employment.values),
                name="demographics_employment_is_known",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=_FIRST_YEAR),
                name="demographics_birth_year_is_possible",
                violation_error_message=_("Write the year of birth with four digits."),
            ),
            models.CheckConstraint(
                condition=~Q(sex="", birth_year__isnull=True, employment=""),
                name="demographics_says_something",
                violation_error_message=_("Fill in at least one answer, or go back."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Person no. %(number)s") % {"number": self.person_id})

    def clean(self) -> None:
        if self.birth_year is not None and self.birth_year > timezone.localdate().year:
            raise ValidationError({"birth_year": _("Nobody was born in a year to come.")})
