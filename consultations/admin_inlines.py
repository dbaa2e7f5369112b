"""The cases, visits and group sessions of a person, in the person's record."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline
from center.admin_columns import NOTHING
from center.base.admin_inlines import Link, bring
from consultations.models import Case, Consultation, Participation
from consultations.templatetags.cases_desk import stage_badge
from consultations.templatetags.consultations_desk import state_badge
from consultations.templatetags.group_desk import place_badge
from entrepreneurs.models import Entrepreneur


class VisitsInline(PortalTabularInline[Consultation]):
    """Visits to read; they change in their own record."""

    model = Consultation
    fk_name = "entrepreneur"
    extra = 0
    fields = ("day", "badge", "topic", "advisor")
    readonly_fields = ("day", "badge", "topic", "advisor")
    ordering: ClassVar = ["-starts_at", "-pk"]

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("consultations.view_consultation")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Consultation]":
        return Consultation.objects.visible_to(request.user).with_details()  # type: ignore[arg-type]  # admin_view: signed in

    @admin.display(description=_("when"))
    def day(self, visit: Consultation) -> SafeString:
        address = reverse("admin:consultations_consultation_change", args=[visit.pk])
        moment = date_format(timezone.localtime(visit.starts_at), "SHORT_DATETIME_FORMAT")
        return format_html('<a href="{}">{}</a>', address, moment)

    @admin.display(description=_("state"))
    def badge(self, visit: Consultation) -> SafeString:
        return state_badge(visit)


class CasesInline(PortalTabularInline[Case]):
    """Cases to read: that they are there, and where they stand."""

    model = Case
    fk_name = "person"
    extra = 0
    fields = ("case", "badge", "opened", "lead")
    readonly_fields = ("case", "badge", "opened", "lead")
    ordering: ClassVar = ["-opened_on", "-pk"]

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("consultations.view_case")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Case]":
        return Case.objects.visible_to(request.user).with_list_details()  # type: ignore[arg-type]  # signed in

    @admin.display(description=_("case"))
    def case(self, case: Case) -> SafeString:
        address = reverse("admin:consultations_case_change", args=[case.pk])
        return format_html('<a href="{}">{}</a>', address, case.number)

    @admin.display(description=_("stage"))
    def badge(self, case: Case) -> SafeString:
        return stage_badge(case)

    @admin.display(description=_("opened"))
    def opened(self, case: Case) -> str:
        return date_format(case.opened_on, "SHORT_DATE_FORMAT")

    @admin.display(description=_("leads it"))
    def lead(self, case: Any) -> str:
        return ", ".join(str(row.advisor) for row in case.current_leads) or NOTHING


class PlacesInline(PortalTabularInline[Participation]):
    """Group sessions to read; a place changes in its own record."""

    model = Participation
    fk_name = "entrepreneur"
    extra = 0
    fields = ("place", "badge")
    readonly_fields = ("place", "badge")
    ordering: ClassVar = ["-session__starts_at", "-pk"]
    verbose_name_plural = _("group sessions")

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("consultations.view_participation")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    has_add_permission = has_delete_permission = has_change_permission

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Participation]":
        return Participation.objects.visible_to(request.user).with_details()  # type: ignore[arg-type]  # admin_view: signed in

    @admin.display(description=_("group session"))
    def place(self, row: Participation) -> SafeString:
        address = reverse("admin:consultations_participation_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, str(row.session))

    @admin.display(description=_("state"))
    def badge(self, row: Participation) -> SafeString:
        return place_badge(row)


def _open(person: Entrepreneur) -> str:
    return f"{reverse('admin:consultations_case_add')}?person={person.pk}"


def _book(person: Entrepreneur) -> str:
    return f"{reverse('admin:consultations_consultation_add')}?person={person.pk}"


bring(
    Entrepreneur,
    inlines=[CasesInline, VisitsInline, PlacesInline],
    links=[
        Link(_("Book a visit for this person"), _book, "consultations.add_consultation"),
        Link(_("Open a case"), _open, "consultations.add_case"),
    ],
)
