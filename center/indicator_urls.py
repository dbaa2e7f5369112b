"""Addresses of what was achieved."""

from django.urls import path

from center.views import achievements, values

app_name = "indicators"
urlpatterns = [
    path("", achievements.front, name="front"),
    path("values.xlsx", achievements.all_values, name="values"),
    path("<slug:code>/", achievements.grant, name="grant"),
    path("<slug:code>.xml", achievements.iati, name="iati"),
    path("<slug:code>/values.xlsx", achievements.values_of_grant, name="grant_values"),
    path("<slug:code>/values/<int:period>/", values.value, name="value"),
    path("<slug:code>/evidence/<int:key>/", values.article, name="article"),
    path("<slug:code>/reports/<int:number>.<slug:kind>", achievements.report_file, name="report"),
]
