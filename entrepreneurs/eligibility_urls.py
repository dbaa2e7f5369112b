"""Addresses below /eligibility/. The answers stand in the query, as a short code that says nothing about a person."""

from django.urls import path

from entrepreneurs.views import eligibility

app_name = "eligibility"
urlpatterns = [
    path("", eligibility.start, name="start"),
    path("all/", eligibility.all_at_once, name="all"),
    path("result/", eligibility.result, name="result"),
    path("<int:number>/", eligibility.question, name="question"),
]
