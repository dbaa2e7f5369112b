"""Advisors with the hours in which they receive visitors and the times in which they do not."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline, VersionedAdmin
from center.admin_columns import badge
from center.models import User
from consultations.admin.conflicts import warn_about_visits
from consultations.models import Absence, Advisor, OpeningHours


class HoursInline(PortalTabularInline[OpeningHours]):
    model = OpeningHours
    extra = 2
    description = _(
        "The week in which this advisor receives visitors. A change counts for free times from now on; visits that"
        " are already booked stay booked, and a page lists those that do not fit any more. Leave the days empty for"
        " hours that always hold."
    )


class AbsencesInline(PortalTabularInline[Absence]):
    model = Absence
    description = _(
        "Holidays, training, illness. No new visit is offered in this time; visits that are already booked stay, and a"
        " page lists them after you save. Public holidays are known already."
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Absence]:
        return Absence.objects.editable_by(request.user)  # type: ignore[arg-type]  # admin_view: signed in


@admin.register(Advisor)
class AdvisorAdmin(VersionedAdmin[Advisor]):
    list_display = ["name", "bookings", "user"]
    list_filter: ClassVar = ["is_bookable"]
    list_select_related: ClassVar = ["user"]
    folded_search = ("name_sr", "name_en", "user__email")
    inlines: ClassVar = [HoursInline, AbsencesInline]
    shown_to_readers: ClassVar = {"user": "account"}
    fieldsets: ClassVar = [
        (_("Advisor"), {"fields": ["user", "name_sr", "name_en", "is_bookable"]}),
        (
            _("Topics"),
            {
                "fields": ["topics"],
                "description": _("Visitors are offered this advisor only for these topics."),
            },
        ),
    ]

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        """Leave the absences out for colleagues: their list and their inline hide those of others too."""
        lists = super().history_lists(request)
        if request.user.has_perm("consultations.change_advisor"):
            return lists
        return [model for model in lists if model is not Absence]

    @admin.display(description=_("bookings"), ordering="is_bookable")
    def bookings(self, advisor: Advisor) -> SafeString:
        """Say in words whether visitors are offered times with this advisor."""
        if advisor.is_bookable:
            return badge("success", "check", gettext("Can be booked"))
        return badge("neutral", "lock", gettext("Cannot be booked"))

    @admin.display(description=_("login"))
    def account(self, advisor: Advisor) -> str:
        """Name the account without a link: only the coordinator may open it."""
        return str(advisor.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        warn_about_visits(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("name", "email")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)
