"""The money that carries the work: who gives it, for which time, and what has to be said about it."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.base.full_text import search_column
from center.base.money import shown_money
from center.choices.grants import Currency, LogoKind
from center.querysets.grants import GrantQuerySet

if TYPE_CHECKING:
    from datetime import date


@pghistory.track(exclude=["search"])
class Grant(BilingualContent):
    """A grant agreement. Records count for it by default on its days; `GrantChoice` says where they do not.

    `first_day` and `last_day` are local days of the office, both included.
    """

    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Short and lasting, in Latin letters, such as reload2: it names the grant in files."),
    )
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=200)
    title_en = EnglishCharField(_("title (English)"), max_length=200)
    donor_sr = SerbianCharField(_("donor (Serbian)"), max_length=200)
    donor_en = EnglishCharField(_("donor (English)"), max_length=200)
    programme_sr = SerbianCharField(_("programme (Serbian)"), max_length=200, blank=True)
    programme_en = EnglishCharField(_("programme (English)"), max_length=200)
    agreement = models.CharField(
        _("number of the agreement"),
        max_length=80,
        blank=True,
        help_text=_("As on the contract. It stands in the reports to the donor, also in public ones."),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    budget = models.DecimalField(
        _("budget"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.EUR)
    about_sr = SerbianTextField(
        _("what it pays for (Serbian)"),
        max_length=6000,
        blank=True,
        help_text=_("For everybody to read, in Markdown."),
    )
    about_en = EnglishTextField(_("what it pays for (English)"), max_length=6000)
    shows_eu_emblem = models.BooleanField(
        _("funded by the European Union"),
        default=False,
        help_text=_("Pages and papers then say “Funded by the European Union” beside the emblem."),
    )
    disclaimer_sr = SerbianTextField(
        _("disclaimer (Serbian)"),
        max_length=1500,
        blank=True,
        help_text=_("Letter for letter as the donor wants it; it stands under the logos."),
    )
    disclaimer_en = EnglishTextField(_("disclaimer (English)"), max_length=1500)
    visibility_rules = models.TextField(
        _("rules of visibility"),
        max_length=4000,
        blank=True,
        help_text=_("What the donor asks of signs, sizes and texts; for the staff."),
    )
    is_shown_everywhere = models.BooleanField(
        _("shown on every page while it runs"),
        default=True,
        help_text=_("Otherwise only on pages of what it paid for."),
    )
    is_public = models.BooleanField(_("has a public page"), default=True)
    evidence_until = models.DateField(
        _("evidence kept until"),
        null=True,
        blank=True,
        help_text=_("The day in the contract until which lists of people and other proof must be kept."),
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search = search_column(
        ("title_sr", "title_en", "code"),
        ("donor_sr", "donor_en", "programme_sr", "programme_en"),
        ("about_sr", "about_en"),
    )

    title = Bilingual("title", _("title"))
    donor = Bilingual("donor", _("donor"))
    programme = Bilingual("programme", _("programme"))
    about = Bilingual("about", _("what it pays for"))
    disclaimer = Bilingual("disclaimer", _("disclaimer"))

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        permissions = [("choose_grants", _("Can choose for which grants a record counts"))]
        ordering = ["-first_day", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="grant_ends_after_its_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="grant_budget_is_not_negative",
                violation_error_message=_("A budget is not less than nothing."),
            ),
            models.CheckConstraint(condition=Q(currency__in=Currency.values), name="grant_currency_is_known"),
            models.CheckConstraint(
                condition=Q(evidence_until__isnull=True) | Q(evidence_until__gte=F("last_day")),
                name="grant_evidence_outlasts_it",
                violation_error_message=_("Evidence is kept at least until the grant ends."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="grant_days_hold_its_periods",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("first_day", "last_day"),  # type: ignore[no-untyped-call]
                func=(
                    "IF EXISTS (SELECT 1 FROM center_indicatorperiod p JOIN center_indicator i"
                    " ON i.id = p.indicator_id WHERE i.grant_id = NEW.id"
                    " AND (p.first < NEW.first_day OR p.last > NEW.last_day))"
                    " OR EXISTS (SELECT 1 FROM center_grantbudget b WHERE b.grant_id = NEW.id"
                    " AND (b.first < NEW.first_day OR b.last > NEW.last_day))"
                    " THEN RAISE EXCEPTION 'periods of indicators lie inside the days of their grant'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_days_hold_its_periods';"
                    " END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title.plain

    def clean(self) -> None:
        """Keep the days so long that no period of an indicator falls out of them."""
        if not self.pk or None in {self.first_day, self.last_day}:
            return
        outside = Q(periods__first__lt=self.first_day) | Q(periods__last__gt=self.last_day)
        if self.indicators.filter(outside).exists():
            raise ValidationError(_("Periods of its indicators would lie outside of these days."))
        if self.budgets.filter(Q(first__lt=self.first_day) | Q(last__gt=self.last_day)).exists():
            raise ValidationError(_("Budgets of its years would lie outside of these days."))

    @property
    def period_in_words(self) -> str:
        """Return its first and last day in the active language."""
        days = {"first": date_format(self.first_day), "last": date_format(self.last_day)}
        return gettext("%(first)s – %(last)s") % days

    @property
    def budget_in_words(self) -> str:
        """Return the budget with its currency in the active language; empty where none is entered."""
        return shown_money(self.budget, self.currency)

    def runs_on(self, day: "date") -> bool:
        """Whether a local day of the office lies in its period."""
        return self.first_day <= day <= self.last_day


@pghistory.track()
class GrantBudget(CheckedModel):
    """A part of the budget for at most a year, as the agreement names it; IATI wants longer budgets parted so."""

    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="budgets", verbose_name=_("grant")
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budgets by year")
        ordering = ["grant", "first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="grant_budget_ends_after_its_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(last__lte=F("first") + timedelta(days=365)),
                name="grant_budget_is_of_a_year",
                violation_error_message=_("A budget covers a year at most."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="grant_budget_part_is_not_negative",
                violation_error_message=_("A budget is not less than nothing."),
            ),
            ExclusionConstraint(
                name="grant_budgets_do_not_overlap",
                expressions=[
                    ("grant", RangeOperators.EQUAL),
                    (
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
                violation_error_message=_("Budgets of a grant must not overlap."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="grant_budget_inside_its_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("days", "RECORD")],
                func=(
                    "SELECT g.first_day, g.last_day INTO days FROM center_grant g WHERE g.id = NEW.grant_id"
                    " FOR SHARE; IF NEW.first < days.first_day OR NEW.last > days.last_day THEN"
                    " RAISE EXCEPTION 'a budget lies inside the days of its grant'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_budget_inside_its_grant';"
                    " END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (self.first, self.last))
        return f"{first} – {last}"

    def clean(self) -> None:
        """Refuse days outside of the grant in words."""
        grant = self._state.fields_cache.get("grant") or (self.grant if self.grant_id else None)
        if grant is None or None in {self.first, self.last, grant.first_day, grant.last_day}:
            return
        if self.first < grant.first_day or self.last > grant.last_day:
            raise ValidationError(_("A budget lies inside the days of the grant."))


@pghistory.track()
class GrantLogo(BilingualContent):
    """A mark that pages and papers of the grant show, as the donor's rules ask; a file, re-encoded by us."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="logos", verbose_name=_("grant"))
    kind = models.CharField(_("kind"), max_length=10, choices=LogoKind)
    name_sr = SerbianCharField(
        _("whose it is (Serbian)"), max_length=160, help_text=_("Said to people who cannot see it.")
    )
    name_en = EnglishCharField(_("whose it is (English)"), max_length=160)
    image = models.ImageField(
        _("logo"),
        upload_to="grants/",
        width_field="width",
        height_field="height",
        help_text=_("PNG, JPEG or WebP up to 2 MB, at least 480 pixels wide."),
    )
    # In pixels, so that a page knows the shape before the file is there.
    width = models.PositiveSmallIntegerField(default=0, editable=False)
    height = models.PositiveSmallIntegerField(default=0, editable=False)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    name = Bilingual("name", _("whose it is"))

    class Meta:
        verbose_name = _("logo of a grant")
        verbose_name_plural = _("logos of grants")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LogoKind.values), name="grant_logo_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name.plain


class GrantChoice(CheckedModel):
    """A record that counts for a grant although it lies outside of its days, or does not although it lies inside.

    A subclass adds the record, unique together with the grant. What is not said here follows from the days of the
    grant, so that a grant entered weeks after it began, or made longer, finds all that it paid for.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+", verbose_name=_("grant"))
    counts = models.BooleanField(_("counts for the grant"))

    class Meta:
        abstract = True
