from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.shown_text import in_script
from center.choices import Weekday
from consultations.choices import ResourceKind
from consultations.querysets import AdvisorQuerySet, OwnPlanQuerySet, ResourceQuerySet


@pghistory.track()
class Resource(CheckedModel):
    """Something that one visit at a time can hold: an advisor, an interpreter, a room."""

    kind = models.CharField(_("kind"), max_length=11, choices=ResourceKind)
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As colleagues call it, for example Small room.")
    )
    is_active = models.BooleanField(
        _("can be chosen"),
        default=True,
        help_text=_("Turn this off to offer it for no new visit. Visits that have it already keep it."),
    )

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ResourceKind.values), name="resource_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(name=""), name="resource_has_name", violation_error_message=_("Write a name.")
            ),
        ]

    def __str__(self) -> str:
        return in_script(self.name)


@pghistory.track()
class Advisor(BilingualContent):
    """A colleague who receives visitors. Saving one makes the resource that its visits hold."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advisor", verbose_name=_("login")
    )
    resource = models.OneToOneField(
        Resource, on_delete=models.PROTECT, related_name="advisor", editable=False, verbose_name=_("resource")
    )
    name_sr = SerbianCharField(
        _("name (Serbian)"), max_length=120, help_text=_("As visitors see it, for example Jelena Marić.")
    )
    name_en = EnglishCharField(_("name (English)"), max_length=120)
    topics = models.ManyToManyField(
        "consultations.Topic", related_name="advisors", blank=True, verbose_name=_("topics")
    )
    is_bookable = models.BooleanField(
        _("takes bookings"),
        default=True,
        help_text=_("Turn this off to offer no new times. Visits that are already booked stay."),
    )

    name = Bilingual("name")

    objects = AdvisorQuerySet.as_manager()

    class Meta:
        verbose_name = _("advisor")
        verbose_name_plural = _("advisors")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name.plain

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.resource_id is None:
            self.resource = Resource.objects.create(kind=ResourceKind.ADVISOR, name=self.name_sr)
        super().save(*args, **kwargs)


@pghistory.track()
class OpeningHours(CheckedModel):
    """When an advisor receives visitors, in local time; without dates it holds for every week."""

    advisor = models.ForeignKey(
        Advisor, on_delete=models.CASCADE, related_name="hours", verbose_name=_("advisor")
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"), help_text=_("A visit ends by then at the latest."))
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_hours_close_after_opening",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="opening_hours_day_is_known"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="opening_hours_dates_in_order",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.UniqueConstraint(
                fields=["advisor", "weekday", "opens", "valid_from"],
                name="opening_hours_unique",
                nulls_distinct=False,
                violation_error_message=_("These hours are already in the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


@pghistory.track()
class ExtraHours(CheckedModel):
    """Hours on one date beside those of the week, in local time; they hold on a public holiday as well.

    Somebody who enters hours for a holiday means it. Absences and closures still come first.
    """

    advisor = models.ForeignKey(
        Advisor, on_delete=models.CASCADE, related_name="extra_hours", verbose_name=_("advisor")
    )
    day = models.DateField(_("day"))
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"), help_text=_("A visit ends by then at the latest."))

    objects = OwnPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("extra hours")
        verbose_name_plural = _("extra hours")
        ordering = ["day", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="extra_hours_close_after_opening",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.UniqueConstraint(
                fields=["advisor", "day", "opens"],
                name="extra_hours_unique",
                violation_error_message=_("These hours are already in the list."),
            ),
        ]

    def __str__(self) -> str:
        day = date_format(self.day, "SHORT_DATE_FORMAT")
        return f"{day} {self.opens:%H:%M}–{self.closes:%H:%M}"


# The note may tell of an illness: encrypted, and never copied into the history.
@pghistory.track(exclude=["note"])
class Absence(CheckedModel):
    """Time in which an advisor receives nobody. Absences may overlap; visits already booked stay booked."""

    advisor = models.ForeignKey(
        Advisor, on_delete=models.CASCADE, related_name="absences", verbose_name=_("advisor")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    note = EncryptedTextField(_("note"), blank=True, help_text=_("Only staff see it."))

    objects = OwnPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="absence_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            )
        ]

    def __str__(self) -> str:
        start, end = (
            date_format(timezone.localtime(each), "SHORT_DATETIME_FORMAT")
            for each in (self.starts_at, self.ends_at)
        )
        return f"{start} – {end}"
