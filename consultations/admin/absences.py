"""Absences as a list of its own: advisors plan their own, coordinators everybody's."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalModelAdmin
from center.admin_columns import moment_column
from consultations.admin.conflicts import warn_about_visits
from consultations.models import Absence, Advisor


@admin.register(Absence)
class AbsenceAdmin(PortalModelAdmin[Absence]):
    may_be_deleted = True
    list_display = [
        "advisor",
        moment_column("starts_at", _("start")),
        moment_column("ends_at", _("end")),
    ]
    nothing_yet = _("Holidays, training and illness of advisors, entered here or with the advisor.")
    list_filter: ClassVar = [("advisor", admin.RelatedOnlyFieldListFilter)]
    list_select_related: ClassVar = ["advisor"]
    date_hierarchy = "starts_at"
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["advisor", "starts_at", "ends_at", "note"],
                "description": _(
                    "No new visit is offered in this time. Visits that are already booked stay: cancel them"
                    " yourself, so that the visitors are told."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Absence]:
        return Absence.objects.editable_by(request.user)  # type: ignore[arg-type]  # admin_view: signed in

    def save_model(self, request: HttpRequest, obj: Absence, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        warn_about_visits(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "advisor" and not request.user.has_perm("consultations.change_advisor"):
            own = Advisor.objects.filter(user=request.user.pk)
            kwargs |= {"queryset": own, "initial": own.first(), "empty_label": None}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
