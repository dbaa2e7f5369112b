"""Absences as a list of its own: advisors plan their own, coordinators everybody's."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_columns import moment_column
from consultations.admin.conflicts import warn_about_visits
from consultations.admin.own_plan import OwnPlanAdmin
from consultations.models import Absence


@admin.register(Absence)
class AbsenceAdmin(OwnPlanAdmin[Absence]):
    list_display = [
        "advisor",
        moment_column("starts_at", _("start")),
        moment_column("ends_at", _("end")),
    ]
    nothing_yet = _("Holidays, training and illness of advisors, entered here or with the advisor.")
    date_hierarchy = "starts_at"
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["advisor", "starts_at", "ends_at", "note"],
                "description": _(
                    "No new visit is offered in this time. Visits that are already booked stay until you move or"
                    " cancel them: a page lists them all after you save."
                ),
            },
        )
    ]

    def save_model(self, request: HttpRequest, obj: Absence, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        warn_about_visits(request)
