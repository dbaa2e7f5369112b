"""Addresses below /account/data/, for people behind their login."""

from django.urls import path

from entrepreneurs.views import own_consents, own_data

app_name = "person"
urlpatterns = [
    path("", own_data.overview, name="data"),
    path("consents/", own_consents.consents, name="consents"),
    path("<int:number>/ask/", own_data.ask, name="ask"),
    path("<int:number>/copy/", own_data.copy, name="copy"),
]
