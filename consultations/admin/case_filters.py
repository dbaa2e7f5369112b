"""Filters of the lists of cases and tasks; without a choice they show what is open and one's own."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.choices import OPEN_STAGES, CaseStage
from consultations.models import Advisor, Case
from consultations.querysets import CaseQuerySet, CaseTaskQuerySet

ALL = "all"


class _Standing(admin.SimpleListFilter):
    """A filter that always says something; `standard` is in force without a choice."""

    always_in_force = True
    standard = ""

    def choices(self, changelist: Any) -> Iterator[Any]:
        shown = self.value() or self.standard
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": shown == value, "query_string": query, "display": label}

    def chosen(self) -> str:
        known = {value for value, _label in self.lookup_choices}
        value = self.value()
        return value if value in known else self.standard


class WhoseFilter(_Standing):
    """Advisors see their own first; who advises nobody sees all."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.user = request.user.pk
        searched = bool(request.GET.get("q", "").strip())
        advises = Advisor.objects.filter(user=self.user).exists()
        self.standard = "mine" if advises and not searched else ALL
        choices: list[tuple[str, Any]] = [("mine", _("Mine")), (ALL, _("Everybody’s"))]
        # Tasks always are somebody's.
        return [*choices, ("nobody", _("Nobody leads it"))] if model_admin.model is Case else choices

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        chosen = self.chosen()
        if chosen == "nobody" and isinstance(queryset, CaseQuerySet):
            return queryset.without_lead()
        if chosen != "mine":
            return queryset
        if isinstance(queryset, CaseQuerySet):
            return queryset.of_advisor(self.user)
        return queryset.filter(advisor__user=self.user)


class StageFilter(_Standing):
    title = _("stage")
    parameter_name = "stage"
    standard = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        if request.GET.get("q", "").strip():
            self.standard = ALL
        stages = [(stage.value, stage.label) for stage in (*OPEN_STAGES, CaseStage.CLOSED)]
        return [("open", _("All open ones")), *stages, (ALL, _("All"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        chosen = self.chosen()
        if chosen == "open":
            return queryset.exclude(stage=CaseStage.CLOSED)
        return queryset if chosen == ALL else queryset.filter(stage=chosen)


class TaskFilter(_Standing):
    title = _("state")
    parameter_name = "state"
    standard = "to-do"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("to-do", _("To do")), ("due", _("Due or overdue")), ("done", _("Done")), (ALL, _("All"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if not isinstance(queryset, CaseTaskQuerySet):
            return queryset
        match self.chosen():
            case "to-do":
                return queryset.to_do()
            case "due":
                return queryset.due()
            case "done":
                return queryset.filter(done_at__isnull=False)
        return queryset
