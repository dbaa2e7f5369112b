"""When people are reminded, and what is asked of browsers: one form."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from center.admin_base import SingletonAdmin
from consultations.models import BookingSettings


@admin.register(BookingSettings)
class BookingSettingsAdmin(SingletonAdmin[BookingSettings]):
    fieldsets: ClassVar = [
        (
            _("By email"),
            {
                "fields": ["first_reminder_hours", "second_reminder_hours", "quiet_hours_after_booking"],
                "description": _(
                    "Counted back from the beginning of the visit. A reminder that could not go in time is not made up"
                    " for: once the second is due the first is dropped, and after the beginning nothing is sent."
                ),
            },
        ),
        (
            _("By phone"),
            {
                "fields": ["calls_before_visit"],
                "description": _(
                    "Who gave no email address, or wants no reminders by email, stands on the call list on the working"
                    " day before the visit."
                ),
            },
        ),
        (_("Against programs"), {"fields": ["asks_for_proof"]}),
    ]
