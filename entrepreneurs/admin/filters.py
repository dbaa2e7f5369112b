"""Filters of the list of enterprises; without a choice it shows those in use."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepreneurs.choices import EnterpriseState, LegalForm, StatusKind
from entrepreneurs.models import Enterprise, LegalStatus, RegisteredForm, Seat, Settlement
from entrepreneurs.quality import CHECKS

ALL = "all"


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("in the directory")
    parameter_name = "state"
    always_in_force = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("", _("All in use")), *EnterpriseState.choices, (ALL, _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            query = (
                changelist.get_query_string({self.parameter_name: value})
                if value
                else changelist.get_query_string(remove=[self.parameter_name])
            )
            yield {"selected": (self.value() or "") == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() in EnterpriseState.values:
            return queryset.filter(state=self.value())
        return queryset if self.value() == ALL else queryset.exclude(state=EnterpriseState.ARCHIVED)


def _today(fact: Any, **match: Any) -> Exists:
    return Exists(fact.objects.valid_on(timezone.localdate()).filter(enterprise=OuterRef("pk"), **match))


class PlaceFilter(admin.SimpleListFilter):
    title = gettext_lazy("settlement")
    parameter_name = "settlement"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        seated = Seat.objects.valid_on(timezone.localdate()).values("settlement")
        return [(str(place.pk), str(place)) for place in Settlement.objects.filter(pk__in=seated)]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        known = {value for value, _label in self.lookup_choices}
        return queryset.filter(_today(Seat, settlement=self.value())) if self.value() in known else queryset


class StatusFilter(admin.SimpleListFilter):
    title = gettext_lazy("status under the Law")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(StatusKind.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() == StatusKind.NONE:
            return queryset.exclude(
                _today(LegalStatus, status__in=set(StatusKind.values) - {StatusKind.NONE})
            )
        if self.value() in StatusKind.values:
            return queryset.filter(_today(LegalStatus, status=self.value()))
        return queryset


class LegalFormFilter(admin.SimpleListFilter):
    title = gettext_lazy("legal form")
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(LegalForm.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() in LegalForm.values:
            return queryset.filter(_today(RegisteredForm, form=self.value()))
        return queryset


class CheckedFilter(admin.SimpleListFilter):
    title = gettext_lazy("last checked")
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("year", _("In the last year")), ("old", _("Not for a year")), ("never", _("Never"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        year_ago = timezone.localdate() - timedelta(days=365)
        match self.value():
            case "year":
                return queryset.filter(confirmed_on__gte=year_ago)
            case "old":
                return queryset.filter(pk__in=Enterprise.objects.not_checked_since(year_ago).values("pk"))
            case "never":
                return queryset.filter(confirmed_on__isnull=True)
        return queryset


class LacksFilter(admin.SimpleListFilter):
    """What the list of quality counts."""

    title = gettext_lazy("what is missing")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(check.name, check.label) for check in CHECKS]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        check = next((check for check in CHECKS if check.name == self.value()), None)
        return queryset.filter(check.condition()) if check else queryset


class EnterpriseFilter(admin.SimpleListFilter):
    """Rows of one enterprise, as links from its record ask for them; there are too many to offer them all."""

    title = gettext_lazy("enterprise")
    parameter_name = "enterprise"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        number = request.GET.get(self.parameter_name, "")
        if not number.isdecimal() or len(number) > 18:  # noqa: PLR2004 -- digits of the longest key
            return []
        return [(number, str(each)) for each in Enterprise.objects.filter(pk=int(number))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(enterprise=self.value()) if self.value() and self.lookup_choices else queryset
