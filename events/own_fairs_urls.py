"""Addresses below /account/fairs/, for editors of enterprises behind their login."""

from django.urls import path

from events.views import own_fairs

app_name = "own_fairs"
urlpatterns = [
    path("", own_fairs.fairs, name="fairs"),
    path("<slug:event>/<slug:enterprise>/", own_fairs.application, name="application"),
    path("<slug:event>/<slug:enterprise>/change/", own_fairs.take_back, name="take_back"),
    path("<slug:event>/<slug:enterprise>/withdraw/", own_fairs.withdraw, name="withdraw"),
    path("<slug:event>/<slug:enterprise>/again/", own_fairs.begin_again, name="begin_again"),
]
