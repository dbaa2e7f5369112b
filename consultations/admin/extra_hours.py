"""Hours on one date: an open Saturday, an evening, a holiday on which somebody receives visitors after all."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consultations.admin.own_plan import OwnPlanAdmin
from consultations.models import ExtraHours


@admin.register(ExtraHours)
class ExtraHoursAdmin(OwnPlanAdmin[ExtraHours]):
    list_display = ["advisor", "day", "opens", "closes"]
    nothing_yet = _("A Saturday or an evening on which an advisor receives visitors beside the usual hours.")
    date_hierarchy = "day"
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["advisor", "day", ("opens", "closes")],
                "description": _(
                    "On this date visits are offered in these hours too, also on a public holiday. Absences and"
                    " closures still hold."
                ),
            },
        )
    ]
