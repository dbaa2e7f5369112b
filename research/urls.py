"""Addresses below /research/."""

from django.urls import path

from research.views import census, front

app_name = "research"
urlpatterns = [
    path("", front.front, name="front"),
    path("census/", census.show, name="census"),
]
