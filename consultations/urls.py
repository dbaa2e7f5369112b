"""Addresses below /consultations/; a reference is checked by the view, so that small slips are forgiven."""

from django.urls import path

from consultations.views import agreed, booking, finding, groups, place, topics, visit, visit_move

app_name = "consultations"
urlpatterns = [
    path("", topics.topics, name="topics"),
    path("book/", booking.book, name="book"),
    path("find/", finding.find, name="find"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("place/<str:reference>/", place.place, name="place"),
    path("place/<str:reference>/accept/", place.accept, name="place_accept"),
    path("place/<str:reference>/decline/", place.decline, name="place_decline"),
    path("place/<str:reference>/cancel/", place.cancel, name="place_cancel"),
    path("place/<str:reference>/consents/", agreed.of_place, name="place_consents"),
    path("place/<str:reference>/session.ics", place.calendar, name="place_calendar"),
    path("<str:reference>/", visit.visit, name="visit"),
    path("<str:reference>/cancel/", visit.cancel, name="visit_cancel"),
    path("<str:reference>/consents/", agreed.of_visit, name="visit_consents"),
    path("<str:reference>/move/", visit_move.move, name="visit_move"),
    path("<str:reference>/visit.ics", visit.calendar, name="visit_calendar"),
]
