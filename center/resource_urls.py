"""Addresses of the library, below /resources/."""

from django.urls import path

from center.views import call_reminders, calls, glossary, resources

app_name = "resources"
urlpatterns = [
    path("", resources.library, name="library"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("calls/", calls.calls, name="calls"),
    path("calls/archive/", calls.archive, name="calls_archive"),
    path("calls.ics", calls.calendar, name="calls_calendar"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/deadline.ics", calls.deadline, name="call_calendar"),
    path("calls/<slug:slug>/share", calls.share_picture, name="call_share_picture"),
    path("calls/<slug:slug>/remind/", call_reminders.ask, name="call_remind"),
    path("calls/<slug:slug>/remind/sent/", call_reminders.sent, name="call_remind_sent"),
    path("reminders/left/", call_reminders.left, name="reminder_left"),
    path("reminders/<int:pk>/", call_reminders.confirm, name="reminder_confirm"),
    path("reminders/<int:pk>/leave/", call_reminders.leave, name="reminder_leave"),
    path("<slug:slug>/", resources.resource, name="resource"),
    path("<slug:slug>/share", resources.share_picture, name="resource_share_picture"),
    path("<slug:slug>/files/<int:pk>/", resources.file, name="resource_file"),
]
