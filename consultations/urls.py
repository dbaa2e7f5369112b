"""Addresses below /consultations/; a reference is checked by the view, so that small slips are forgiven."""

from django.urls import path

from consultations.views import booking, topics, visit, visit_move

app_name = "consultations"
urlpatterns = [
    path("", topics.topics, name="topics"),
    path("book/", booking.book, name="book"),
    path("find/", visit.find, name="find"),
    path("<str:reference>/", visit.visit, name="visit"),
    path("<str:reference>/cancel/", visit.cancel, name="visit_cancel"),
    path("<str:reference>/move/", visit_move.move, name="visit_move"),
    path("<str:reference>/visit.ics", visit.calendar, name="visit_calendar"),
]
