"""Addresses below /advocacy/: the tracker of initiatives, and the council."""

from django.urls import path

from center.views import advocacy, council

app_name = "advocacy"
urlpatterns = [
    path("", advocacy.tracker, name="tracker"),
    path("feed/", advocacy.StepFeed(), name="feed"),
    path("council/", council.page, name="council"),
    path("council/<int:year>/", council.page, name="council_year"),
    path("council/files/<int:pk>/", council.document, name="council_document"),
    path("<slug:slug>/", advocacy.initiative, name="initiative"),
    path("<slug:slug>/files/<int:pk>/", advocacy.document, name="document"),
]
