"""Addresses below /enterprises/; the words used here are reserved (`choices.RESERVED_SLUGS`)."""

from django.urls import path

from entrepreneurs.views import (
    claims,
    compare,
    directory,
    directory_map,
    embed,
    inbox,
    profile,
    statistics,
    yearly_check,
)

app_name = "entrepreneurs"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("map/", directory_map.directory_map, name="map"),
    path("embed/", embed.embed, name="embed"),
    path("embed/about/", embed.about, name="embed_about"),
    path("add/", claims.add, name="add"),
    path("add/code/", claims.code, name="claim_code"),
    path("add/sent/", claims.sent, name="claim_sent"),
    path("<slug:slug>/claim/", claims.claim, name="claim"),
    path("compare/", compare.compare, name="compare"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/figures.csv", statistics.as_csv, name="statistics_csv"),
    path("<slug:slug>/", profile.profile, name="profile"),
    path("<slug:slug>/contact/", inbox.contact, name="contact"),
    path("<slug:slug>/contact/sent/", inbox.contact_sent, name="contact_sent"),
    path("<slug:slug>/report/", inbox.report, name="report"),
    path("<slug:slug>/report/sent/", inbox.report_sent, name="report_sent"),
    path("<slug:slug>/qr.svg", profile.qr, name="qr"),
    path("<slug:slug>/still-right/", yearly_check.still_right, name="still_right"),
]
