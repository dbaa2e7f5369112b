"""The row behind the plan of a case: its own page is that of the plan, its history tells who saved what and when."""

from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from consultations.admin.case_parts import CasePartAdmin, HiddenMixin
from consultations.models import BudgetMonth, BudgetRow, BusinessPlan, CanvasBlock, PlanComment


@admin.register(BusinessPlan)
class BusinessPlanAdmin(HiddenMixin, CasePartAdmin[BusinessPlan]):
    list_display = ["__str__", "case_link", "budget_saved_at"]
    list_select_related: ClassVar = ["case__person"]
    fieldsets: ClassVar = [(None, {"fields": ["case_link"]})]
    readonly_fields: ClassVar = ["case_link"]
    reading_is_logged = True

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Lead who may read the plan to its page, as from the log of looks."""
        plan = self.get_object(request, object_id)
        if plan is None or not self.has_view_permission(request, plan):
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect("admin:consultations_case_plan", plan.case_id)

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        return [CanvasBlock, BudgetRow, BudgetMonth, PlanComment]
