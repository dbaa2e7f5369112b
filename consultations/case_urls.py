"""Addresses below /account/cases/, for people behind their login."""

from django.urls import path

from consultations.views import own_cases, own_plan

app_name = "cases"
urlpatterns = [
    path("<slug:number>/", own_cases.case, name="case"),
    path("<slug:number>/tasks/<int:task>/done/", own_cases.done, name="task_done"),
    path("<slug:number>/plan/", own_plan.plan, name="plan"),
    path("<slug:number>/plan/canvas/<slug:part>/", own_plan.block, name="plan_block"),
    path("<slug:number>/plan/budget/", own_plan.budget, name="plan_budget"),
    path("<slug:number>/plan/plan.pdf", own_plan.document, name="plan_paper"),
    path("<slug:number>/plan/comments/", own_plan.comment, name="plan_comment"),
    path("<slug:number>/plan/comments/<int:pk>/", own_plan.settle, name="plan_settle"),
]
