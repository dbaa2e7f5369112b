"""Addresses for calendar programs, without a language: the feed speaks its advisor's."""

from django.urls import path

from consultations import feeds

app_name = "consultations_feeds"
urlpatterns = [path("consultations/feeds/<str:secret>.ics", feeds.advisor, name="advisor")]
