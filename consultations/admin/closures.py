"""Times in which the whole office receives nobody."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import moment_column
from consultations.admin.conflicts import warn_about_visits
from consultations.models import Closure


@admin.register(Closure)
class ClosureAdmin(VersionedAdmin[Closure]):
    may_be_deleted = True
    list_display = [
        "name",
        moment_column("starts_at", _("start")),
        moment_column("ends_at", _("end")),
    ]
    nothing_yet = _("Days on which the office is closed besides public holidays, which are known already.")
    date_hierarchy = "starts_at"
    folded_search = ("name_sr", "name_en")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["name_sr", "name_en", "starts_at", "ends_at"],
                "description": _(
                    "Public holidays of Serbia are known already. No new visit is offered in this time; visits that"
                    " are already booked stay until you move or cancel them: a page lists them all after you save."
                ),
            },
        )
    ]

    def save_model(self, request: HttpRequest, obj: Closure, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        warn_about_visits(request)
