"""Addresses below /enterprises/; the words used here are reserved (`choices.RESERVED_SLUGS`)."""

from django.urls import path

from entrepreneurs.views import directory

app_name = "entrepreneurs"
urlpatterns = [
    path("", directory.directory, name="directory"),
]
