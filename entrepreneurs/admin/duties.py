"""Two-year reports: which are due, and which were handed in."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import badge
from center.admin_verbs import Verb, VerbsMixin
from center.models import User
from entrepreneurs.admin.filters import EnterpriseFilter
from entrepreneurs.admin.offers import OfEnterpriseAdmin
from entrepreneurs.models import ReportDuty
from entrepreneurs.services.report_duties import last_soon, propose_next_duty, submit_report, with_owed


class DueFilter(admin.SimpleListFilter):
    title = gettext_lazy("due")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("overdue", _("Overdue")),
            ("soon", _("Due soon or overdue")),
            ("open", _("Still owed")),
            ("submitted", _("Submitted")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        match self.value():
            case "overdue":
                return queryset.filter(is_owed=True, due_on__lt=timezone.localdate())
            case "soon":
                return queryset.filter(is_owed=True, due_on__lte=last_soon())
            case "open":
                return queryset.filter(is_owed=True)
            case "submitted":
                return queryset.filter(submitted_on__isnull=False)
        return queryset


class DayForm(forms.Form):
    """When a report was handed in; staff often learn of it later."""

    submitted_on = forms.DateField(
        label=gettext_lazy("Submitted on"), widget=AdminDateWidget, initial=timezone.localdate
    )


def _ask_day(duty: ReportDuty, user: User, data: Any) -> forms.Form:
    return DayForm(data)


def _submit(duty: ReportDuty, user: User, clean: Any) -> object:
    return submit_report(duty=duty, on=clean["submitted_on"])


@admin.register(ReportDuty)
class ReportDutyAdmin(VerbsMixin[ReportDuty], OfEnterpriseAdmin):
    list_display = ["of_enterprise", "years", "due", "state", "reminded"]
    list_display_links = ["years"]
    list_filter: ClassVar = [DueFilter, EnterpriseFilter]
    list_select_related: ClassVar = ["enterprise"]
    folded_search = ("enterprise__name_sr", "enterprise__name_en")
    search_help_text = gettext_lazy("Name of the enterprise, in either script.")
    nothing_yet = gettext_lazy("Enterprises with the registered status owe a report every two years.")
    ordering = ("-submitted_on", "due_on", "pk")
    verbs = (
        Verb(
            "submitted",
            gettext_lazy("Mark as submitted"),
            _submit,
            lambda duty: duty.submitted_on is None,
            kind="primary",
            form=_ask_day,
            told=gettext_lazy("It is noted that the report was submitted"),
        ),
    )
    readonly_fields: ClassVar = ["reminded"]
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["enterprise", ("first_year", "last_year"), "due_on", "submitted_on", "reminded"],
                "description": gettext_lazy(
                    "Holders of the status report every two years with the annual statement (Art. 13 of the Law)."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return with_owed(super().get_queryset(request))

    def save_model(self, request: HttpRequest, obj: ReportDuty, form: Any, change: Any) -> None:
        """After a report that was submitted comes the next one, also when its day is typed here."""
        super().save_model(request, obj, form, change)
        if obj.submitted_on:
            propose_next_duty(enterprise=obj.enterprise)

    @admin.display(description=gettext_lazy("years"), ordering="first_year")
    def years(self, duty: ReportDuty) -> str:
        return f"{duty.first_year}–{duty.last_year}"

    @admin.display(description=gettext_lazy("due on"), ordering="due_on")
    def due(self, duty: ReportDuty) -> str:
        return date_format(duty.due_on, "SHORT_DATE_FORMAT").replace(" ", "\u00a0")

    @admin.display(description=gettext_lazy("state"))
    def state(self, duty: Any) -> SafeString:
        if duty.submitted_on:
            return badge("success", "check", _("Submitted"))
        if not duty.is_owed:
            return badge("neutral", "lock", _("Not owed: without the status"))
        if duty.is_overdue:
            return badge("warning", "error", _("Overdue"))
        return badge("info", "clock", _("To be submitted"))

    @admin.display(description=gettext_lazy("enterprise reminded"))
    def reminded(self, duty: ReportDuty) -> str:
        if duty.enterprise_reminded_at is None:
            return "–"
        return date_format(timezone.localtime(duty.enterprise_reminded_at), "SHORT_DATE_FORMAT")
