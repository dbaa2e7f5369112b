"""Filters of the lists of visits and calls; without a choice a list shows what is still to come or to do."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.group_querysets import GroupSessionQuerySet
from consultations.querysets import CallQuerySet, ConsultationQuerySet
from consultations.spans import midnight

ALL = "all"
PARAMETER = "period"


def looks_further(request: HttpRequest) -> bool:
    """Say whether the person asks for more than the days to come: by the filter, a search or a date."""
    chosen = request.GET.get(PARAMETER, "")
    by_date = any(name.startswith("starts_at__") for name in request.GET)
    return chosen == ALL or (not chosen and (by_date or bool(request.GET.get("q", "").strip())))


class PeriodFilter(admin.SimpleListFilter):
    title = _("period")
    parameter_name = PARAMETER
    always_in_force = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.default_label = _("All") if looks_further(request) else _("From today on")
        return [
            ("today", _("Today")),
            ("week", _("This week")),
            ("coming", _("From today on")),
            (ALL, _("All")),
        ]

    def choices(self, changelist: Any) -> Any:
        """Offer the four periods; nothing chosen marks the one that is shown."""
        shown = self.value() or (ALL if self.default_label == _("All") else "coming")
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({PARAMETER: value})
            yield {"selected": shown == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any] | None:
        if not isinstance(queryset, ConsultationQuerySet | GroupSessionQuerySet):
            return queryset
        if self.value() == "today":
            return queryset.today()
        if self.value() == "week":
            return queryset.this_week()
        if looks_further(request):
            return queryset
        return queryset.filter(starts_at__gte=midnight(timezone.localdate()))


class WaitingFilter(admin.SimpleListFilter):
    """Calls that somebody has to make; all of them, or those that are over, by choice."""

    title = _("to do")
    parameter_name = "to_do"
    always_in_force = True

    @classmethod
    def shows_waiting(cls, request: HttpRequest) -> bool:
        """Say whether the list holds only what is to be done."""
        return request.GET.get(cls.parameter_name, "") not in ("closed", ALL)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("To be called")), ("closed", _("Closed")), (ALL, _("All"))]

    def choices(self, changelist: Any) -> Any:
        """Offer the three; nothing chosen marks the first."""
        shown = self.value() or "waiting"
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": shown == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any] | None:
        if not isinstance(queryset, CallQuerySet) or self.value() == ALL:
            return queryset
        return queryset.exclude(outcome="") if self.value() == "closed" else queryset.waiting()
