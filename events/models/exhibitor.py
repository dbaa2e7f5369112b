"""What exhibitors need on the day, and how it was for them."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from events.choices import ComesAgain, SalesBand
from events.models.application import MOST_WATTS, ExhibitorApplication

MOST_TABLES, MOST_CHAIRS, MOST_SOCKETS, MOST_MEALS = 10, 20, 10, 20
MOST_CONTACTS = 1000
_WORDS = 1000


@pghistory.track()
class ExhibitorNeeds(CheckedModel):
    """What an accepted exhibitor needs on the day; summed for the hall."""

    application = models.OneToOneField(
        ExhibitorApplication, on_delete=models.PROTECT, related_name="needs", verbose_name=_("exhibitor")
    )
    tables = models.PositiveSmallIntegerField(
        _("tables"), default=1, validators=[MaxValueValidator(MOST_TABLES)]
    )
    chairs = models.PositiveSmallIntegerField(
        _("chairs"), default=2, validators=[MaxValueValidator(MOST_CHAIRS)]
    )
    sockets = models.PositiveSmallIntegerField(
        _("sockets"), default=0, validators=[MaxValueValidator(MOST_SOCKETS)]
    )
    watts = models.PositiveIntegerField(
        _("electricity (W)"), default=0, validators=[MaxValueValidator(MOST_WATTS)]
    )
    meals = models.PositiveSmallIntegerField(
        _("meals"), default=0, validators=[MaxValueValidator(MOST_MEALS)]
    )
    vehicle = models.CharField(
        _("vehicle and its plate"),
        max_length=60,
        blank=True,
        help_text=_("For the gate; erased after the fair."),
    )
    comes_at = models.TimeField(_("comes to set up at"), null=True, blank=True)
    note = models.TextField(_("anything else"), max_length=_WORDS, blank=True)
    # Grows with every save: two phones do not write over one another.
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    # Empty: the exhibitor did.
    entered_by = colleague(_("entered by"))

    class Meta:
        verbose_name = _("needs of an exhibitor")
        verbose_name_plural = _("needs of exhibitors")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    tables__lte=MOST_TABLES,
                    chairs__lte=MOST_CHAIRS,
                    sockets__lte=MOST_SOCKETS,
                    watts__lte=MOST_WATTS,
                    meals__lte=MOST_MEALS,
                ),
                name="exhibitor_needs_in_range",
                violation_error_message=_("Please check the numbers."),
            ),
            models.CheckConstraint(
                condition=Q(sockets__gt=0) | Q(watts=0),
                name="exhibitor_needs_socket_for_power",
                violation_error_message=_("Who needs electricity needs at least one socket."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)


@pghistory.track()
class ExhibitorReport(CheckedModel):
    """How a fair was for an exhibitor, told in a minute. Shown in sums only."""

    application = models.OneToOneField(
        ExhibitorApplication, on_delete=models.PROTECT, related_name="report", verbose_name=_("exhibitor")
    )
    sales = models.CharField(_("sold"), max_length=10, choices=SalesBand)
    contacts = models.PositiveSmallIntegerField(
        _("new contacts"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_CONTACTS)],
        help_text=_("Customers, shops or partners with whom you will stay in touch."),
    )
    comes_again = models.CharField(_("would come again"), max_length=7, choices=ComesAgain)
    words = models.TextField(_("what should be better"), max_length=_WORDS, blank=True)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("report of an exhibitor")
        verbose_name_plural = _("reports of exhibitors")
        constraints = [
            models.CheckConstraint(
                condition=Q(sales__in=SalesBand.values), name="exhibitor_report_sales_are_known"
            ),
            models.CheckConstraint(
                condition=Q(comes_again__in=ComesAgain.values), name="exhibitor_report_comes_again_is_known"
            ),
            models.CheckConstraint(
                condition=Q(contacts__isnull=True) | Q(contacts__lte=MOST_CONTACTS),
                name="exhibitor_report_contacts_in_range",
                violation_error_message=_("Please check the numbers."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)
