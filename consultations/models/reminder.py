"""When people are reminded of what they booked, and that they were."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models import StoredText
from consultations.choices import ReminderKind
from consultations.models.consultation import Consultation
from consultations.models.participation import Participation
from consultations.querysets import BookingSettingsQuerySet

# Two weeks; further ahead nobody needs to be reminded.
_MOST_HOURS = 14 * 24


@pghistory.track()
class BookingSettings(CheckedModel):
    """How the office reminds people, and what it asks of browsers; one row."""

    first_reminder_hours = models.PositiveSmallIntegerField(
        _("first email, hours before"),
        default=48,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_HOURS)],
        help_text=_("Empty: no first reminder."),
    )
    second_reminder_hours = models.PositiveSmallIntegerField(
        _("second email, hours before"),
        default=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_HOURS)],
        help_text=_(
            "Empty: no second reminder. An SMS goes at the same time to those who agreed to it; who has no email gets"
            " it on the working day before instead of a call."
        ),
    )
    quiet_hours_after_booking = models.PositiveSmallIntegerField(
        _("no reminder within so many hours after booking or moving"),
        default=12,
        validators=[MaxValueValidator(_MOST_HOURS)],
        help_text=_("Who has just booked knows. 0: remind in any case."),
    )
    calls_before_visit = models.BooleanField(
        _("call people without email on the working day before"), default=True
    )
    asks_for_proof = models.BooleanField(
        _("ask browsers for a small computation before a booking"),
        default=False,
        help_text=_(
            "Only while programs flood the calendar. People notice nothing; of bookings from browsers that cannot"
            " compute, at most twenty an hour are taken, and the others are asked to call."
        ),
    )

    objects = BookingSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("settings of booking")
        verbose_name_plural = _("settings of booking")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="booking_settings_are_one",
                violation_error_message=_("There is one set of rules."),
            ),
            models.CheckConstraint(
                condition=Q(first_reminder_hours__isnull=True)
                | Q(first_reminder_hours__range=(1, _MOST_HOURS)),
                name="booking_settings_first_in_range",
            ),
            models.CheckConstraint(
                condition=Q(second_reminder_hours__isnull=True)
                | Q(second_reminder_hours__range=(1, _MOST_HOURS)),
                name="booking_settings_second_in_range",
            ),
            models.CheckConstraint(
                condition=Q(first_reminder_hours__isnull=True)
                | Q(second_reminder_hours__isnull=True)
                | Q(first_reminder_hours__gt=F("second_reminder_hours")),
                name="booking_settings_in_order",
                violation_error_message=_("The first reminder goes earlier than the second."),
            ),
            models.CheckConstraint(
                condition=Q(quiet_hours_after_booking__lte=_MOST_HOURS),
                name="booking_settings_quiet_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Reminders"))


# Written only by the services.
@pghistory.track()
class Reminder(CheckedModel):
    """That a person was reminded of a visit, or of a place in a group session, for this beginning of it.

    One of a kind for each beginning, whoever sends: who is moved is reminded anew.
    """

    kind = models.CharField(_("kind"), max_length=6, choices=ReminderKind)
    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name=_("visit"),
    )
    participation = models.ForeignKey(
        Participation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name=_("place in a group session"),
    )
    # What was sent, of a reminder by SMS: a call takes its place should it fail.
    text = models.OneToOneField(
        StoredText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("text message"),
    )
    starts_at = models.DateTimeField(_("start"))
    made_at = models.DateTimeField(_("reminded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders sent")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind", "starts_at"], name="reminder_once_for_each_beginning"
            ),
            models.UniqueConstraint(
                fields=["participation", "kind", "starts_at"],
                name="reminder_of_place_once_for_each_beginning",
            ),
            models.CheckConstraint(
                condition=Q(consultation__isnull=False, participation__isnull=True)
                | Q(consultation__isnull=True, participation__isnull=False),
                name="reminder_is_about_one_appointment",
            ),
            models.CheckConstraint(condition=Q(kind__in=ReminderKind.values), name="reminder_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=ReminderKind.SMS, text__isnull=False)
                | (~Q(kind=ReminderKind.SMS) & Q(text__isnull=True)),
                name="reminder_by_sms_has_its_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
