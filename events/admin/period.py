"""The list of events shows what is to come, unless somebody asks for more."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.querysets import EventQuerySet, not_over

ALL = "all"
PARAMETER = "period"


def looks_further(request: HttpRequest) -> bool:
    """Say whether the person asks for more than what is to come: by the filter, a search or a date."""
    chosen = request.GET.get(PARAMETER, "")
    by_date = any(name.startswith("starts_at__") for name in request.GET)
    return chosen in {ALL, "past"} or (not chosen and (by_date or bool(request.GET.get("q", "").strip())))


class PeriodFilter(admin.SimpleListFilter):
    title = _("period")
    parameter_name = PARAMETER
    always_in_force = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.shown_by_default = ALL if looks_further(request) else "coming"
        return [("coming", _("To come")), ("past", _("Over")), (ALL, _("All"))]

    def choices(self, changelist: Any) -> Any:
        """Offer the three; nothing chosen marks the one that is shown."""
        shown = self.value() or self.shown_by_default
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({PARAMETER: value})
            yield {"selected": shown == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any] | None:
        if not isinstance(queryset, EventQuerySet) or self.value() == ALL:
            return queryset
        now = timezone.now()
        if self.value() == "past":
            return queryset.exclude(not_over(now))
        return queryset if looks_further(request) else queryset.filter(not_over(now))
