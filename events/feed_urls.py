"""Addresses of the events without a language: calendars are subscribed to once."""

from django.urls import path

from events import feeds

app_name = "events_feeds"
urlpatterns = [path("events/calendar.ics", feeds.calendar, name="calendar")]
