"""Addresses below /account/initiatives/, for editors behind their login."""

from django.urls import path

from entrepreneurs.views import signing

app_name = "signing"
urlpatterns = [
    path("", signing.initiatives, name="initiatives"),
    path("<slug:slug>/sign/", signing.sign, name="sign"),
    path("<slug:slug>/withdraw/", signing.withdraw, name="withdraw"),
    path("<slug:slug>/name/", signing.name, name="name"),
]
