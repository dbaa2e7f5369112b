"""Addresses below /account/cases/, for people behind their login."""

from django.urls import path

from consultations.views import own_cases

app_name = "cases"
urlpatterns = [
    path("<slug:number>/", own_cases.case, name="case"),
    path("<slug:number>/tasks/<int:task>/done/", own_cases.done, name="task_done"),
]
